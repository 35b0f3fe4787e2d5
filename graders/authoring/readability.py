"""The texts of an exercise, held against what a beginner reads easily."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.authoring.english import Sentence, reading_grade, sentences
from graders.authoring.finding import Finding
from graders.exercise import Check, Misconception, RatingCheck
from graders.problem import Place
from graders.reporting.task import BlockKind, blocks

MOST_WORDS = 20
HIGHEST_GRADE = 9.0
_ENOUGH_WORDS = 40  # the grade of a shorter text says more about one long word than about the text
_OPENING = 6

# "just before" is a place, and no more belittling than "before".
_BELITTLING = re.compile(
    r"\b(just(?! (?:before|after|above|below|behind))|simply|merely|obviously|trivial|trivially|of course"
    r"|needless to say|as everyone knows)\b",
    re.IGNORECASE,
)


class _Text(NamedTuple):
    """One text of an exercise, as an author would name it, and its paragraphs."""

    name: str
    place: Place
    paragraphs: tuple[str, ...]


def readability(bench: Bench) -> Iterator[Finding]:
    """Find sentences of more than 20 words, texts above grade 9, belittling words, and symbols without words.

    Code between backticks, or a formula, counts as one word of a sentence, and not at all for the grade. Indented code
    and formulas on lines of their own do not count.
    """
    for text in _texts(bench):
        found = [sentence for paragraph in text.paragraphs for sentence in sentences(paragraph)]
        for code, fault in _faults(found):
            yield Finding(text.place, code, f"{text.name} {fault}")


def _faults(found: list[Sentence]) -> Iterator[tuple[str, str]]:
    for sentence in found:
        if len(sentence.words) > MOST_WORDS:
            long = f'has a sentence of {len(sentence.words)} words, above {MOST_WORDS}: "{_opening(sentence)}"'
            yield "G504", f"{long}. Make two of it"
        if word := _BELITTLING.search(sentence.prose):
            yield "G506", f'says "{word[0]}". Leave it out: it belittles whoever does not see it'
        if not sentence.words and any(unicodedata.category(sign).startswith("S") for sign in sentence.text):
            yield "G507", f'has the symbol "{sentence.text}" alone. Say it in words as well'
    words = sum(bool(word) for sentence in found for word in sentence.words)
    grade = reading_grade(found)
    if words >= _ENOUGH_WORDS and grade > HIGHEST_GRADE:
        yield "G505", f"reads like grade {grade:.1f}, above {HIGHEST_GRADE:.0f}. Use shorter sentences and words"


def _opening(sentence: Sentence) -> str:
    first = sentence.text.split()
    return " ".join(first[:_OPENING]) + " …"


def _texts(bench: Bench) -> Iterator[_Text]:
    exercise = bench.prepared.exercise
    paragraphs = tuple(
        text
        for block in blocks(exercise.task)
        if block.kind not in {BlockKind.CODE, BlockKind.FORMULA}
        for text in block.texts
    )
    yield _Text("the task", bench.place(), paragraphs)
    for check in exercise.checks:
        yield from _of_check(check, bench.place(check))
    for sketch in exercise.pictures:
        yield _Text(f"'title' of the picture {sketch.kind}", bench.place(sketch), (sketch.title,))
    for misconception in exercise.misconceptions:
        yield from _of_misconception(misconception, bench.place(misconception))


def _of_check(check: Check, place: Place) -> Iterator[_Text]:
    yield _Text(f"'asks' of '{check.id}'", place, (check.asks,))
    for number, hint in enumerate(check.hints, 1):
        yield _Text(f"hint {number} of '{check.id}'", place, (hint,))
    if isinstance(check, RatingCheck):
        for name, item in check.items.items():
            yield _Text(f"item '{name}' of '{check.id}'", place, (item,))


def _of_misconception(misconception: Misconception, place: Place) -> Iterator[_Text]:
    yield _Text(f"'says' of '{misconception.id}'", place, (misconception.says,))
    yield _Text(f"'hint' of '{misconception.id}'", place, (misconception.hint,))
