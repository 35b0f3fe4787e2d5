"""A sum of what is in an answer: two whose sums are far apart need not be compared number by number."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from graders.diagnose.parts import arrays
from graders.diagnose.suspect import Question
from graders.transcript import Answer, Returned

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


def sums(questions: Sequence[Question], answers: Sequence[Answer]) -> tuple[Sum, ...]:
    """Return the sum of each answer; its slack is all that the tolerance of the question allows."""
    return tuple(_sum(answer, question) for question, answer in zip(questions, answers, strict=True))


def _sum(answer: Answer, question: Question) -> Sum:
    value = answer.value if isinstance(answer, Returned) else None
    found = [*arrays(value)]
    if not found or any(array.dtype.kind == "c" for array in found):
        return Sum()
    tolerance = question.comparison.tolerance
    total = size = count = 0.0
    with np.errstate(all="ignore"):
        for array in found:
            numbers = array.astype(np.float64, copy=False)
            total += float(numbers.sum())
            size += float(np.abs(numbers).sum())
            count += array.size
    return Sum(total, count * tolerance.atol + (tolerance.rtol + _ROUNDING) * size)
