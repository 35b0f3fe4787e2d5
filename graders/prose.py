r"""Sentences: names in a row, code between backticks, and formulas between dollar signs.

A dollar sign opens a formula where no blank follows it, and closes one where no blank comes before it and no letter or
digit after it, so that "from $5 to $6" has none. ``\$`` is a dollar sign and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

_DOLLARS = re.compile(r"\\\$|\$(?=\S)(?P<formula>[^$]*[^$\s])\$(?!\w)|\$")


class SpanKind(StrEnum):
    """What a run of text is."""

    WORDS = "words"
    CODE = "code"
    FORMULA = "formula"


class Span(NamedTuple):
    """A run of one kind; the backticks or dollar signs round it are taken off."""

    text: str
    kind: SpanKind


def spans(text: str) -> tuple[Span, ...]:
    """Split a sentence at its backticks and dollar signs; one without a partner stays an ordinary character."""
    found: list[Span] = []
    for position, piece in enumerate(_pieces(text)):
        found += [Span(piece, SpanKind.CODE)] if position % 2 else _words_and_formulas(piece)
    return tuple(span for span in found if span.text)


def listed(names: Iterable[str]) -> str:
    """Return one name or more as a sentence has them: ``a``, ``a and b``, ``a, b and c``."""
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def has_lone_dollar(text: str) -> bool:
    r"""Tell whether a dollar sign outside code is neither part of a formula nor written ``\$``."""
    return any(match[0] == "$" for piece in _pieces(text)[::2] for match in _DOLLARS.finditer(piece))


def _pieces(text: str) -> list[str]:
    """Return words and code by turns."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["`".join(pieces[-2:])]
    return pieces


def _words_and_formulas(text: str) -> Iterator[Span]:
    words, end = "", 0
    for match in _DOLLARS.finditer(text):
        words += text[end : match.start()]
        end = match.end()
        if match["formula"]:
            yield Span(words, SpanKind.WORDS)
            yield Span(" ".join(match["formula"].split()), SpanKind.FORMULA)
            words = ""
        else:
            words += "$"
    yield Span(words + text[end:], SpanKind.WORDS)
