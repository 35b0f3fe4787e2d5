"""A fault in something a person wrote, and its place."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """Where a fault lies. Lines and columns count from 1; 0 stands for the file as a whole."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file


class Problem(NamedTuple):
    """What was found at a place, what was expected there and what to do."""

    place: Place
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"
