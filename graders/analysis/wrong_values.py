"""Wrong values that several students share: each is likely to have one cause."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graders.analysis.roll import Roll, places
from graders.analysis.source import Placed, Sources, placed
from graders.exercise import Exercise
from graders.result import Mismatch, MismatchKind

_NUMERIC = (MismatchKind.VALUES, MismatchKind.NONFINITE)
_SHOWN = 1e-5  # answers are shown with six digits: two that differ by less cannot be told apart


class Named(NamedTuple):
    """The id of a cause, and how many students with a wrong value were told it: others came to it in another way."""

    cause: str
    students: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue:
    """A wrong value of one check and call, and the students who have it, each once.

    ``place`` leads into the value, as ``["w"][1]``; ``answer`` is the form that most of them gave it.
    ``causes`` are those that any of them was told, the one of most students first.
    """

    exercise: Exercise
    check: str
    call: str
    place: str
    kind: MismatchKind
    answer: str
    expected: str
    sources: Sources
    causes: tuple[Named, ...]


class _Question(NamedTuple):
    """What answers have in common that can be compared with each other."""

    exercise: int
    check: str
    call: str
    place: str
    kind: MismatchKind
    expected: str


class _Answer(NamedTuple):
    """A wrong value as one or many gave it; ``cause`` is the id of the wrong solution that it is known to come from."""

    text: str
    rtol: float
    atol: float
    cause: str


def wrong_values(roll: Roll) -> tuple[WrongValue, ...]:
    """Return the wrong values of a class, those of most students first.

    Numbers are one value when they lie within the tolerance of the check, counted from the smallest of them; all else
    when it reads alike.
    """
    asked: dict[_Question, dict[_Answer, array[int]]] = defaultdict(lambda: defaultdict(places))
    for one in placed(roll):
        mismatch = one.mark.mismatch
        if mismatch:
            question = _question(one, mismatch)
            asked[question][_answer(one, mismatch)].extend(one.places)
    found = [
        (question, _wrong_value(roll, question, {answer: having[answer] for answer in group}))
        for question, having in asked.items()
        for group in _groups(question.kind, having)
    ]
    found.sort(key=lambda pair: (-len(pair[1].sources), pair[0], pair[1].answer))
    return tuple(value for _, value in found)


def _question(one: Placed, mismatch: Mismatch) -> _Question:
    index = f"[{', '.join(map(str, mismatch.index))}]" if mismatch.index else ""
    return _Question(
        exercise=one.number,
        check=one.mark.id,
        call=one.mark.call,
        place=mismatch.path + index,
        kind=mismatch.kind,
        expected=mismatch.expected,
    )


def _answer(one: Placed, mismatch: Mismatch) -> _Answer:
    cause = one.mark.diagnosis.id if one.mark.diagnosis else ""
    return _Answer(mismatch.answer, mismatch.rtol, mismatch.atol, cause)


def _groups(kind: MismatchKind, answers: Iterable[_Answer]) -> Iterator[Sequence[_Answer]]:
    """Part the answers to one question into those of one value."""
    alike: dict[str, list[_Answer]] = defaultdict(list)
    numbers: list[tuple[float, _Answer]] = []
    for answer in answers:
        number = _number(answer.text) if kind in _NUMERIC else None
        if number is None:
            alike[answer.text].append(answer)
        else:
            numbers.append((number, answer))
    yield from alike.values()
    group: list[_Answer] = []
    start = limit = 0.0
    for number, answer in sorted(numbers, key=lambda pair: (pair[0], pair[1].text)):
        if group and number - start > limit:
            yield group
            group = []
        if not group:
            start = number
            limit = answer.atol + max(answer.rtol, _SHOWN) * abs(number)
        group.append(answer)
    if group:
        yield group


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _wrong_value(roll: Roll, question: _Question, group: Mapping[_Answer, array[int]]) -> WrongValue:
    texts: Counter[str] = Counter()
    causes: Counter[str] = Counter()
    for answer, having in group.items():
        texts[answer.text] += len(having)
        if answer.cause:
            causes[answer.cause] += len(having)
    exercise = roll.exercises[question.exercise]
    return WrongValue(
        exercise=exercise,
        check=question.check,
        call=question.call,
        place=question.place,
        kind=question.kind,
        answer=min(texts, key=lambda text: (-texts[text], text)),
        expected=question.expected,
        sources=Sources(roll, exercise, *group.values()),
        causes=tuple(Named(*one) for one in sorted(causes.items(), key=lambda one: (-one[1], one[0]))),
    )
