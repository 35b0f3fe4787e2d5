"""What a person has to read, and the points that a person gave."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from graders.gradebook import record
from graders.gradebook.history import Attempt, present
from graders.gradebook.record import CheckRecord
from graders.gradebook.spelling import spelt, unspelt
from graders.result import Outcome

_ADD_REVIEW = """
    INSERT INTO reviews (attempt, check_id, score, comment, reviewer, reviewed_at)
    VALUES ((SELECT min(id) FROM attempts WHERE (student, exercise, digest) = (?, ?, ?)), ?, ?, ?, ?, ?)
    ON CONFLICT (attempt, check_id) DO UPDATE
       SET score = excluded.score, comment = excluded.comment,
           reviewer = excluded.reviewer, reviewed_at = excluded.reviewed_at
     WHERE (score, comment) IS NOT (excluded.score, excluded.comment)
"""

_REVIEWS = """
    SELECT student, exercise, check_id, digest, score, comment, reviewer, reviewed_at, digest <> (
           SELECT digest
             FROM attempts AS last
            WHERE (last.student, last.exercise) = (attempts.student, attempts.exercise)
            ORDER BY id DESC
            LIMIT 1)
      FROM reviews
      JOIN attempts ON attempts.id = attempt
     ORDER BY exercise, student, check_id, reviewed_at, digest
"""


Place = tuple[str, str, str, str]
"""Student, exercise, check and digest of the submission, the student as :func:`~graders.gradebook.spelling.spelt`."""


class Review(NamedTuple):
    """The points that ``reviewer`` gave for one check, after reading the submission with this digest.

    ``comment`` and ``reviewer`` are safe to show, and may be empty.
    """

    student: str
    exercise: str
    check: str
    digest: str
    score: float
    comment: str
    reviewer: str

    @property
    def place(self) -> Place:
        """What the review is about."""
        return spelt(self.student), self.exercise, self.check, self.digest


class Reviewed(NamedTuple):
    """A review in the book. It is ``stale`` when another submission of the student was graded since.

    ``reviewed_at`` is in seconds since 1970, UTC.
    """

    review: Review
    reviewed_at: float
    stale: bool


class Question(NamedTuple):
    """A check of an attempt whose verdict a person may change; ``present`` when no other attempt was graded since."""

    student: str
    exercise: str
    digest: str
    check: CheckRecord
    present: bool

    @property
    def place(self) -> Place:
        """What the question is about."""
        return spelt(self.student), self.exercise, self.check.id, self.digest


def questions(attempts: Iterable[Attempt], record_of: Callable[[str], str]) -> list[Question]:
    """Return what people may read: each check that needs a review or is provisional, by exercise and student.

    What was handed in twice is asked once, as it was graded last. ``record_of`` maps a key to a record.
    """
    known = list(attempts)
    now = {attempt.work for attempt in present(known)}
    return [
        Question(
            student=attempt.student,
            exercise=attempt.exercise,
            digest=attempt.digest,
            check=check,
            present=attempt.work in now,
        )
        for attempt in {attempt.work: attempt for attempt in known}.values()
        for check in record.checks(record_of(attempt.last.key)).values()
        if check.provisional or check.outcome is Outcome.NEEDS_REVIEW
    ]


def add(connection: sqlite3.Connection, reviews: Iterable[Review], now: float) -> None:
    """Write reviews given at the time ``now``, within the caller's transaction."""
    connection.executemany(
        _ADD_REVIEW,
        (
            (spelt(one.student), one.exercise, one.digest, one.check, one.score, one.comment, one.reviewer, now)
            for one in reviews
        ),
    )


def reviews(connection: sqlite3.Connection) -> list[Reviewed]:
    """Return every review, by exercise, student, check, time and digest."""
    return [_reviewed(row) for row in connection.execute(_REVIEWS)]


def _reviewed(row: Sequence[Any]) -> Reviewed:
    student, exercise, check, digest, score, comment, reviewer, reviewed_at, stale = row
    return Reviewed(
        review=Review(
            student=unspelt(student),
            exercise=exercise,
            check=check,
            digest=digest,
            score=score,
            comment=comment,
            reviewer=reviewer,
        ),
        reviewed_at=reviewed_at,
        stale=bool(stale),
    )
