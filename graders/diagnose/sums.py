"""A sum of what is in an answer: two whose sums are far apart need not be compared number by number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graders.compare.elements import Array
from graders.compare.numeric import leaves
from graders.diagnose.suspect import Question
from graders.transcript import Answer, Returned, Value

_ROUNDING = 1e-9  # of the sizes added up: far more than a sum in float64 loses


class Sum(NamedTuple):
    """The sum of the numbers of an answer, and how far off that of an equal one can be.

    Both are NaN without numbers, and where one is complex: what stands for it may be real.
    """

    total: float = math.nan
    slack: float = math.nan

    def is_far_from(self, other: Sum) -> bool:
        """Say whether what has this sum surely differs from what has the ``other``; False where nothing is sure."""
        return abs(self.total - other.total) > other.slack


class _Added(NamedTuple):
    """The sum of the numbers of an answer, that of their sizes, and how many ``numbers`` there are."""

    total: float = math.nan
    size: float = math.nan
    numbers: int = 0


def sums(questions: Sequence[Question], answers: Sequence[Answer]) -> tuple[Sum, ...]:
    """Return the sum of each answer; its slack is all that the tolerance of the question allows."""
    added: dict[int, _Added] = {}  # by identity: a suspect may answer all questions alike, and at length
    for answer in answers:
        if id(answer) not in added:
            added[id(answer)] = _add_up(answer)
    return tuple(_sum(added[id(answer)], question) for question, answer in zip(questions, answers, strict=True))


def _sum(added: _Added, question: Question) -> Sum:
    tolerance = question.comparison.tolerance
    return Sum(added.total, added.numbers * tolerance.atol + (tolerance.rtol + _ROUNDING) * added.size)


def _add_up(answer: Answer) -> _Added:
    plain: list[Value] = []
    found: list[Array] = []
    for one in leaves(answer.value if isinstance(answer, Returned) else None):
        if type(one) in (int, float):  # by far the most, and an array of each would take ten times as long
            plain.append(one)
        elif isinstance(one, complex | np.number | np.ndarray):
            found.append(np.asarray(one))
    try:
        found = [array for array in (np.array(plain, np.float64), *found) if array.size and array.dtype.kind in "iufc"]
    except OverflowError:  # a whole number beyond all floats
        return _Added()
    if not found or any(array.dtype.kind == "c" for array in found):
        return _Added()
    total = size = 0.0
    with np.errstate(all="ignore"):
        for array in found:
            numbers = array.astype(np.float64, copy=False)
            total += float(numbers.sum())
            size += float(np.abs(numbers).sum())
    return _Added(total, size, sum(array.size for array in found))
