"""Paper for what a command tells: what the terminal, or the pipe in its place, can show."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import TextIO

from graders.reporting.paper import Paper

_WIDTH = 88


def standard_output() -> Paper:
    """Return paper as wide as standard output, with the colours and characters that can be shown there."""
    return of(sys.stdout)


def of(stream: TextIO, environ: Mapping[str, str] = os.environ) -> Paper:
    """Return paper as wide as ``stream``, with the colours and characters that can be shown there.

    Colour needs a terminal, and none of ``NO_COLOR`` (https://no-color.org: set and not empty) and ``TERM=dumb``.
    The width is that of ``COLUMNS``, else of the terminal, and never more than reads well.
    """
    return Paper(
        width=min(_columns(stream, environ), _WIDTH),
        colour=stream.isatty() and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
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
