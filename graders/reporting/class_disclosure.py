"""What the page of a class may tell: all of it, or, when it is anonymous, nothing from which a small count follows.

What is left out is left out as a whole, for what a few hidden numbers were can often be computed: a sum is known, a
mean is one more equation, and a check of right or wrong counts the same students as the verdicts and the bins do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from graders.analysis.causes import shared_causes
from graders.analysis.faults import shared_faults
from graders.analysis.roll import Entry, Mark, Roll
from graders.analysis.source import Finding
from graders.analysis.spread import spread
from graders.analysis.standing import total_share
from graders.analysis.suppression import FEWEST, any_small, is_small
from graders.analysis.wrong_values import wrong_values
from graders.exercise import Exercise
from graders.reporting import verdict


class Told(NamedTuple):
    """What may be told of one exercise.

    ``turnout`` is how many handed it in, ``figures`` are verdicts, distribution, means and all on checks. The first
    ``findings`` of each kind may be listed, all without a number, and only ``numbered`` ones say how many share them.
    """

    turnout: bool
    figures: bool
    numbered: bool
    findings: int | None


class Disclosure(NamedTuple):
    """What may be told of a class: its size, its ``submissions`` in all, its ``totals``, and of its exercises."""

    anonymous: bool
    size: bool
    submissions: bool
    totals: bool
    exercises: tuple[Told, ...]


def disclosure(roll: Roll, *, anonymous: bool) -> Disclosure:
    """Return what the page may tell of a class: everything unless it is to be ``anonymous``."""
    if not anonymous:
        told = (Told(turnout=True, figures=True, numbered=True, findings=None),) * len(roll.exercises)
        return Disclosure(anonymous=False, size=True, submissions=True, totals=True, exercises=told)
    found: Iterator[Finding] = chain(shared_causes(roll), wrong_values(roll), shared_faults(roll))
    few = {one.exercise.name for one in found if is_small(len(one.sources))}
    told = tuple(_told(roll, exercise, unshared=exercise.name in few) for exercise in roll.exercises)
    return Disclosure(
        anonymous=anonymous,
        size=not is_small(len(roll.students)),
        submissions=all(one.turnout for one in told),
        totals=all(one.figures for one in told) and not any_small(_total_counts(roll)),
        exercises=told,
    )


def _told(roll: Roll, exercise: Exercise, *, unshared: bool) -> Told:
    """Return what an anonymous page may tell; ``unshared`` when a finding is that of a few."""
    entries = list(roll.handed_in(exercise))
    absent = len(roll.students) - len(entries)
    turnout = not any_small([len(entries), absent])
    figures = (
        turnout
        and not any_small(Counter(map(verdict.of_submission, entries)).values())
        and not any_small(_bins(len(entries), (entry.share for entry in entries)))
        and not any(any_small(_standings(check.id, entries).values()) for check in exercise.checks)
    )
    numbered = figures and not unshared
    # Each finding that is listed accounts for five students or more. No more are listed than leave ten of whom nothing
    # is said, wrong values and exceptions together, or it would follow how few the others are.
    known = len(entries) if turnout else len(roll.students)
    findings = None if numbered else max(0, known // (2 * FEWEST) - 1)
    return Told(turnout=turnout, figures=figures, numbered=numbered, findings=findings)


def _standings(check: str, entries: Iterable[Entry]) -> Counter[str]:
    """Return how many reached all points of a check, some, none, or have none yet."""
    return Counter(_standing(next((mark for mark in entry.marks if mark.id == check), None)) for entry in entries)


def _standing(mark: Mark | None) -> str:
    if mark is None or mark.is_open:
        return "open"
    if mark.score >= mark.max_score:
        return "all"
    return "some" if mark.score else "none"


def _total_counts(roll: Roll) -> Iterator[int]:
    return _bins(len(roll.students), (total_share(student, roll.max_total) for student in roll.students))


def _bins(size: int, shares: Iterable[float | None]) -> Iterator[int]:
    """Yield the counts of a distribution, and how many of ``size`` are in none."""
    found = spread(share for share in shares if share is not None)
    yield from found.bins
    yield size - found.n
