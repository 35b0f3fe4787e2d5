"""A graded submission on its way into a gradebook."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from graders.gradebook import record
from graders.gradebook.history import SUMMARY_COLUMNS, Summary
from graders.gradebook.spelling import spelt

_ADD_RESULT = f"""
    INSERT INTO results (key, {SUMMARY_COLUMNS}, record) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (key) DO UPDATE
       SET outcome = excluded.outcome, score = excluded.score, max_score = excluded.max_score, record = excluded.record
"""  # noqa: S608 - the columns are a constant

_LAST_ATTEMPT = "SELECT max(id) AS id FROM attempts WHERE (student, exercise) = (:student, :exercise)"

_IS_THERE = f"""
    SELECT count(*)
      FROM attempts
     WHERE id = ({_LAST_ATTEMPT}) AND submitted_at <= :submitted_at
       AND :key IS (SELECT key FROM gradings WHERE attempt = attempts.id ORDER BY id DESC LIMIT 1)
"""  # noqa: S608 - all of it is constant

_ADD_ATTEMPT = f"""
    INSERT INTO attempts (student, exercise, digest, label, submitted_at, first_seen_at)
    SELECT :student, :exercise, :digest, :label, :submitted_at, :now
     WHERE :digest IS NOT (SELECT digest FROM attempts WHERE id = ({_LAST_ATTEMPT}))
"""  # noqa: S608 - all of it is constant

_KEEP_EARLIEST = f"""
    UPDATE attempts
       SET submitted_at = :submitted_at
     WHERE id = ({_LAST_ATTEMPT}) AND submitted_at > :submitted_at
"""  # noqa: S608 - all of it is constant

_TAKE_TIME = f"""
    UPDATE attempts
       SET submitted_at = :submitted_at
     WHERE id = ({_LAST_ATTEMPT}) AND digest = :digest
"""  # noqa: S608 - all of it is constant

_ADD_GRADING = f"""
    INSERT INTO gradings (attempt, key, graded_at)
    SELECT last.id, :key, :now
      FROM ({_LAST_ATTEMPT}) AS last
     WHERE :key IS NOT (SELECT key FROM gradings WHERE attempt = last.id ORDER BY id DESC LIMIT 1)
"""  # noqa: S608 - all of it is constant


class Result(NamedTuple):
    """What grading found. ``record`` is a ``graders/1`` object as JSON; whose it is, is not kept with it."""

    summary: Summary
    record: str


class Entry(NamedTuple):
    """A student's submission and its result; ``result`` may be None when the book has the ``key`` already.

    ``student`` is the name as found, ``label`` is safe to show, ``submitted_at`` is in seconds since 1970, UTC, and
    ``digest`` comes from :func:`graders.gradebook.digest.submission_digest`.
    """

    student: str
    exercise: str
    digest: str
    label: str
    submitted_at: float
    key: str
    result: Result | None = None


def add(connection: sqlite3.Connection, entry: Entry, now: float) -> None:
    """Write one entry, seen at the time ``now``, within the caller's transaction.

    Bytes that are the same as in the run before are no other attempt: of their times the earliest is kept.
    """
    row = _attempt_row(entry) | {"now": now}
    if entry.result is not None:
        connection.execute(_ADD_RESULT, _result_row(entry.key, entry.result))
    elif connection.execute(_IS_THERE, row).fetchone()[0]:
        return  # as nearly everything is in a second run
    connection.execute(_ADD_ATTEMPT, row)
    connection.execute(_KEEP_EARLIEST, row)
    connection.execute(_ADD_GRADING, row)


def take_time(connection: sqlite3.Connection, entry: Entry) -> None:
    """Give the present attempt the time of the entry, be it later or earlier, if it is one of the same bytes."""
    connection.execute(_TAKE_TIME, _attempt_row(entry))


def _result_row(key: str, result: Result) -> tuple[object, ...]:
    found = result.summary
    outcome = found.outcome.value
    version = (found.exercise_digest, found.grader, str(found.seed), found.level)
    return (key, *version, outcome, found.score, found.max_score, record.anonymous(result.record))


def _attempt_row(entry: Entry) -> dict[str, object]:
    return {
        "student": spelt(entry.student),
        "exercise": entry.exercise,
        "digest": entry.digest,
        "label": entry.label,
        "submitted_at": entry.submitted_at,
        "key": entry.key,
    }
