"""The tables of a gradebook, and the steps that bring the file of an older version up to date."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TypeAlias

from graders.errors import GradersError
from graders.gradebook.transaction import transaction

APPLICATION_ID = 0x67726164
"""``PRAGMA application_id`` of every gradebook: "grad" in ASCII."""

RESULTS = """\
CREATE TABLE results (
  -- What grading found in a set of bytes. It belongs to the bytes, not to a person: whoever hands them in shares it.
  key TEXT NOT NULL PRIMARY KEY, -- digest of exercise, submission, grader, seed and level
  exercise_digest TEXT NOT NULL, -- digest of the exercise, its reference and the reference's files
  grader TEXT NOT NULL, -- version of the grader
  seed TEXT NOT NULL, -- whole number that the random arguments were drawn from; may exceed 64 bits
  level TEXT NOT NULL, -- how far the run was kept apart
  outcome TEXT NOT NULL, -- the worst outcome of any check
  score REAL NOT NULL, -- points reached, before a person read anything
  max_score REAL NOT NULL, -- points that can be reached
  record TEXT NOT NULL -- the result as one line of JSON (graders/1); its student and submission are null
)"""

ATTEMPTS = """\
CREATE TABLE attempts (
  -- What a student handed in for an exercise: one row for each different set of bytes, never changed afterwards.
  id INTEGER NOT NULL PRIMARY KEY, -- number of the attempt
  student TEXT NOT NULL, -- who handed it in; backslashes, controls and lone surrogates spelt out
  exercise TEXT NOT NULL, -- name of the exercise
  digest TEXT NOT NULL, -- digest of the submission and of the files offered to it
  label TEXT NOT NULL, -- path of the submission when it was first seen, safe to show
  submitted_at REAL NOT NULL, -- when it was handed in: seconds since 1970, UTC
  first_seen_at REAL NOT NULL, -- when grading first saw it: seconds since 1970, UTC
  UNIQUE (student, exercise, digest)
)"""

GRADINGS = """\
CREATE TABLE gradings (
  -- A log: one row each time that a student's result for an exercise became another one. The last row is the present.
  id INTEGER NOT NULL PRIMARY KEY, -- position in the log; tells the order where clocks cannot
  attempt INTEGER NOT NULL REFERENCES attempts (id), -- what was graded
  key TEXT NOT NULL REFERENCES results (key), -- what was found
  graded_at REAL NOT NULL -- when: seconds since 1970, UTC
)"""

GRADINGS_BY_ATTEMPT = "CREATE INDEX gradings_by_attempt ON gradings (attempt)"

REVIEWS = """\
CREATE TABLE reviews (
  -- What a person gave for one check of one attempt: kept apart from the automatic score, untouched by grading again.
  student TEXT NOT NULL, -- as in attempts
  exercise TEXT NOT NULL, -- as in attempts
  check_id TEXT NOT NULL, -- id of the check
  digest TEXT NOT NULL, -- digest of the submission that the reviewer saw
  score REAL NOT NULL, -- points given
  comment TEXT NOT NULL, -- words for the student, safe to show; may be empty
  reviewer TEXT NOT NULL, -- who gave them, safe to show
  reviewed_at REAL NOT NULL, -- when: seconds since 1970, UTC
  PRIMARY KEY (student, exercise, check_id, digest),
  FOREIGN KEY (student, exercise, digest) REFERENCES attempts (student, exercise, digest)
)"""

NOTES = """\
CREATE TABLE notes (
  -- Remarks of the grader to its next run, such as what a report was last written for.
  name TEXT NOT NULL PRIMARY KEY, -- what the remark is about
  value TEXT NOT NULL -- the remark
)"""

Step: TypeAlias = tuple[str, ...]
"""The statements that lead from one version of the schema to the next."""

STEPS: tuple[Step, ...] = ((RESULTS, ATTEMPTS, GRADINGS, GRADINGS_BY_ATTEMPT, REVIEWS, NOTES),)
"""Step by step from an empty file; the version of a file, ``PRAGMA user_version``, is the number of steps taken."""


def version(connection: sqlite3.Connection, newest: int = len(STEPS)) -> int:
    """Return the version of the schema in a file, 0 when the file is empty.

    Raises ``GradersError`` when the file is a database of another program, or of a version above ``newest``.
    """
    # In this order: another grader may be making the tables, and whoever sees them must see whose they are.
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    found, application = _number(connection, "user_version"), _number(connection, "application_id")
    if application != APPLICATION_ID and not (empty and found == application == 0):
        raise GradersError("is a database of another program; name another file for the gradebook")
    if found > newest:
        raise GradersError(
            f"was written by a newer version of graders (schema {found}, this one knows {newest}); upgrade graders"
        )
    return found


def migrate(connection: sqlite3.Connection, steps: Sequence[Step] = STEPS) -> None:
    """Take the steps that the file lacks: all of them, or none when one fails."""
    if version(connection, len(steps)) == len(steps):
        return
    with transaction(connection):  # within it the version is read again: another grader may have been faster
        for step in steps[version(connection, len(steps)) :]:
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {len(steps)}")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
