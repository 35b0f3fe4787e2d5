import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graders.errors import GradersError
from graders.gradebook import schema
from graders.gradebook.book import Gradebook
from graders.gradebook.migrations import bring_up_to_date
from graders.gradebook.schema import APPLICATION_ID, TABLES, VERSION, version
from tests.gradebook.entries import entry

ROOT = Path(__file__).parents[2]


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        yield opened


def without_comment(statement: str) -> list[str]:
    """Return the lines of a statement that say nothing to a reader, but for its first and last."""
    body = [line for line in statement.splitlines()[1:-1] if not re.match(r"  (UNIQUE|PRIMARY|FOREIGN) ", line)]
    return [line for line in body if " -- " not in line]


@pytest.mark.parametrize("statement", [one for one in TABLES if one.startswith("CREATE TABLE")])
def test_every_table_and_column_has_a_comment(statement: str) -> None:
    assert statement.splitlines()[1].startswith("  -- ")
    assert not without_comment(statement)


def test_a_column_without_a_comment_is_seen() -> None:
    assert without_comment("CREATE TABLE t (\n  -- What.\n  a TEXT, -- why\n  b TEXT\n)") == ["  b TEXT"]


def test_the_documented_schema_is_that_of_the_file() -> None:
    [documented] = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/gradebook.md").read_text(encoding="utf-8"), re.DOTALL)
    assert documented == "".join(f"{statement};\n\n" for statement in TABLES).removesuffix("\n")


def test_the_comments_are_in_the_file_for_whoever_opens_it(connection: sqlite3.Connection) -> None:
    bring_up_to_date(connection)
    [text] = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'results'").fetchone()
    assert "-- the worst outcome of any check" in text


def test_an_empty_file_becomes_a_gradebook(path: Path) -> None:
    path.touch()
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        book.add([entry()])
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_file_made_by_hand_is_read(path: Path, connection: sqlite3.Connection) -> None:
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO results VALUES ('k', 'e', '0.1.0', '0', 'confined', 'passed', 2, 2, '{}')")
    connection.execute("INSERT INTO attempts VALUES (1, 'ada', 'ex2', 'd', 'ada/ex2.py', 5, 6)")
    connection.execute("INSERT INTO gradings VALUES (1, 1, 'k', 7)")
    connection.execute(f"PRAGMA application_id = {0x67726164}")
    connection.execute("PRAGMA user_version = 2")
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        [attempt] = book.history("ada")
        assert (attempt.submitted_at, attempt.last.graded_at, attempt.last.summary.score) == (5.0, 7.0, 2.0)


def test_tables_that_cannot_all_be_made_are_not_made(connection: sqlite3.Connection) -> None:
    connection.set_authorizer(lambda action, *_: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_CREATE_INDEX else 0)
    with pytest.raises(sqlite3.DatabaseError, match="not authorized"):
        bring_up_to_date(connection)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert version(connection) == 0


def test_a_newer_version_is_refused_and_left_alone(path: Path, connection: sqlite3.Connection) -> None:
    bring_up_to_date(connection)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(
        GradersError, match=r"grades\.db: was written by a newer .*\(schema 3, this one knows 2\); upgrade"
    ):
        Gradebook.open(path, clock=lambda: 1.0)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE films (title TEXT)"],
        ["CREATE TABLE results (key TEXT)", "PRAGMA user_version = 1"],
        ["PRAGMA application_id = 7"],
        ["PRAGMA user_version = 1"],
    ],
)
def test_a_database_of_another_program_is_refused_and_left_alone(
    statements: list[str], path: Path, connection: sqlite3.Connection
) -> None:
    for statement in statements:
        connection.execute(statement)
    before = path.read_bytes()
    with pytest.raises(GradersError, match=r"grades\.db: is a database of another program; name another file"):
        Gradebook.open(path, clock=lambda: 1.0)
    assert path.read_bytes() == before


@pytest.mark.parametrize("moment", range(3))
def test_a_gradebook_that_another_grader_makes_at_this_moment_is_ours(
    moment: int, path: Path, connection: sqlite3.Connection
) -> None:
    statements = iter(range(3))

    def before_each_statement(_: str) -> None:
        if next(statements) == moment:
            with closing(sqlite3.connect(path, isolation_level=None)) as other:
                bring_up_to_date(other)

    connection.set_trace_callback(before_each_statement)
    version(connection)
    assert next(statements, None) is None


def test_a_gradebook_is_told_by_the_id_in_its_header(connection: sqlite3.Connection) -> None:
    bring_up_to_date(connection)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert schema.APPLICATION_ID.to_bytes(4) == b"grad"
