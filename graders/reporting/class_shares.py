"""Each exercise of a class in shares of all its students, as an anonymous page tells them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from graders.analysis.roll import Mark, Roll
from graders.analysis.spread import BINS, spread
from graders.analysis.standing import total_share
from graders.reporting.chart import Histogram, interval, reach
from graders.reporting.class_disclosure import SMALLEST, STEP, Share, share, step
from graders.result import Outcome

_HALF = 50


class ScoreShares(NamedTuple):
    """How many students reach 10, 20 … 90 percent of the points, and between which of them the median lies."""

    median: str
    reached: tuple[Share, ...]
    chart: Histogram


class CheckShare(NamedTuple):
    """How many students have all the points of a check."""

    title: str
    right: Share


class ExerciseShares(NamedTuple):
    """One exercise. Who handed in nothing reached nothing, and is among those who did not pass."""

    name: str
    title: str
    handed_in: Share
    passed: Share
    scores: ScoreShares
    checks: tuple[CheckShare, ...]


class ClassShares(NamedTuple):
    """All exercises in shares; ``total`` is over all, None where there is but one.

    A ``step`` is so many percent, and ``students`` or more.
    """

    step: int
    students: int
    views: tuple[ExerciseShares, ...]
    total: ScoreShares | None


def class_shares(roll: Roll) -> ClassShares | None:
    """Return what can be told of a class; None if it is too small."""
    size = len(roll.students)
    if size < SMALLEST:
        return None
    total = None
    if len(roll.exercises) > 1:
        shares = (total_share(student) for student in roll.students)
        total = _scores("scores-total", "All exercises", shares, size)
    views = tuple(_exercise(roll, position, size) for position in range(len(roll.exercises)))
    return ClassShares(step(size), STEP, views, total)


def _exercise(roll: Roll, position: int, size: int) -> ExerciseShares:
    exercise = roll.exercises[position]
    passed = 0
    scores: list[float | None] = []
    right: Counter[str] = Counter()
    for work, places in roll.alike[position]:
        students = len(places)
        passed += students * (work.outcome is Outcome.PASSED)
        scores += [work.share] * students
        for mark in filter(_is_right, work.marks):
            right[mark.id] += students
    return ExerciseShares(
        name=exercise.name,
        title=exercise.title,
        handed_in=share(len(scores), size),
        passed=share(passed, size),
        scores=_scores(f"scores-{position}", f"{exercise.name}: {exercise.title}", scores, size),
        checks=tuple(CheckShare(check.asks, share(right[check.id], size)) for check in exercise.checks if check.points),
    )


def _is_right(mark: Mark) -> bool:
    return not mark.is_open and mark.score >= mark.max_score


def _scores(id_: str, title: str, shares: Iterable[float | None], size: int) -> ScoreShares:
    """Return how many of a class reach how much; None, where no point is decided, reaches nothing."""
    bins = spread(one for one in shares if one is not None).bins
    reached = tuple(share(sum(bins[first:]), size) for first in range(1, BINS))
    median = f"{interval(sum(one.low >= _HALF for one in reached))} %"
    return ScoreShares(median, reached, reach(id_, title, reached))
