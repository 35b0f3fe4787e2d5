"""The rules of a course about dates and totals: when work is due, what lateness costs, and which attempt counts."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

DAY_S = 86_400


class Per(StrEnum):
    """How lateness is counted: in proportion to the time, or in days that have begun."""

    DAY = "day"
    STARTED_DAY = "started day"


class Attempts(StrEnum):
    """Which of several attempts counts."""

    LAST = "last"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """What lateness costs. Percentages are of the score, and lateness counts from the due time, not from ``grace``.

    Within ``grace`` nothing is lost; beyond it ``penalty_percent`` for each day, ``at_most_percent`` altogether; later
    than ``closes``, unless that is None, all of it.
    """

    grace: timedelta = timedelta()
    penalty_percent: float = 0.0
    per: Per = Per.STARTED_DAY
    at_most_percent: float = 100.0
    closes: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """When an exercise is due, a time with its zone, or None for never; ``bonus`` adds to no one's full marks."""

    due: datetime | None = None
    bonus: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The rules of a course; an exercise without terms has the default ones.

    ``maximum`` is what a total cannot exceed, and what it is out of; None for the points of all exercises but bonus
    ones, which a total can exceed.
    """

    title: str = ""
    exercises: Mapping[str, Terms] = field(default_factory=dict)
    late: Late = field(default_factory=Late)
    attempts: Attempts = Attempts.LAST
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class Scored:
    """One submission of a student: when it was handed in (seconds of UTC since 1970), and its score."""

    submitted_at: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The attempt that counts: its number in the list, how late it was, and what is left of its score."""

    number: int
    late_s: int
    factor: float
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The points of a student over all exercises, and what they are out of."""

    score: float
    max_score: float


def late_by(submitted_at: float, due: datetime | None) -> int:
    """Return by how many seconds something was late; 0 in time, which the whole due second still is."""
    return max(0, math.floor(submitted_at) - math.floor(due.timestamp())) if due else 0


def factor(late_s: int, late: Late) -> float:
    """Return the part of a score that is left, from 0 to 1."""
    if late_s <= late.grace.total_seconds():
        return 1.0
    if is_closed(late_s, late):
        return 0.0
    days = late_s / DAY_S if late.per is Per.DAY else math.ceil(late_s / DAY_S)
    return (100.0 - min(late.penalty_percent * days, late.at_most_percent)) / 100.0


def is_closed(late_s: int, late: Late) -> bool:
    """Say whether something came too late; in seconds, for a file may carry a time that no `timedelta` holds."""
    return late.closes is not None and late_s > late.closes.total_seconds()


def counts(attempts: Sequence[Scored], terms: Terms, policy: Policy) -> Counted:
    """Return the attempt that counts, of at least one.

    The list has the order in which they took each other's place, which their times need not follow: a file may carry
    any time, and only how late it is depends on it. The best one is that with the highest score after lateness, the
    first of several. The last one is the last that was handed in before the exercise closed, or of all where none was:
    work that comes too late takes nothing away.
    """
    judged = []
    for number, attempt in enumerate(attempts):
        late_s = late_by(attempt.submitted_at, terms.due)
        left = factor(late_s, policy.late)
        judged.append(Counted(number=number, late_s=late_s, factor=left, score=attempt.score * left))
    if policy.attempts is Attempts.BEST:
        return max(judged, key=lambda one: one.score)
    open_still = [one for one in judged if not is_closed(one.late_s, policy.late)]
    return (open_still or judged)[-1]


def total(
    scores: Mapping[str, float],
    max_scores: Mapping[str, float],
    policy: Policy,
    undecided: Mapping[str, float] = MappingProxyType({}),
) -> Total:
    """Return a student's total from the scores that count; ``max_scores`` has the points of every exercise.

    It is not out of points that are ``undecided``, as far as a total needs them: those of a bonus, or beyond the
    maximum, it can do without.
    """
    score = math.fsum(scores.values())
    if policy.maximum is None:
        regular = [name for name in max_scores if not policy.exercises.get(name, Terms()).bonus]
        return Total(score=score, max_score=math.fsum(max_scores[name] - undecided.get(name, 0.0) for name in regular))
    points = math.fsum(max_scores.values())
    needed = max(0.0, min(policy.maximum, points) - (points - math.fsum(undecided.values())))
    return Total(score=min(score, policy.maximum), max_score=policy.maximum - needed)
