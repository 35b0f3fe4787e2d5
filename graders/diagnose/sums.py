"""A sum of what is in an answer: two whose sums are far apart need not be compared number by number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graders.diagnose.suspect import Question
from graders.transcript import Answer, Returned, Value

_ROUNDING = 1e-9  # of the sizes added up: far more than a sum in float64 loses
_DEEPEST = 8


class Sum(NamedTuple):
    """The sum of the numbers of an answer, and how far off that of an equal one can be. Both NaN without numbers."""

    total: float = math.nan
    slack: float = math.nan

    def is_far_from(self, other: Sum) -> bool:
        """Say whether what has this sum surely differs from what has the ``other``; False where nothing is sure."""
        return abs(self.total - other.total) > other.slack


def sums(questions: Sequence[Question], answers: Sequence[Answer]) -> tuple[Sum, ...]:
    """Return the sum of each answer; its slack is all that the tolerance of the question allows."""
    return tuple(_sum(answer, question) for question, answer in zip(questions, answers, strict=True))


def _sum(answer: Answer, question: Question) -> Sum:
    value = answer.value if isinstance(answer, Returned) else None
    arrays = [np.asarray(one) for one in _leaves(value, 0) if isinstance(one, int | float | np.number | np.ndarray)]
    arrays = [array for array in arrays if array.dtype.kind in "iuf"]
    if not arrays:
        return Sum()
    tolerance = question.comparison.tolerance
    total = size = count = 0.0
    with np.errstate(all="ignore"):
        for array in arrays:
            numbers = array.astype(np.float64, copy=False)
            total += float(numbers.sum())
            size += float(np.abs(numbers).sum())
            count += array.size
    return Sum(total, count * tolerance.atol + (tolerance.rtol + _ROUNDING) * size)


def _leaves(value: Value, depth: int) -> Iterator[Value]:
    """Yield a value, or all that is inside it when it is a list, tuple or dict; nothing that is nested too deeply."""
    if isinstance(value, dict | list | tuple):
        if depth < _DEEPEST:
            for one in value.values() if isinstance(value, dict) else value:
                yield from _leaves(one, depth + 1)
    else:
        yield value
