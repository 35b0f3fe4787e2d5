"""Who hands in work and is not on the roster is graded all the same, and told."""

from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, hand_in, rows
from tests.cli.running import Run

MARK = "not on the roster"
COMMAND = ("--roster", "roster.csv")

pytestmark = pytest.mark.usefixtures("course")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """Return a class in which the folder of ada has a letter wrong."""
    (tmp_path / "roster.csv").write_text("student\nada\nben\ngus\n", encoding="utf-8")
    return hand_in(tmp_path / "class", {"aad": RIGHT, "ben": RIGHT})


def index(folder: Path) -> str:
    return (folder / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_student_who_is_not_on_the_roster_is_told_at_the_end_and_on_the_page(
    grade: Run, submissions: Path, tmp_path: Path
) -> None:
    assert f"\n1 student is {MARK}: aad\n" in grade(submissions, *COMMAND).stdout
    assert rows(tmp_path / "reports")["aad"]["ex2"] == "10"
    assert f'<th scope="row">aad <span class="of">{MARK}</span></th>' in index(tmp_path)
    assert f'<a href="#students">1 student {MARK}</a>' in index(tmp_path)
    assert index(tmp_path).count(MARK) == 2
    assert f"\n1 student is {MARK}: aad\n" in grade(submissions, *COMMAND).stdout


def test_a_roster_that_is_mended_takes_the_mark_away(grade: Run, submissions: Path, tmp_path: Path) -> None:
    assert MARK in grade(submissions, *COMMAND).stdout
    (tmp_path / "roster.csv").write_text("student\naad\nada\nben\ngus\n", encoding="utf-8")
    assert MARK not in grade(submissions, *COMMAND).stdout
    assert MARK not in index(tmp_path)


def test_without_a_roster_nobody_is_missed_on_it(grade: Run, submissions: Path, tmp_path: Path) -> None:
    assert MARK not in grade(submissions).stdout
    assert MARK not in index(tmp_path)


def test_an_anonymous_run_says_how_many_and_names_nobody(grade: Run, submissions: Path, tmp_path: Path) -> None:
    result = grade(submissions, *COMMAND, "--anonymous")
    assert f"\n1 student is {MARK}\n" in result.stdout
    assert "aad" not in result.stdout + result.stderr + index(tmp_path)
