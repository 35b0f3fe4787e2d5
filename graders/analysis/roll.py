"""A class as reports see it: its exercises, its students, and what counts of each student's work.

Every text here is safe to show, as in :mod:`graders.result`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
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


class Work(NamedTuple):
    """The submission that counts, of one student for one exercise.

    ``page`` is the path of its report from that of the class, parts separated by ``/``, not quoted. ``score`` is what
    counts in the end: after reviews, times ``late_factor`` (0 to 1). ``submitted_at`` is in seconds of UTC since 1970.
    """

    page: str
    submitted_at: float
    level: str
    score: float
    marks: tuple[Mark, ...]
    ratings: tuple[Rating, ...] = ()
    late_factor: float = 1.0

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of any check."""
        return Outcome.worst(mark.outcome for mark in self.marks)

    @property
    def open_points(self) -> float:
        """The points that nobody has decided on yet."""
        return math.fsum(mark.max_score for mark in self.marks if mark.is_open)

    @property
    def decided_points(self) -> float:
        """The points that could be reached in the checks that are decided."""
        return math.fsum(mark.max_score for mark in self.marks if not mark.is_open)

    @property
    def share(self) -> float | None:
        """The score as a part of the decided points, or None where there are none."""
        return self.score / self.decided_points if self.decided_points else None


class Student(NamedTuple):
    """One student: an id that is unique in the class, a name where it is known, and the work.

    ``entries`` has one for each exercise of the roll, in its order; None where nothing was handed in. ``total`` is the
    score over all exercises by the rules of the course, and ``out_of`` what could be reached in all that is decided.
    """

    id: str
    name: str | None
    entries: tuple[Work | None, ...]
    total: float
    out_of: float

    @property
    def label(self) -> str:
        """What a person calls the student."""
        return self.name or self.id

    @property
    def handed_in(self) -> tuple[Work, ...]:
        """All that the student handed in."""
        return tuple(entry for entry in self.entries if entry)


@dataclass(frozen=True, slots=True, kw_only=True)
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

    def handed_in(self, exercise: Exercise) -> Iterator[Work]:
        """Yield all that was handed in for one of the exercises, in the order of the students."""
        position = self.exercises.index(exercise)
        return (entry for student in self.students if (entry := student.entries[position]))


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
