"""A gradebook of an older version goes on with all that it had."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graders.errors import GradersError
from graders.gradebook import migrations
from graders.gradebook.book import Gradebook
from graders.gradebook.schema import APPLICATION_ID, RESULTS, TABLES, version

VERSION_1 = (
    RESULTS,
    """CREATE TABLE attempts (
        id INTEGER NOT NULL PRIMARY KEY, student TEXT NOT NULL, exercise TEXT NOT NULL, digest TEXT NOT NULL,
        label TEXT NOT NULL, submitted_at REAL NOT NULL, first_seen_at REAL NOT NULL,
        UNIQUE (student, exercise, digest)
    )""",
    """CREATE TABLE gradings (
        id INTEGER NOT NULL PRIMARY KEY, attempt INTEGER NOT NULL REFERENCES attempts (id),
        key TEXT NOT NULL REFERENCES results (key), graded_at REAL NOT NULL
    )""",
    "CREATE INDEX gradings_by_attempt ON gradings (attempt)",
    """CREATE TABLE reviews (
        student TEXT NOT NULL, exercise TEXT NOT NULL, check_id TEXT NOT NULL, digest TEXT NOT NULL,
        score REAL NOT NULL, comment TEXT NOT NULL, reviewer TEXT NOT NULL, reviewed_at REAL NOT NULL,
        PRIMARY KEY (student, exercise, check_id, digest),
        FOREIGN KEY (student, exercise, digest) REFERENCES attempts (student, exercise, digest)
    )""",
    "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)",
    "INSERT INTO results VALUES ('right', 'e', '0.1.0', '0', 'confined', 'passed', 2, 2, '{}')",
    "INSERT INTO results VALUES ('wrong', 'e', '0.1.0', '0', 'confined', 'wrong', 0, 2, '{}')",
    # Ada went back to her first file, ben handed in a second one.
    "INSERT INTO attempts VALUES (1, 'ada', 'ex2', 'a1', 'ada/ex2.py', 10, 11)",
    "INSERT INTO attempts VALUES (2, 'ada', 'ex2', 'a2', 'ada/ex2.py', 20, 21)",
    "INSERT INTO attempts VALUES (3, 'ben', 'ex2', 'b1', 'ben/ex2.py', 10, 11)",
    "INSERT INTO attempts VALUES (4, 'ben', 'ex2', 'b2', 'ben/ex2.py', 20, 21)",
    "INSERT INTO gradings VALUES (1, 1, 'right', 12)",
    "INSERT INTO gradings VALUES (2, 3, 'wrong', 12)",
    "INSERT INTO gradings VALUES (3, 2, 'wrong', 22)",
    "INSERT INTO gradings VALUES (4, 4, 'right', 22)",
    "INSERT INTO gradings VALUES (5, 1, 'right', 32)",
    "INSERT INTO reviews VALUES ('ada', 'ex2', 'why', 'a1', 1.5, 'Good.', 'Kim', 13)",
    "INSERT INTO notes VALUES ('reports', 'x')",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
)


@pytest.fixture
def old(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in VERSION_1:
            connection.execute(statement)
        yield connection


@pytest.mark.usefixtures("old")
def test_attempts_and_their_results_stay_in_the_order_in_which_they_counted(path: Path) -> None:
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        told = [(one.student, one.digest, one.submitted_at, one.last.key, one.last.graded_at) for one in book.history()]
    assert told == [
        ("ada", "a1", 10, "right", 12),
        ("ada", "a2", 20, "wrong", 22),
        ("ada", "a1", 10, "right", 32),
        ("ben", "b1", 10, "wrong", 12),
        ("ben", "b2", 20, "right", 22),
    ]


@pytest.mark.usefixtures("old")
def test_what_a_person_gave_stays_with_what_was_read(path: Path) -> None:
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        [one] = book.reviews()
        assert book.noted("reports") == "x"
    review = one.review
    assert (review.student, review.exercise, review.check, review.digest) == ("ada", "ex2", "why", "a1")
    assert (review.score, review.comment, review.reviewer, one.reviewed_at) == (1.5, "Good.", "Kim", 13)


def test_the_tables_are_those_of_a_new_file_and_every_reference_holds(path: Path, old: sqlite3.Connection) -> None:
    with Gradebook.open(path, clock=lambda: 1.0):
        pass
    names = old.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    with closing(sqlite3.connect(":memory:")) as new:
        for statement in TABLES:
            new.execute(statement)
        assert names == new.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    references = old.execute("SELECT sql FROM sqlite_master WHERE name IN ('gradings', 'reviews')").fetchall()
    assert all("REFERENCES attempts (id)" in sql for (sql,) in references)
    assert old.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_step_that_fails_leaves_the_file_as_it_was(
    path: Path, old: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(old.iterdump())
    monkeypatch.setattr(migrations, "_MIGRATIONS", ((*migrations._TO_2, "DROP TABLE absent"),))
    with pytest.raises((GradersError, sqlite3.Error), match="no such table: absent"):
        Gradebook.open(path, clock=lambda: 1.0)
    assert list(old.iterdump()) == before
    assert version(old) == 1
