"""A CSV table (RFC 4180) with the place of every cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from graders.errors import SpecError
from graders.printable import one_line
from graders.problem import Place, Problem

_BREAK = re.compile(r"\r\n?|\n")
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')


class Cell(NamedTuple):
    """A trimmed text and the place where it starts."""

    text: str
    place: Place


def read_cells(text: str, file: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows that are not empty, the header first.

    The separator is ``;`` when the header has more of these than of ``,``. Raises ``SpecError`` at the first cell whose
    quotes are not closed, or are followed by more text: from there on nothing can be told.
    """
    header = _BREAK.split(text, maxsplit=1)[0]
    separator = ";" if header.count(";") > header.count(",") else ","
    plain = re.compile(rf"[^{separator}\r\n]*+")
    row: list[Cell] = []
    position, line, line_start = 0, 1, 0
    while position <= len(text):
        place = Place(file, line, position - line_start + 1)
        quoted = text.startswith('"', position)
        match = (_QUOTED if quoted else plain).match(text, position)
        if match is None:
            raise _fault(place, "the quotes that open here are never closed")
        row.append(Cell((match[1].replace('""', '"') if quoted else match[0]).strip(), place))
        for inner in _BREAK.finditer(text, position, match.end()):
            line, line_start = line + 1, inner.end()
        position = match.end()
        if text.startswith(separator, position):
            position += 1
            continue
        end = _BREAK.match(text, position)
        if end is None and position < len(text):
            found = Place(file, line, position - line_start + 1)
            raise _fault(found, f"expected '{separator}' after the closing quotes, found '{one_line(text[position])}'")
        if any(cell.text for cell in row):
            yield tuple(row)
        row = []
        position = end.end() if end else len(text) + 1
        line, line_start = line + 1, position


def _fault(place: Place, text: str) -> SpecError:
    return SpecError([Problem(place, text)])
