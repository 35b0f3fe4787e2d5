"""Sentences in which code stands between backticks."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A run of words, or of code when ``code`` is true; the backticks are taken off."""

    text: str
    code: bool


def spans(text: str) -> tuple[Span, ...]:
    """Split a sentence at its backticks; one without a partner stays an ordinary character."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return tuple(Span(piece, code=bool(position % 2)) for position, piece in enumerate(pieces) if piece)
