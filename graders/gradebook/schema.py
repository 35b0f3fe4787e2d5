"""The tables of a gradebook, and how a file that has them is known."""

from __future__ import annotations

import sqlite3

from graders.errors import GradersError

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
  -- What a student handed in for an exercise: one row each time that other bytes took the place of those before.
  id INTEGER NOT NULL PRIMARY KEY, -- number of the attempt; tells the order, which the times of files do not
  student TEXT NOT NULL, -- who handed it in; backslashes, controls and lone surrogates spelt out
  exercise TEXT NOT NULL, -- name of the exercise
  digest TEXT NOT NULL, -- digest of the submission and of the files offered to it
  label TEXT NOT NULL, -- path of the submission when it was first seen, safe to show
  submitted_at REAL NOT NULL, -- the earliest time that its file had: seconds since 1970, UTC
  first_seen_at REAL NOT NULL -- when grading first saw it: seconds since 1970, UTC
)"""

ATTEMPTS_BY_STUDENT = "CREATE INDEX attempts_by_student ON attempts (student, exercise)"

GRADINGS = """\
CREATE TABLE gradings (
  -- A log: one row each time that the result of an attempt became another one. The last row is the present result.
  id INTEGER NOT NULL PRIMARY KEY, -- position in the log; tells the order where clocks cannot
  attempt INTEGER NOT NULL REFERENCES attempts (id), -- what was graded
  key TEXT NOT NULL REFERENCES results (key), -- what was found
  graded_at REAL NOT NULL -- when: seconds since 1970, UTC
)"""

GRADINGS_BY_ATTEMPT = "CREATE INDEX gradings_by_attempt ON gradings (attempt)"

REVIEWS = """\
CREATE TABLE reviews (
  -- What a person gave for one check of what was handed in: kept apart from the automatic score, untouched by grading.
  attempt INTEGER NOT NULL REFERENCES attempts (id), -- the first attempt of the student with the bytes that were read
  check_id TEXT NOT NULL, -- id of the check
  score REAL NOT NULL, -- points given
  comment TEXT NOT NULL, -- words for the student, safe to show; may be empty
  reviewer TEXT NOT NULL, -- who gave them, safe to show
  reviewed_at REAL NOT NULL, -- when: seconds since 1970, UTC
  PRIMARY KEY (attempt, check_id)
)"""

NOTES = """\
CREATE TABLE notes (
  -- Remarks of the grader to its next run, such as what a report was last written for.
  name TEXT NOT NULL PRIMARY KEY, -- what the remark is about
  value TEXT NOT NULL -- the remark
)"""

TABLES = (RESULTS, ATTEMPTS, ATTEMPTS_BY_STUDENT, GRADINGS, GRADINGS_BY_ATTEMPT, REVIEWS, NOTES)
"""The statements that make a gradebook of an empty file."""

VERSION = 2
"""``PRAGMA user_version`` of a file with these tables: another number is another way to read them."""


def version(connection: sqlite3.Connection) -> int:
    """Return the version of the tables in a file, 0 when the file is empty.

    Raises ``GradersError`` when the file is a database of another program, or of a newer version of graders.
    """
    # In this order: another grader may be making the tables, and whoever sees them must see whose they are.
    empty = not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    found, application = _number(connection, "user_version"), _number(connection, "application_id")
    if application != APPLICATION_ID and not (empty and found == application == 0):
        raise GradersError("is a database of another program; name another file for the gradebook")
    if found > VERSION:
        raise GradersError(
            f"was written by a newer version of graders (schema {found}, this one knows {VERSION}); upgrade graders"
        )
    return found


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
