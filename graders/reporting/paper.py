"""A terminal to write on: how wide it is, and whether it shows colours and more than ASCII."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from graders.prose import SpanKind, spans

NARROWEST = 20

# What has a close likeness in ASCII; anything else becomes an escape.
_ASCII = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "◐": "~",
        "–": "-",  # noqa: RUF001  the dash is what is replaced
        "◷": "@",
        "·": "|",
        "…": "...",
        "→": "->",
        "×": "x",  # noqa: RUF001  so is the multiplication sign
        "≤": "<=",
        "’": "'",  # noqa: RUF001  and the apostrophe
        "“": '"',
        "”": '"',
        "★": "*",
        "☆": ".",
    }
)


class Ink(IntEnum):
    """A way to write; the value is its parameter of ANSI SGR (ECMA-48, 8.3.117)."""

    PLAIN = 0
    BOLD = 1
    FAINT = 2
    RED = 31
    GREEN = 32
    YELLOW = 33


Piece: TypeAlias = tuple[str, Ink]
"""Text and the ink it is written in."""

_BLANKS = str.maketrans("\n\t", "  ")


class Paper(NamedTuple):
    """Sets lines for one terminal. ``width`` counts columns; below :data:`NARROWEST` lines are that wide."""

    width: int
    colour: bool
    unicode: bool

    def prose(self, *pieces: Piece, indent: int = 0, hanging: int = 0) -> Iterator[str]:
        """Wrap pieces of prose, each in its own ink; all lines but the first are indented by ``hanging`` more.

        Code keeps its backticks, or is bold where there is colour; a formula stands as it was written. Neither is torn
        unless it is longer than a line.
        """
        lead = " " * indent
        for row in _rows(self._words(pieces), self._room(indent + hanging)):
            yield lead + self._inked(row)
            lead = " " * (indent + hanging)

    def verbatim(self, text: str, ink: Ink = Ink.PLAIN, *, indent: int = 0) -> Iterator[str]:
        """Set lines as they stand, blanks kept, torn where the terminal ends."""
        for line in self._shown(text).expandtabs(4).splitlines():
            for part in _torn([(line, ink)], self._room(indent)):
                yield " " * indent + self._inked(part)

    def line(self, *pieces: Piece, indent: int = 0) -> str:
        """Set as many words of prose as one line holds; where they are not all, it ends with an ellipsis."""
        rows = _rows(self._words(pieces), self._room(indent))
        row = next(rows, [])
        if next(rows, None) is not None:
            more = self._shown(" …")
            row = [*next(_rows(self._words(pieces), self._room(indent) - columns(more))), (more, Ink.PLAIN)]
        return " " * indent + self._inked(row)

    def row(self, *pieces: Piece, indent: int = 0) -> str | None:
        """Set one line that would mean nothing when wrapped, or None where it is too long."""
        shown = [(self._shown(text), ink) for text, ink in pieces]
        return " " * indent + self._inked(shown).rstrip() if _size(shown) <= self._room(indent) else None

    def _room(self, indent: int) -> int:
        return max(self.width, NARROWEST) - indent

    def _words(self, pieces: tuple[Piece, ...]) -> Iterator[list[Piece]]:
        """Yield what must not be torn: a word, or code, each with the punctuation that touches it."""
        word: list[Piece] = []
        for text, ink in pieces:
            for span in spans(self._shown(text)):
                if span.kind is SpanKind.FORMULA:
                    word.append((span.text, ink))
                    continue
                if span.kind is SpanKind.CODE:
                    word.append((span.text, Ink.BOLD) if self.colour else (f"`{span.text}`", ink))
                    continue
                first, *others = span.text.translate(_BLANKS).split(" ")
                word.append((first, ink))
                for other in others:
                    yield word
                    word = [(other, ink)]
        yield word

    def _shown(self, text: str) -> str:
        if self.unicode:
            return text
        return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")

    def _inked(self, pieces: list[Piece]) -> str:
        runs = ((ink, "".join(text for text, _ in run)) for ink, run in groupby(pieces, key=itemgetter(1)))
        return "".join(f"\x1b[{ink.value}m{text}\x1b[0m" if self.colour and ink else text for ink, text in runs)


def columns(text: str) -> int:
    """Return how many columns a terminal gives to ``text``: two for wide East Asian characters, none for accents."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _size(pieces: list[Piece]) -> int:
    return sum(columns(text) for text, _ in pieces)


def _rows(words: Iterator[list[Piece]], room: int) -> Iterator[list[Piece]]:
    """Put as many words on each row as it holds, one blank between two."""
    row: list[Piece] = []
    for word in words:
        for part in _torn(word, room):
            if row and _size(row) + 1 + _size(part) > room:
                yield row
                row = []
            if row and part:
                row.append((" ", row[-1][1]))
            row += part
    if row:
        yield row


def _torn(word: list[Piece], room: int) -> Iterator[list[Piece]]:
    """Yield the word, in parts of at most ``room`` columns when it is longer."""
    if _size(word) <= room:
        yield [piece for piece in word if piece[0]]
        return
    part: list[Piece] = []
    used = 0
    for character, ink in ((character, ink) for text, ink in word for character in text):
        used += _columns(character)
        if used > room:
            end = _last_blank(part) or len(part)
            yield part[:end]
            part = part[end:]
            used = _size(part) + _columns(character)
        part.append((character, ink))
    yield part


def _last_blank(part: list[Piece]) -> int:
    """Return where to tear a full line: behind its last blank, or 0 where that would leave most of the line empty."""
    end = max((end for end, (character, _) in enumerate(part, start=1) if character == " "), default=0)
    return end if end > len(part) // 2 else 0
