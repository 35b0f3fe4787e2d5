"""Item analysis: how hard each check is, and whether it tells strong submissions from weak ones.

The terms are those of classical test theory: difficulty (also facility) is the mean share of the points; discrimination
is the correlation of a check with the rest score, the total without that check (for a check of right or wrong this is
the corrected point-biserial correlation; Henrysson, Psychometrika 28, 1963). The upper-lower index compares the 27
percent with the highest and with the lowest totals (Kelley, Journal of Educational Psychology 30, 1939).
"""

from __future__ import annotations

import math
import operator
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graders.analysis.roll import Alike, Mark
from graders.analysis.spread import mean
from graders.exercise import Exercise

FEWEST = 20
"""Below so many submissions a correlation says next to nothing, and is not computed."""

FEW = 100
"""Below so many a correlation is given with its margin."""

_GROUP = 0.27
_EQUAL = 1e-9  # shares that differ by less are the same but for rounding


class Correlation(NamedTuple):
    """A correlation, and two standard errors of it where ``n`` is below :data:`FEW`, else None.

    The standard error is the large-sample one, (1 - r²) / sqrt(n - 1) (Fisher, Biometrika 10, 1915).
    """

    r: float
    margin: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """The statistics of one check over ``n`` submissions in which its points are decided.

    ``difficulty`` is a share: 1 when everybody has all points. ``upper_lower`` is the difference of two such shares.
    Both measures of discrimination are None for fewer than :data:`FEWEST` submissions, and the correlation also where
    check or rest does not vary.
    """

    check: str
    n: int
    difficulty: float | None
    discrimination: Correlation | None
    upper_lower: float | None


class _Observation(NamedTuple):
    """The share of the points reached in one check, in all the others (None if there are none), and in all."""

    own: float
    rest: float | None
    total: float


def items(exercise: Exercise, handed_in: Iterable[Alike]) -> tuple[Item, ...]:
    """Return the statistics of each check that has points, in the order of the exercise.

    Points that nobody has decided on yet are left out of the check, the rest and the total. Lateness does not count.
    """
    submissions: Counter[tuple[_Points, ...]] = Counter()
    for work, places in handed_in:
        submissions[tuple(_points(mark) for mark in work.marks if not mark.is_open)] += len(places)
    return tuple(_item(check.id, submissions) for check in exercise.checks if check.points)


class _Points(NamedTuple):
    """The points of one check."""

    id: str
    score: float
    max_score: float


def _points(mark: Mark) -> _Points:
    return _Points(mark.id, mark.score, mark.max_score)


def _item(check: str, submissions: Mapping[tuple[_Points, ...], int]) -> Item:
    seen: list[_Observation] = []
    for points, times in submissions.items():  # many have the same points
        if observation := _observe(check, points):
            seen += [observation] * times
    enough = len(seen) >= FEWEST
    return Item(
        check=check,
        n=len(seen),
        difficulty=mean(observation.own for observation in seen),
        discrimination=_discrimination(seen) if enough else None,
        upper_lower=_upper_lower(seen) if enough else None,
    )


def _observe(check: str, submission: Sequence[_Points]) -> _Observation | None:
    own = next((points for points in submission if points.id == check and points.max_score), None)
    if own is None:
        return None
    others = [points for points in submission if points.max_score and points is not own]
    return _Observation(own=_share([own]), rest=_share(others) if others else None, total=_share(submission))


def _share(checks: Sequence[_Points]) -> float:
    return math.fsum(points.score for points in checks) / math.fsum(points.max_score for points in checks)


def _discrimination(seen: Iterable[_Observation]) -> Correlation | None:
    own, rest = array("d"), array("d")
    for observation in seen:
        if observation.rest is not None:
            own.append(observation.own)
            rest.append(observation.rest)
    n = len(own)
    r = _pearson(own, rest) if n >= FEWEST else None
    if r is None:
        return None
    return Correlation(r, 2 * (1 - r * r) / math.sqrt(n - 1) if n < FEW else None)


def _pearson(*sides: array[float]) -> float | None:
    """Return the product-moment correlation of two sides, None where either is constant."""
    if any(max(side) - min(side) < _EQUAL for side in sides):
        return None
    first, second = map(_centred, sides)
    r = _product(first, second) / math.sqrt(_product(first, first) * _product(second, second))
    return min(1.0, max(-1.0, r))


def _centred(values: array[float]) -> array[float]:
    average = math.fsum(values) / len(values)
    return array("d", (value - average for value in values))


def _product(first: Iterable[float], second: Iterable[float]) -> float:
    return math.fsum(map(operator.mul, first, second))


def _upper_lower(seen: Iterable[_Observation]) -> float:
    """Return the mean of the upper group minus that of the lower one.

    Where a group ends within a run of equal totals, each of the run counts in part, so that no order is preferred.
    """
    ordered = sorted(seen, key=lambda observation: observation.total)
    size = math.floor(_GROUP * len(ordered) + 0.5)
    return _mean_of_first(ordered[::-1], size) - _mean_of_first(ordered, size)


def _mean_of_first(ordered: Sequence[_Observation], size: int) -> float:
    """Return the mean share of the first ``size`` of what is in the order of its totals, upwards or downwards."""
    border = ordered[size - 1].total
    inside = [one.own for one in ordered[:size] if abs(one.total - border) > _EQUAL]
    tied = [one.own for one in ordered if abs(one.total - border) <= _EQUAL]
    return (math.fsum(inside) + (size - len(inside)) * math.fsum(tied) / len(tied)) / size
