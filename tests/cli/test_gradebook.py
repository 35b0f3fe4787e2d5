import shutil
from pathlib import Path

import pytest

from tests.cli.books import book_in
from tests.cli.running import Run
from tests.gradebook.entries import entry
from tests.guards.test_start_up import GRADE, among, loaded

COMMANDS = [["history", "ada"], ["diff"], ["review"]]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_gradebook_that_is_not_there_is_told_with_the_remedy_and_not_made(
    grade: Run, tmp_path: Path, command: list[str]
) -> None:
    result = grade(*command)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("grade: reports/gradebook.sqlite: no gradebook here; grade a class first")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", COMMANDS)
def test_the_gradebook_may_be_somewhere_else(grade: Run, tmp_path: Path, command: list[str]) -> None:
    with book_in(tmp_path) as book:
        book.add([entry()])
    shutil.move(tmp_path / "reports", tmp_path / "class")
    assert grade(*command, "--reports", "class").returncode == 0
    shutil.move(tmp_path / "class" / "gradebook.sqlite", tmp_path / "my.db")
    assert grade(*command, "--gradebook", "my.db").returncode == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_is_no_gradebook_is_told_and_left_as_it_is(grade: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine, and long enough to be looked at" * 100)
    before = (tmp_path / "notes.txt").read_bytes()
    result = grade(*command, "--gradebook", "notes.txt")
    assert result.returncode == 2
    assert result.stderr.startswith("grade: notes.txt: file is not a database")
    assert (tmp_path / "notes.txt").read_bytes() == before


@pytest.mark.parametrize("command", COMMANDS)
def test_looking_into_a_gradebook_loads_nothing_heavy(tmp_path: Path, command: list[str]) -> None:
    with book_in(tmp_path) as book:
        book.add([entry()])
    modules = loaded(*GRADE, *command, cwd=tmp_path)
    assert {"sqlite3", "graders.gradebook.book"} <= modules
    assert not among(modules, {"numpy", "jinja2", "yaml", "tqdm", "graders.sandbox", "graders.grading", "graders.spec"})
