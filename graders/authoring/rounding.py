"""How far apart two values are that differ by rounding alone, and the tolerance that allows for it."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from graders.compare.elements import Array
from graders.diagnose.parts import arrays
from graders.exercise import Tolerance
from graders.transcript import Answer, Returned, Value

_ROUNDING = 1e-5  # of the largest number: what differs by more has another meaning
_HEADROOM = 10


class Gap(NamedTuple):
    """The largest difference: relative, and absolute where the right number is next to nothing beside it."""

    relative: float = 0.0
    absolute: float = 0.0

    def or_larger(self, other: Gap) -> Gap:
        """Return a gap as large as both."""
        return Gap(max(self.relative, other.relative), max(self.absolute, other.absolute))

    def allowed(self, tolerance: Tolerance) -> Tolerance:
        """Return a tolerance, widened to powers of ten that leave room for ten times this gap."""
        return Tolerance(max(tolerance.rtol, _power(self.relative)), max(tolerance.atol, _power(self.absolute)))


def gap(answer: Answer, expected: Answer) -> Gap | None:
    """Return how far two answers are apart, or None where more than rounding is between them."""
    if not isinstance(answer, Returned) or not isinstance(expected, Returned):
        return None
    numbers, wanted = _numbers(answer.value), _numbers(expected.value)
    if numbers.shape != wanted.shape or not numbers.size or not np.isfinite([numbers, wanted]).all():
        return None
    differences, sizes = np.abs(numbers - wanted), np.abs(wanted)
    if differences.max() > _ROUNDING * sizes.max():
        return None
    is_relative = differences <= _ROUNDING * sizes
    relative = np.divide(differences, sizes, out=np.zeros_like(sizes), where=is_relative & (sizes > 0))
    return Gap(float(relative.max()), float(differences[~is_relative].max(initial=0.0)))


def _numbers(value: Value) -> Array:
    """Return all numbers of a value in one row; what is no number is left out."""
    return np.concatenate([np.zeros(0), *(array.astype(float).ravel() for array in arrays(value))])


def _power(size: float) -> float:
    return 10.0 ** math.ceil(math.log10(_HEADROOM * size)) if size else 0.0
