"""Sentences, words and syllables of English text in which code stands between backticks, formulas between dollars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graders.prose import Span, SpanKind, spans

# A piece of code, or a formula, is one character of Unicode's private use area, which splits nowhere and is a word.
_FIRST, _LAST = 0xE000, 0xF8FF
_CODE = f"[{chr(_FIRST)}-{chr(_LAST)}]"
_WORD = re.compile(rf"{_CODE}|[^\W_]+(?:['\u2019.,/-][^\W_]+)*")
_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+")

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"[^aeiouy]e$(?<![^aeiouy]le)|[^aeiouytd]ed$|[^aeiouyscxzhg]es$")
_TWO_SOUNDS = re.compile(r"(?<![ct])ia|io(?!n)|(?<![gq])ua|(?<=[rd])ea$|creat|linear|scien|dien|[eoy]ing$")


class Sentence(NamedTuple):
    """One sentence, as it is and without its code; a piece of code is one of its words, written as the empty text.

    A formula is as a piece of code here.
    """

    text: str
    prose: str
    words: tuple[str, ...]


def sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of one paragraph; the last may end in anything."""
    pieces = spans(text)
    code = [piece for piece in pieces if piece.kind is not SpanKind.WORDS][: _LAST - _FIRST]
    signs = iter(range(_FIRST, _FIRST + len(code)))
    marked = "".join(piece.text if piece.kind is SpanKind.WORDS else chr(next(signs)) for piece in pieces)
    shown = {_FIRST + number: _as_written(one) for number, one in enumerate(code)}
    return tuple(
        Sentence(
            part.translate(shown),
            re.sub(_CODE, "", part),
            tuple(re.sub(_CODE, "", word) for word in _WORD.findall(part)),
        )
        for part in _END.split(marked.strip())
        if part
    )


def _as_written(span: Span) -> str:
    return f"`{span.text}`" if span.kind is SpanKind.CODE else f"${span.text}$"


def reading_grade(found: Sequence[Sentence]) -> float:
    """Return the school grade (US) that sentences ask for, after Kincaid and others (1975); code is left out."""
    words = [word for sentence in found for word in sentence.words if word]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(found) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """Return about how many syllables a word has: its groups of vowels, less silent ones, more where one is two."""
    letters = re.sub(r"[^a-z]", "", word.lower())
    groups = len(_VOWELS.findall(letters)) + len(_TWO_SOUNDS.findall(letters))
    return max(1, groups - bool(_SILENT.search(letters)))
