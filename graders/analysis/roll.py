"""A class as reports see it: its exercises, its students, and what counts of each student's work.

Every text here is safe to show, as in :mod:`graders.result`.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from graders.exercise import Exercise
from graders.result import CheckResult, Diagnosis, Fault, Graded, LeftOver, Mismatch, Outcome, Rating

_OPEN = (Outcome.NEEDS_REVIEW, Outcome.GRADER_FAILED)


class Mark(NamedTuple):
    """What became of one check: a :class:`~graders.result.CheckResult` without what only its own page shows.

    The arrays of the ``mismatch`` are left out.
    """

    id: str
    outcome: Outcome
    score: float
    max_score: float
    provisional: bool = False
    call: str = ""
    message: str = ""
    mismatch: Mismatch | None = None
    fault: Fault | None = None
    diagnosis: Diagnosis | None = None

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided on the points yet, so that the score is no observation."""
        return self.outcome in _OPEN


@dataclass(frozen=True, kw_only=True)
class Work:
    """What became of a submission that counts; in a class much work is alike, and kept once.

    ``score`` is what counts in the end: after reviews, times ``late_factor`` (0 to 1).
    """

    level: str
    score: float
    marks: tuple[Mark, ...]
    ratings: tuple[Rating, ...] = ()
    late_factor: float = 1.0

    @cached_property
    def outcome(self) -> Outcome:
        """The worst outcome of any check."""
        return Outcome.worst(mark.outcome for mark in self.marks)

    @cached_property
    def open_points(self) -> float:
        """The points that nobody has decided on yet."""
        return math.fsum(mark.max_score for mark in self.marks if mark.is_open)

    @cached_property
    def decided_points(self) -> float:
        """The points that could be reached in the checks that are decided."""
        return math.fsum(mark.max_score for mark in self.marks if not mark.is_open)

    @property
    def share(self) -> float | None:
        """The score as a part of the decided points, or None where there are none."""
        return self.score / self.decided_points if self.decided_points else None


class HandedIn(NamedTuple):
    """What counts of one student for one exercise.

    ``page`` is the path of its report from that of the class, parts separated by ``/``, not quoted. ``submitted_at`` is
    in seconds of UTC since 1970.
    """

    page: str
    submitted_at: float
    work: Work


class Alike(NamedTuple):
    """Work for an exercise, and the places in the roll of all who have the like, ascending."""

    work: Work
    places: array[int]


class Student(NamedTuple):
    """One student: an id that is unique in the class, a name where it is known, and the submissions that count.

    ``handed_in`` has one for each exercise of the roll, in its order; None where there is nothing. ``total`` is the
    score over all exercises by the rules of the course, and ``out_of`` what could be reached in all that is decided.
    """

    id: str
    name: str | None
    handed_in: tuple[HandedIn | None, ...]
    total: float
    out_of: float

    @property
    def label(self) -> str:
        """What a person calls the student."""
        return self.name or self.id

    @property
    def work(self) -> tuple[Work, ...]:
        """What became of all that the student handed in."""
        return tuple(one.work for one in self.handed_in if one)


def places() -> array[int]:
    """Return an empty array for places in a roll, four bytes each."""
    return array("I")


@dataclass(frozen=True, kw_only=True)
class Roll:
    """A whole class. ``max_total`` is what a student's total is out of.

    ``gone`` are the students and exercises whose result counts though there is no file for it any more, ``strangers``
    the students who are not on the roster that was given.
    A large class makes each of its ``students`` when asked for it: look at one after the other, and keep none.
    """

    title: str
    exercises: tuple[Exercise, ...]
    students: Sequence[Student]
    max_total: float
    left_over: tuple[LeftOver, ...] = ()
    gone: Sequence[tuple[str, str]] = ()
    strangers: Collection[str] = ()

    @cached_property
    def alike(self) -> tuple[tuple[Alike, ...], ...]:
        """The different work for each exercise, in the order of the first students who have it."""
        found: list[Mapping[Work, array[int]]] = [defaultdict(places) for _ in self.exercises]
        for place, student in enumerate(self.students):
            for having, one in zip(found, student.handed_in, strict=True):
                if one:
                    having[one.work].append(place)
        return tuple(tuple(map(Alike._make, having.items())) for having in found)


def marks(graded: Graded) -> tuple[Mark, ...]:
    """Return what a class needs of a result."""
    return tuple(map(_mark, graded.checks))


def _mark(check: CheckResult) -> Mark:
    return Mark(
        id=check.id,
        outcome=check.outcome,
        score=check.score,
        max_score=check.max_score,
        provisional=check.provisional,
        call=check.call,
        message=check.message,
        mismatch=check.mismatch and check.mismatch._replace(answer_cells=None, expected_cells=None),
        fault=check.fault,
        diagnosis=check.diagnosis,
    )
