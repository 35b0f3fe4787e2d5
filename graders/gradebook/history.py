"""What students handed in, and every result that it had, as a gradebook tells it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from graders.gradebook.spelling import spelt, unspelt
from graders.result import Outcome

SUMMARY_COLUMNS = "exercise_digest, grader, seed, level, outcome, score, max_score"

_DIGITS = 6


class Summary(NamedTuple):
    """A result without its checks: by which version of exercise and grader, and what came out.

    ``exercise_digest`` is that of :func:`graders.gradebook.digest.exercise_digest`, ``grader`` a version.
    """

    exercise_digest: str
    grader: str
    seed: int
    level: str
    outcome: Outcome
    score: float
    max_score: float

    @property
    def exercise_version(self) -> str:
        """As much of the digest as a person needs to tell one version of an exercise from the next."""
        return self.exercise_digest[:_DIGITS]


class Grading(NamedTuple):
    """A result that an attempt had.

    ``number`` grows with each grading in the book, and tells the order where ``graded_at`` (seconds since 1970, UTC)
    cannot, for clocks may go backwards. ``key`` leads to the record.
    """

    number: int
    graded_at: float
    key: str
    summary: Summary


class Attempt(NamedTuple):
    """What a student handed in until other bytes took its place, and its gradings, oldest first; at least one.

    Times are seconds since 1970, UTC. ``label`` is the path at which it was first seen.
    """

    student: str
    exercise: str
    digest: str
    label: str
    submitted_at: float
    first_seen_at: float
    gradings: tuple[Grading, ...]

    @property
    def work(self) -> tuple[str, str, str]:
        """Exercise, student and digest: the same for two attempts when the student went back to what was before."""
        return self.exercise, self.student, self.digest

    @property
    def last(self) -> Grading:
        """The present result of this attempt."""
        return self.gradings[-1]


def attempts(connection: sqlite3.Connection, student: str | None = None) -> Iterator[Attempt]:
    """Yield every attempt, or those of one student, by exercise and student, the present one last."""
    rows = connection.execute(
        f"""
        SELECT attempts.id, student, exercise, digest, label, submitted_at, first_seen_at,
               gradings.id, graded_at, results.key, {SUMMARY_COLUMNS}
          FROM attempts
          JOIN gradings ON gradings.attempt = attempts.id
          JOIN results ON results.key = gradings.key
         {"" if student is None else "WHERE student = :student"}
         ORDER BY exercise, student, attempts.id, gradings.id
        """,  # noqa: S608 - all of it is constant
        {} if student is None else {"student": spelt(student)},
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield _attempt(group)


def places(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return each student and exercise of which there is an attempt."""
    rows = connection.execute("SELECT DISTINCT student, exercise FROM attempts")
    return {(unspelt(student), exercise) for student, exercise in rows}


def present(known: Iterable[Attempt]) -> list[Attempt]:
    """Return the last attempt for each exercise and student; all are in the order of :func:`attempts`."""
    return list({(attempt.exercise, attempt.student): attempt for attempt in known}.values())


@lru_cache(maxsize=1024)
def summary(row: tuple[Any, ...]) -> Summary:
    """Return what the ``SUMMARY_COLUMNS`` of a row hold; in a class most rows hold the same few."""
    exercise_digest, grader, seed, level, outcome, score, max_score = row
    return Summary(
        exercise_digest=exercise_digest,
        grader=grader,
        seed=int(seed),
        level=level,
        outcome=Outcome(outcome),
        score=score,
        max_score=max_score,
    )


def _attempt(rows: Iterable[Sequence[Any]]) -> Attempt:
    """Return one attempt from its rows, one for each grading."""
    gradings = []
    for row in rows:
        _, student, exercise, digest, label, submitted_at, first_seen_at, number, graded_at, key, *found = row
        gradings.append(Grading(number=number, graded_at=graded_at, key=key, summary=summary(tuple(found))))
    return Attempt(
        student=unspelt(student),
        exercise=exercise,
        digest=digest,
        label=label,
        submitted_at=submitted_at,
        first_seen_at=first_seen_at,
        gradings=tuple(gradings),
    )
