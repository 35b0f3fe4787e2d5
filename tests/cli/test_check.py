"""grade check as a command: what it examines, what it prints and how it ends."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graders.grading.course import Course
from tests.authoring.sample import write_course
from tests.cli.running import ROOT, Run


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "exercises")


def test_the_shipped_course_has_nothing_to_mend(grade: Run) -> None:
    result = grade("check")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"All {len(Course(ROOT / 'exercises').names())} exercises pass\n"


def test_the_course_is_the_folder_called_exercises_or_the_one_that_is_given(grade: Run, course: Path) -> None:
    (course / "notes.txt").touch()
    assert grade("check").stdout.startswith("exercises/notes.txt: G111 ")
    course.rename(course.with_name("lines"))
    result = grade("check", "--course", "lines")
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.splitlines() == [
        "lines/notes.txt: G111 no exercise, starter or reference of this course names this file",
        "1 exercise, 1 finding",
    ]


def test_in_the_folder_of_its_exercises_the_course_is_the_one_that_is_there(course: Path) -> None:
    command = [sys.executable, "-m", "graders", "check", "line"]
    (course / "line.py").unlink()
    result = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("line.py: G211 ")


def test_findings_are_read_by_tools(grade: Run, course: Path) -> None:
    (course / "line.py").unlink()
    [found] = json.loads(grade("check", "line", "--format", "json").stdout)
    assert (found["file"], found["line"], found["code"], found["rule"]) == (
        "exercises/line.py",
        None,
        "G211",
        "no-starter",
    )
    assert grade("check", "--format", "github").stdout.startswith("::error file=exercises/line.py,title=G211::the ")


def test_a_course_of_which_there_is_only_something_to_note_passes(grade: Run, course: Path) -> None:
    reference = course / "solutions" / "line.py"
    more = " + ".join(f"(y - {2 * number} * y) / y" for number in range(20))
    reference.write_text(f"{reference.read_text()}spare = {more}\n")
    result = grade("check")
    assert (result.returncode, result.stderr) == (0, "")
    note, last = result.stdout.splitlines()
    assert re.fullmatch(
        r"exercises/line\.yaml: G314 note: a submission is held against 120 of the \d+ mutants .*", note
    )
    assert last == "The exercise passes"
    (course / "notes.txt").touch()
    result = grade("check")
    assert (result.returncode, result.stdout.splitlines()[-1]) == (1, "1 exercise, 1 finding")


@pytest.mark.parametrize("name", ["lime", "exercises/lime.yaml", "nowhere/line.yaml", "line.py", "\x1b[31m"])
def test_an_exercise_that_there_is_not_is_told_before_anything_is_run(name: str, grade: Run, course: Path) -> None:
    result = grade("check", name)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.startswith("grade: there is no exercise ")
    assert "\x1b" not in result.stderr
    assert course.name in result.stderr or "nowhere" in result.stderr


def test_a_course_without_exercises_is_told(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in ("empty", "gone"):
        result = grade("check", "--course", folder)
        assert (result.returncode, result.stdout) == (2, "")
        assert result.stderr == f"grade: {folder}: expected a folder with exercises, found none\n"


@pytest.mark.parametrize("arguments", [("--max-survivors", "-1"), ("--max-survivors", "few"), ("--format", "xml")])
def test_bad_usage_is_told(arguments: tuple[str, str], grade: Run, course: Path) -> None:
    assert course.is_dir()
    result = grade("check", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert "grade check: error: argument" in result.stderr
