"""Where ``--json`` writes: a file, standard output, or nowhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from graders.errors import GradersError
from graders.printable import one_line


@contextmanager
def open_records(target: str | None) -> Iterator[TextIO | None]:
    """Open the file that ``target`` names, standard output for ``-``; None for None.

    Raises ``GradersError`` when it cannot be written.
    """
    if target is None or target == "-":
        yield None if target is None else sys.stdout
        return
    try:
        file = open(target, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - "-" is no path; closed below
    except OSError as error:
        raise GradersError(f"{one_line(target)}: results cannot be written: {error.strerror}") from None
    with file:
        yield file
