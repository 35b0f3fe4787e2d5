"""Which of a student's attempts counts, run after run, whatever the times of the files say."""

import os
from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, SOURCES, hand_in, make_course, outcomes, rows
from tests.cli.running import Run

WRONG = SOURCES["ben"]
DUE = 1_796_684_340  # 2026-12-07 22:59:00 UTC
DAY = 86_400

pytestmark = pytest.mark.usefixtures("course")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    return tmp_path / "class"


def handed_in(submissions: Path, source: str, at: float) -> Path:
    """Let ada hand in a file with this time."""
    hand_in(submissions, {"ada": source})
    os.utime(submissions / "ada" / "ex2.py", (at, at))
    return submissions


def counts(reports: Path) -> tuple[str, str, str]:
    """Return what counts for ada: outcome, part of the score that is left, day on which it was handed in."""
    row = rows(reports)["ada"]
    assert outcomes(reports)["ada"] == row["ex2 outcome"]
    return row["ex2 outcome"], row["ex2 late_factor"], row["ex2 submitted_at"][:10]


def due(course: Path, *rules: str) -> None:
    """Give the exercise a date, and what lateness costs."""
    lines = ["time_zone: UTC", "exercises: {ex2: {due: 2026-12-07 22:59}}", *rules]
    (course / "course.yaml").write_text("\n".join(lines), encoding="utf-8")


def test_the_file_that_lies_in_the_folder_counts_also_when_the_student_went_back_to_it(
    grade: Run, submissions: Path, tmp_path: Path
) -> None:
    for day, source in enumerate((RIGHT, WRONG, RIGHT)):
        assert grade(handed_in(submissions, source, DUE + day * DAY)).returncode == 0
    assert counts(tmp_path / "reports") == ("passed", "1", "2026-12-09")
    assert grade("history", "ada").stdout.startswith("ada: 3 attempts, 3 gradings\n")


def test_a_newer_file_with_an_older_time_counts(grade: Run, submissions: Path, tmp_path: Path) -> None:
    for day, source in ((0, WRONG), (-30, RIGHT)):
        assert grade(handed_in(submissions, source, DUE + day * DAY)).returncode == 0
    assert counts(tmp_path / "reports") == ("passed", "1", "2026-11-07")


def test_what_a_student_goes_back_to_after_the_due_date_is_late(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    due(course, "late: {penalty: 10 % per started day}")
    for day, source in ((-2, RIGHT), (-1, WRONG), (1, RIGHT)):
        assert grade(handed_in(submissions, source, DUE + day * DAY)).returncode == 0
    assert counts(tmp_path / "reports") == ("passed", "0.9", "2026-12-08")
    due(course, "late: {penalty: 10 % per started day}", "attempts: best")
    assert grade(submissions).returncode == 0
    assert counts(tmp_path / "reports") == ("passed", "1", "2026-12-05")


def test_what_comes_after_the_close_takes_nothing_away(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    due(course, "late: {closes: 1 day}")
    for day, source in ((-1, RIGHT), (2, WRONG), (3, RIGHT)):
        assert grade(handed_in(submissions, source, DUE + day * DAY)).returncode == 0
    assert counts(tmp_path / "reports") == ("passed", "1", "2026-12-06")


def test_of_a_file_that_stays_the_same_the_earliest_time_counts_until_times_are_taken_anew(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    due(course, "late: {penalty: 10 % per started day}")
    for day, command, left, date in (
        (2, [], "0.8", "2026-12-09"),  # as after `git clone`
        (-1, [], "1", "2026-12-06"),
        (1, [], "1", "2026-12-06"),
        (1, ["--regrade"], "0.9", "2026-12-08"),
        (1, [], "0.9", "2026-12-08"),
    ):
        assert grade(handed_in(submissions, RIGHT, DUE + day * DAY), *command).returncode == 0
        assert counts(tmp_path / "reports") == ("passed", left, date)


def test_what_counts_without_a_file_in_the_folder_is_told(grade: Run, submissions: Path, tmp_path: Path) -> None:
    course = make_course(tmp_path / "two" / "exercises", "ex1", "ex2")
    hand_in(submissions, {"ada": RIGHT, "bob": RIGHT})
    hand_in(submissions, {"ada": "profile = [1]\n"}, "ex1")
    page = tmp_path / "reports" / "index.html"
    assert "not in this folder" not in grade(submissions, "--course", course).stdout
    assert "Not in this folder" not in page.read_text(encoding="utf-8")

    (submissions / "ada" / "ex1.py").rename(submissions / "bob" / "ex1.py")
    result = grade(submissions, "--course", course)
    assert "1 result counts whose file is not in this folder, told in the report\n" in result.stdout
    assert rows(tmp_path / "reports")["ada"]["ex1"] == rows(tmp_path / "reports")["bob"]["ex1"] != ""
    listed = page.read_text(encoding="utf-8").partition('<section id="gone">')[2].partition("</section>")[0]
    assert ('<a href="ada/ex1.html">ada</a>' in listed, "bob" in listed) == (True, False)

    (submissions / "bob" / "ex2.py").unlink()
    result = grade(submissions, "--course", course)
    assert "2 results count whose files are not in this folder, told in the report\n" in result.stdout
    assert "2 results without a file in this folder" in page.read_text(encoding="utf-8")

    (submissions / "bob" / "ex1.py").rename(submissions / "ada" / "ex1.py")
    (submissions / "bob").rmdir()
    result = grade(submissions, "--course", course)
    assert "2 results count whose files are not in this folder, told in the report\n" in result.stdout
    assert set(rows(tmp_path / "reports")) == {"ada", "bob"}

    (tmp_path / "roster.csv").write_text("student\nada\n", encoding="utf-8")
    result = grade(submissions, "--course", course, "--roster", "roster.csv")
    assert "not in this folder" not in result.stdout
    assert set(rows(tmp_path / "reports")) == {"ada"}
    assert "Not in this folder" not in page.read_text(encoding="utf-8")


def test_of_two_folders_graded_into_one_gradebook_both_count(grade: Run, tmp_path: Path) -> None:
    course = make_course(tmp_path / "two" / "exercises", "ex1", "ex2")
    (tmp_path / "roster.csv").write_text("student\nada\nbob\n", encoding="utf-8")
    command = ("--course", course, "--roster", "roster.csv")
    assert grade(hand_in(tmp_path / "week 1", {"ada": "", "bob": ""}, "ex1"), *command).returncode == 0
    said = grade(hand_in(tmp_path / "week 2", {"ada": RIGHT}), *command).stdout
    assert "2 results count whose files are not in this folder" in said
    table = rows(tmp_path / "reports")
    assert {student: (row["ex1 outcome"], row["ex2 outcome"]) for student, row in table.items()} == {
        "ada": ("missing", "passed"),
        "bob": ("missing", "not_handed_in"),
    }
