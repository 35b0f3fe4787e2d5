"""How a gradebook of an older version becomes one of the next: nothing that was graded or given by a person is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from itertools import chain

from graders.gradebook.schema import (
    APPLICATION_ID,
    ATTEMPTS,
    ATTEMPTS_BY_STUDENT,
    GRADINGS,
    GRADINGS_BY_ATTEMPT,
    REVIEWS,
    TABLES,
    VERSION,
    version,
)
from graders.gradebook.transaction import transaction

_TO_2 = (
    # Version 1 had one attempt for each set of bytes, whenever it was handed in; the last grading told the present one.
    "ALTER TABLE attempts RENAME TO attempts_1",
    "ALTER TABLE gradings RENAME TO gradings_1",
    "ALTER TABLE reviews RENAME TO reviews_1",
    "DROP INDEX gradings_by_attempt",
    *(ATTEMPTS, ATTEMPTS_BY_STUDENT, GRADINGS, GRADINGS_BY_ATTEMPT, REVIEWS),
    "INSERT INTO attempts SELECT id, student, exercise, digest, label, submitted_at, first_seen_at FROM attempts_1",
    "INSERT INTO gradings SELECT id, attempt, key, graded_at FROM gradings_1",
    """
    CREATE TEMP TABLE returns AS -- gradings of students who went back to what they had handed in before
    SELECT present.grading, gradings.attempt
      FROM (SELECT max(gradings.id) AS grading, max(attempts.id) AS newest
              FROM gradings JOIN attempts ON attempts.id = gradings.attempt
             GROUP BY student, exercise) AS present
      JOIN gradings ON gradings.id = present.grading
     WHERE gradings.attempt <> present.newest
    """,
    """
    INSERT INTO attempts (student, exercise, digest, label, submitted_at, first_seen_at)
    SELECT student, exercise, digest, label, submitted_at, graded_at
      FROM returns
      JOIN attempts ON attempts.id = returns.attempt
      JOIN gradings ON gradings.id = returns.grading
    """,
    """
    UPDATE gradings
       SET attempt = (SELECT max(own.id)
                        FROM attempts AS own
                        JOIN attempts AS before USING (student, exercise)
                       WHERE before.id = gradings.attempt)
     WHERE id IN (SELECT grading FROM returns)
    """,
    "DROP TABLE returns",
    """
    INSERT INTO reviews
    SELECT min(attempts.id), check_id, score, comment, reviewer, reviewed_at
      FROM reviews_1 JOIN attempts USING (student, exercise, digest)
     GROUP BY student, exercise, digest, check_id
    """,
    *("DROP TABLE reviews_1", "DROP TABLE gradings_1", "DROP TABLE attempts_1"),
)

_MIGRATIONS: Sequence[Sequence[str]] = (_TO_2,)
"""The statements that lead from version 1 to 2, from 2 to 3, and so on."""


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty file, or those of this version of older ones: all of it, or nothing when it fails.

    Foreign keys must not be looked at meanwhile (``PRAGMA foreign_keys``), as tables take each other's place.
    """
    if version(connection) == VERSION:
        return
    with transaction(connection):  # within it the version is read again: another grader may have been faster
        for statement in _missing(version(connection)):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _missing(found: int) -> Iterable[str]:
    return chain.from_iterable(_MIGRATIONS[found - 1 :]) if found else TABLES
