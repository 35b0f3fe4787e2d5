"""A class through the real command: what is graded, what is written, and what a second run does."""

import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.pupils import FEW, OUTCOMES, RIGHT, SOURCES, hand_in, make_course, outcomes, records, rows, written
from tests.cli.running import Run

pytestmark = pytest.mark.usefixtures("course")

REPORTS = {"index.html", "grades.csv", "results.jsonl", "causes.json", "junit.xml"}


def times(reports: Path) -> dict[str, int]:
    return {path: (reports / path).stat().st_mtime_ns for path in written(reports)}


def changed(reports: Path, before: dict[str, int]) -> set[str]:
    return {path for path, at in times(reports).items() if before.get(path) != at}


def test_a_class_with_every_kind_of_right_and_wrong_gets_its_reports(grade: Run, tmp_path: Path) -> None:
    result = grade(hand_in(tmp_path / "class", SOURCES))
    assert (result.returncode, result.stderr) == (0, "")
    assert "12 submissions: 12 graded now, 0 known from before" in result.stdout
    reports = tmp_path / "reports"
    assert outcomes(reports) == OUTCOMES
    assert {record["level"] for record in records(reports).values()} == {"confined"}
    assert set(written(reports)) == REPORTS | {f"{student}/ex2.html" for student in SOURCES}
    assert {student: row["ex2 outcome"] for student, row in rows(reports).items()} == OUTCOMES


def test_reports_are_the_same_bytes_for_any_number_of_workers(grade: Run, tmp_path: Path) -> None:
    submissions = hand_in(tmp_path / "class", SOURCES)
    by_jobs = {}
    for jobs in (1, 2, 4):
        assert grade(submissions, "--jobs", jobs, "--reports", f"reports{jobs}").returncode == 0
        by_jobs[jobs] = written(tmp_path / f"reports{jobs}")
    assert by_jobs[1] == by_jobs[2] == by_jobs[4]


def test_layouts_may_be_mixed_in_one_folder(grade: Run, tmp_path: Path) -> None:
    submissions = hand_in(tmp_path / "class", {"ada": RIGHT})
    (submissions / "ex2").mkdir()
    for name in ("ex2_ben.py", "cleo-ex2.py", "ex2/dan.py"):
        (submissions / name).write_text(RIGHT, encoding="utf-8")
    assert grade(submissions).returncode == 0
    assert outcomes(tmp_path / "reports") == dict.fromkeys(["ada", "ben", "cleo", "dan"], "passed")


@pytest.mark.parametrize("dry", [True, False])
def test_a_fault_in_the_rules_of_the_course_is_told_before_anything_is_graded(
    grade: Run, few: Path, tmp_path: Path, course: Path, dry: bool
) -> None:
    (course / "course.yaml").write_text("time_zone: Zurich\n", encoding="utf-8")
    result = grade(few, *(["--dry-run"] if dry else []))
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("grade: exercises/course.yaml:1:12: 'time_zone'")
    assert not list(tmp_path.glob("reports/*/*.html"))


def test_a_dry_run_says_who_is_matched_to_what_and_writes_nothing(grade: Run, few: Path, tmp_path: Path) -> None:
    (few / "notes.txt").write_text("-", encoding="utf-8")
    (tmp_path / "roster.csv").write_text("student,name\nada,Ada Lovelace\nzoe,Zoe\n", encoding="utf-8")
    result = grade(few, "--dry-run", "--roster", "roster.csv")
    assert result.returncode == 0
    assert "ada ex2: ada/ex2.py (the folder is the student, the file the exercise)\n" in result.stdout
    assert "nothing from zoe for ex2\n" in result.stdout
    assert "left over: notes.txt (" in result.stdout
    assert not (tmp_path / "reports").exists()


def test_a_dry_run_has_the_exercises_as_people_count(grade: Run, tmp_path: Path) -> None:
    make_course(tmp_path / "long", "ex2", "ex11")
    for exercise in ("ex2", "ex11"):
        hand_in(tmp_path / "class", {"ada": "", "ben": ""}, exercise)
    (tmp_path / "roster.csv").write_text("student\nada\nben\nzoe\n", encoding="utf-8")
    told = grade("class", "--course", "long", "--dry-run", "--roster", "roster.csv").stdout.splitlines()
    assert [line.partition(":")[0] for line in told] == [
        *("ada ex2", "ben ex2", "ada ex11", "ben ex11"),
        *("nothing from zoe for ex2", "nothing from zoe for ex11"),
    ]


def test_what_is_told_about_a_class_fits_a_narrow_terminal(grade: Run, few: Path) -> None:
    (few / "notes about it all.txt").write_text("-", encoding="utf-8")
    for arguments in (["--dry-run"], [], ["--json", "-"]):
        result = grade(few, *arguments, COLUMNS="40")
        told = result.stderr if "-" in arguments else result.stdout
        assert max(map(len, told.splitlines())) <= 40, told
        assert "left over" in " ".join(told.split())


def test_a_roster_gives_names_and_a_line_to_those_who_handed_in_nothing(grade: Run, few: Path, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text("student,name\nADA,Ada Lovelace\nzoe,Zoe\n", encoding="utf-8")
    assert grade(few, "--roster", "roster.csv").returncode == 0
    table = rows(tmp_path / "reports")
    assert (table["ADA"]["name"], table["ADA"]["ex2"]) == ("Ada Lovelace", "10")
    assert (table["zoe"]["ex2"], table["zoe"]["ex2 outcome"]) == ("", "not_handed_in")
    assert "Ada Lovelace" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_reports_among_the_submissions_are_no_submissions_and_change_nothing(
    grade: Run, few: Path, tmp_path: Path
) -> None:
    (tmp_path / "exercises").rename(tmp_path / "course")
    runs = [grade(few, "--course", "course", "--reports", "class/reports") for _ in range(2)]
    assert [run.stdout.splitlines()[1:] for run in runs] == [["Report: class/reports/index.html"]] * 2


def test_an_anonymous_page_names_nobody(grade: Run, few: Path, tmp_path: Path) -> None:
    assert grade(few, "--anonymous").returncode == 0
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert not [student for student in FEW if f">{student}<" in page or f"{student}/" in page]
    assert grade(few).stdout.startswith("4 submissions: 0 graded now")
    assert "ada/ex2.html" in (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")


def test_a_late_submission_has_its_part_and_says_so(grade: Run, few: Path, course: Path, tmp_path: Path) -> None:
    (course / "course.yaml").write_text(
        "time_zone: Europe/Zurich\nexercises:\n  ex2: {due: 2026-12-07 23:59}\nlate: {penalty: 10 % per started day}\n",
        encoding="utf-8",
    )
    due = 1_796_684_340  # 2026-12-07 22:59:00 UTC
    os.utime(few / "ada" / "ex2.py", (due, due))
    os.utime(few / "ben" / "ex2.py", (due + 1, due + 1))
    assert grade(few).returncode == 0
    table = rows(tmp_path / "reports")
    assert (table["ada"]["ex2 late_factor"], table["ada"]["ex2"]) == ("1", "10")
    assert table["ben"]["ex2 late_factor"] == "0.9"
    assert float(table["ben"]["ex2"]) == pytest.approx(0.9 * records(tmp_path / "reports")["ben"]["score"])
    assert table["ben"]["ex2 submitted_at"] == "2026-12-07T22:59:01Z"


def test_an_exercise_that_is_not_finished_keeps_no_report_from_being_written(
    grade: Run, few: Path, course: Path, tmp_path: Path
) -> None:
    (course / "ex9.yaml").write_text("title: ", encoding="utf-8")
    result = grade(few)
    assert (result.returncode, result.stderr) == (0, "")
    assert set(outcomes(tmp_path / "reports")) == set(FEW)


def test_a_second_run_grades_nothing_and_touches_no_report(grade: Run, few: Path, tmp_path: Path) -> None:
    assert grade(few).returncode == 0
    before = times(tmp_path / "reports")
    result = grade(few, "--jobs", 1)
    assert result.stdout.startswith("4 submissions: 0 graded now, 4 known from before\n")
    assert times(tmp_path / "reports") == before


DRAWN = "from random import SystemRandom\ny_hat = SystemRandom().random()\n"


def test_a_page_shows_what_is_in_the_grades_whatever_the_same_file_gives_the_next_time(
    grade: Run, few: Path, tmp_path: Path
) -> None:
    alike = ("ida", "ivo", "ira")
    hand_in(few, dict.fromkeys(alike, DRAWN))
    assert grade(few).returncode == 0
    for student in alike:
        page = (tmp_path / "reports" / student / "ex2.html").read_text(encoding="utf-8")
        checks = records(tmp_path / "reports")[student]["checks"]
        [answer] = {check["mismatch"]["answer"] for check in checks if check["id"] == "y_hat"}
        assert answer in page
    before = times(tmp_path / "reports")
    assert grade(few).returncode == 0
    assert times(tmp_path / "reports") == before


def test_a_second_run_loads_nothing_that_only_grading_needs(grade: Run, few: Path) -> None:
    def loaded() -> set[str]:
        words = grade(few, PYTHONPROFILEIMPORTTIME="1").stderr.splitlines()
        return {word.rpartition("|")[2].strip() for word in words if word.startswith("import time")}

    dear = {"numpy", "jinja2", "yaml", "multiprocessing", "dataclasses", "random"}
    dear |= {"graders.exercise", "graders.transcript", "graders.grading.grade"}
    assert dear <= loaded()
    assert not dear & loaded()


def test_what_changed_is_graded_again_and_nothing_else(grade: Run, few: Path, course: Path, tmp_path: Path) -> None:
    hand_in(few, {"ada": "profile = [1]\n"}, "ex1")
    shutil.rmtree(course)
    make_course(course, "ex1", "ex2")
    assert grade(few).stdout.startswith("5 submissions: 5 graded now")
    reports = tmp_path / "reports"

    hand_in(few, {"ben": f"{RIGHT}# mine"})
    before = times(reports)
    assert grade(few).stdout.startswith("5 submissions: 1 graded now")
    assert changed(reports, before) == REPORTS | {"ben/ex2.html"}
    assert outcomes(reports)["ben"] == "passed"

    with (course / "ex1.yaml").open("a", encoding="utf-8") as spec:
        spec.write("# another version\n")
    assert grade(few).stdout.startswith("5 submissions: 1 graded now")

    before = times(reports)
    (course / "course.yaml").write_text("title: Spring\ntime_zone: UTC\n", encoding="utf-8")
    assert grade(few).stdout.startswith("5 submissions: 0 graded now")
    assert changed(reports, before) == REPORTS
    assert "Spring" in (reports / "index.html").read_text(encoding="utf-8")

    assert grade(few, "--regrade").stdout.startswith("5 submissions: 5 graded now")


@pytest.mark.parametrize(
    "gone", ["ben/ex2.html", "grades.csv", "junit.xml", "causes.json", "results.jsonl", "index.html"]
)
def test_a_report_that_was_deleted_comes_back(grade: Run, few: Path, tmp_path: Path, gone: str) -> None:
    assert grade(few).returncode == 0
    before = written(tmp_path / "reports")
    (tmp_path / "reports" / gone).unlink()
    assert grade(few).stdout.startswith("4 submissions: 0 graded now")
    assert written(tmp_path / "reports") == before


def test_records_go_where_json_wants_them_in_a_first_and_in_a_second_run(grade: Run, few: Path, tmp_path: Path) -> None:
    first = grade(few, "--json", "-")
    assert first.stdout == (tmp_path / "reports" / "results.jsonl").read_text()
    assert "graded now" in first.stderr
    for target in ("mine.jsonl", "mine.jsonl", "reports/results.jsonl"):
        again = grade(few, "--json", target)
        assert (again.returncode, again.stderr) == (0, "")
        assert "0 graded now" in again.stdout
        assert (tmp_path / target).read_text() == first.stdout


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("no/such/folder.jsonl", "results cannot be written: No such file or directory"),
        ("class", "results cannot be written: Is a directory"),
        ("class/ada/ex2.py", "is no file for results, and stays as it is"),
        ("roster.csv", "is no file for results, and stays as it is"),
        ("reports/grades.csv", "is no file for results, and stays as it is"),
        ("reports/causes.json", "is no file for results, and stays as it is"),
        ("loop", "results cannot be written: Too many levels of symbolic links"),
    ],
)
def test_records_that_cannot_be_written_are_told_before_anything_is_graded(
    grade: Run, few: Path, tmp_path: Path, target: str, why: str
) -> None:
    (tmp_path / "roster.csv").write_text("student\nada\n", encoding="utf-8")
    (tmp_path / "loop").symlink_to("loop")
    before = written(tmp_path)
    result = grade(few, "--json", target)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith(f"grade: {target}: {why}")
    assert written(tmp_path) == before


@pytest.mark.usefixtures("few")
def test_a_reader_of_records_who_has_enough_is_not_told_so(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "graders", "class", "--json", "-"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as grader:
        assert grader.stdout
        assert grader.stderr
        grader.stdout.close()
        told = grader.stderr.read()
    assert (tmp_path / "reports" / "results.jsonl").stat().st_size > io.DEFAULT_BUFFER_SIZE
    assert "Report:" in told
    assert "grade: " not in told


def test_the_folder_of_the_course_is_no_class(grade: Run) -> None:
    result = grade("exercises")
    assert (result.returncode, result.stdout) == (2, "")
    assert "this folder is the course" in result.stderr


def test_a_folder_without_a_submission_is_told_why(grade: Run, few: Path, tmp_path: Path) -> None:
    alone = grade(few / "ada")
    assert alone.returncode == 2
    assert alone.stderr == (
        f"grade: {few}/ada: nothing says whose ex2.py is; "
        "give the folder in which each student has one, or the file alone\n"
    )
    (tmp_path / "empty").mkdir()
    assert grade(tmp_path / "empty").stderr.endswith("empty: no submission for ex2; try --dry-run\n")


def test_exercises_that_nobody_has_begun_are_left_out_unless_the_course_has_a_date(
    grade: Run, few: Path, tmp_path: Path
) -> None:
    course = make_course(tmp_path / "three" / "exercises", "ex2", "ex3", "ex11")
    command = (few, "--course", course)
    assert grade(*command).returncode == 0
    [header, *_] = (tmp_path / "reports" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("student,name,ex2,total")
    (course / "course.yaml").write_text(
        "time_zone: UTC\nexercises:\n  ex11: {due: 2026-12-07 23:59}\n", encoding="utf-8"
    )
    assert grade(*command).returncode == 0
    [header, *_] = (tmp_path / "reports" / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("student,name,ex2,ex11,total")
