import multiprocessing
import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graders.errors import GradersError
from graders.gradebook import connection as connection_module
from graders.gradebook.book import Gradebook
from graders.gradebook.connection import told
from graders.gradebook.migrations import bring_up_to_date
from graders.gradebook.schema import VERSION
from tests.gradebook.entries import entry

NOBODY = 65534


def open_book(path: Path) -> Gradebook:
    return Gradebook.open(path, clock=lambda: 1.0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that every user may enter: that of ``tmp_path`` is closed to all but the one who runs the tests."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


def said_to_an_ordinary_user(path: Path) -> str:
    """Return what opening and writing a gradebook says to a user without the powers of root."""

    def run(pipe: Connection) -> None:
        if os.getuid() == 0:
            os.setuid(NOBODY)
        try:
            with open_book(path) as book:
                book.note({"a": "b"})
        except GradersError as error:
            pipe.send(str(error))
        else:
            pipe.send("written")

    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    process = context.Process(target=run, args=(theirs,))
    process.start()
    theirs.close()
    said = str(ours.recv())
    process.join()
    return said


def test_a_folder_that_cannot_be_written_to_is_told_with_the_remedy(folder: Path) -> None:
    folder.chmod(0o555)
    said = said_to_an_ordinary_user(folder / "grades.db")
    assert said.startswith(f"{folder / 'grades.db'}: unable to open database file; the folder must exist and be writ")


def test_a_file_that_cannot_be_written_to_is_told_with_the_remedy(folder: Path) -> None:
    with open_book(folder / "grades.db") as book:
        book.add([entry()])
    (folder / "grades.db").chmod(0o444)
    folder.chmod(0o555)
    said = said_to_an_ordinary_user(folder / "grades.db")
    assert "make the file and its folder writable" in said or "the folder must exist and be writable" in said


def test_a_folder_that_can_be_written_to_is_no_fault(folder: Path) -> None:
    folder.chmod(0o777)
    assert said_to_an_ordinary_user(folder / "grades.db") == "written"


@pytest.mark.parametrize("where", ["absent/grades.db", "."])
def test_a_path_that_no_file_can_have_is_told_with_the_remedy(where: str, tmp_path: Path) -> None:
    with pytest.raises(GradersError, match=r"unable to open database file; the folder must exist"):
        open_book(tmp_path / where)


def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("student,score\nada,3\n" * 100)
    before = path.read_bytes()
    with pytest.raises(GradersError, match=r"grades\.db: file is not a database; name another file"):
        open_book(path)
    assert path.read_bytes() == before


def test_a_damaged_gradebook_is_told_with_the_remedy(path: Path) -> None:
    with open_book(path) as book:
        book.add([entry(f"student{number}") for number in range(500)])
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xa5" * 65536)
    with pytest.raises(GradersError, match=r"malformed; move the file away and grade again"), open_book(path) as book:
        book.changes()


def test_a_lock_that_does_not_end_is_told_with_the_remedy(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection_module, "BUSY_S", 0.1)
    with open_book(path) as book, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(GradersError, match=r"database is locked; another grader has kept it locked"):
            book.add([entry()])
        other.execute("ROLLBACK")
        book.add([entry()])
        assert len(book.history()) == 1


def test_a_hostile_path_is_shown_spelt_out(tmp_path: Path) -> None:
    with pytest.raises(GradersError) as caught:
        open_book(tmp_path / "\x1b[2J\udcff" / "grades.db")
    assert r"\x1b[2J\udcff/grades.db: " in str(caught.value)


def test_a_grader_that_writes_at_the_moment_of_opening_is_waited_for(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as writer:
        bring_up_to_date(writer)
        writer.execute("BEGIN IMMEDIATE")
        end = threading.Timer(0.2, writer.execute, ["COMMIT"])
        end.start()
        with closing(connection_module.connect(path)) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        end.join()


@pytest.mark.parametrize("bug", [sqlite3.ProgrammingError("closed"), KeyError("x"), ZeroDivisionError()])
def test_a_bug_is_not_told_as_if_a_person_could_mend_it(bug: Exception, path: Path) -> None:
    with pytest.raises(type(bug)), told(path):
        raise bug


def test_a_statement_that_breaks_a_rule_of_the_schema_is_a_bug(path: Path) -> None:
    with open_book(path) as book, pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        book.add([entry()._replace(result=None)])


@pytest.mark.parametrize(
    ("pragma", "expected"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("user_version", VERSION)],
)
def test_a_gradebook_is_set_up_to_survive(pragma: str, expected: object, path: Path) -> None:
    with closing(connection_module.connect(path)) as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (expected,)
