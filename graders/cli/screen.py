"""What the terminal, or the pipe in its place, can show."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import NamedTuple, TextIO

_WIDTH = 88


class Screen(NamedTuple):
    """Columns of text, and whether colours and characters beyond ASCII can be shown."""

    width: int
    colour: bool
    unicode: bool

    @classmethod
    def of(cls, stream: TextIO, environ: Mapping[str, str]) -> Screen:
        """Return what ``stream`` can show.

        Colour needs a terminal, and none of ``NO_COLOR`` (https://no-color.org: set and not empty) and ``TERM=dumb``.
        The width is that of ``COLUMNS``, else of the terminal, and never more than reads well.
        """
        terminal = stream.isatty()
        return cls(
            width=min(_columns(stream, environ), _WIDTH),
            colour=terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
            unicode=(stream.encoding or "").lower().replace("-", "").startswith("utf"),
        )


def _columns(stream: TextIO, environ: Mapping[str, str]) -> int:
    given = environ.get("COLUMNS", "")
    if given.isascii() and given.isdigit() and int(given) > 0:
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _WIDTH
    except OSError:
        return _WIDTH
