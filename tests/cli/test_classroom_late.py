"""What the rules of a course change is told to the student, as it is in the grades."""

import os
from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, SOURCES, hand_in, rows
from tests.cli.running import Run

DUE = 1_796_684_340  # 2026-12-07 22:59:00 UTC
HALF = "late: {penalty: 50 % per started day}"

pytestmark = pytest.mark.usefixtures("course")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """Return a class in which ada is in time to the second, and bob a second late."""
    folder = hand_in(tmp_path / "class", {"ada": RIGHT, "bob": RIGHT})
    for number, student in enumerate(("ada", "bob")):
        os.utime(folder / student / "ex2.py", (DUE + number, DUE + number))
    return folder


def rules(course: Path, *lines: str, due: str = "2026-12-07 22:59") -> None:
    text = "\n".join(["time_zone: UTC", f"exercises: {{ex2: {{due: {due}}}}}", *lines])
    (course / "course.yaml").write_text(text, encoding="utf-8")


def page(reports: Path, student: str) -> str:
    return (reports / student / "ex2.html").read_text(encoding="utf-8")


def pages(reports: Path) -> dict[str, int]:
    return {path.parent.name: path.stat().st_mtime_ns for path in reports.glob("*/ex2.html")}


def test_the_page_of_late_work_says_what_counts_as_the_grades_and_the_page_of_the_class_do(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    rules(course, HALF)
    assert grade(submissions).returncode == 0
    reports = tmp_path / "reports"
    told = "handed in on 7 December 2026, 22:59:01 UTC. Because it was late, the score that counts is 5, not 10."
    assert told in page(reports, "bob")
    table = rows(reports)
    assert (table["ada"]["ex2"], table["bob"]["ex2"]) == ("10", "5")
    index = (reports / "index.html").read_text(encoding="utf-8")
    assert '<a href="bob/ex2.html">5</a>' in index


def test_the_page_of_work_in_time_has_no_word_of_it(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    assert grade(submissions, "--reports", "without").returncode == 0
    rules(course, HALF)
    assert grade(submissions).returncode == 0
    assert page(tmp_path / "reports", "ada") == page(tmp_path / "without", "ada")
    assert page(tmp_path / "reports", "bob") != page(tmp_path / "without", "bob")


def test_pages_follow_the_rules_and_nothing_is_graded_again(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    reports = tmp_path / "reports"
    rules(course)
    assert grade(submissions).returncode == 0
    unchanged = page(reports, "bob")

    def changed(*lines: str, due: str = "2026-12-07 22:59") -> set[str]:
        """Return whose page a run writes once the course has these rules."""
        before = pages(reports)
        rules(course, *lines, due=due)
        assert grade(submissions).stdout.startswith("2 submissions: 0 graded now")
        return {student for student, written in pages(reports).items() if written != before[student]}

    assert changed(HALF) == {"bob"}
    assert changed(HALF, "maximum: 5") == set()
    assert changed("late: {closes: 0 min}") == {"bob"}
    assert "The exercise closed on 7 December 2026, 22:59:00 UTC, so the score that counts is 0" in page(reports, "bob")
    assert "the score that counts is 0, not 10." in page(reports, "bob")
    assert changed(HALF, due="2026-12-06 22:59") == {"ada", "bob"}
    assert changed("late: {grace: 2 days}") == {"ada", "bob"}
    assert page(reports, "bob") == unchanged


def test_the_page_says_why_an_earlier_attempt_counts(
    grade: Run, submissions: Path, course: Path, tmp_path: Path
) -> None:
    rules(course, "attempts: best")
    assert grade(submissions).returncode == 0
    hand_in(submissions, {"bob": SOURCES["ben"]})
    assert grade(submissions).returncode == 0
    assert "Attempt 1 of 2 counts: no later one has more points that count." in page(tmp_path / "reports", "bob")
    assert "Attempt" not in page(tmp_path / "reports", "ada")
