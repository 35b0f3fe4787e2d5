"""Which of a student's attempts counts, run after run, whatever the times of the files say."""

import os
from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, SOURCES, hand_in, outcomes, rows
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
