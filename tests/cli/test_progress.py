"""``grade`` without arguments, in the folder of a course."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from graders.grading.course import Course
from graders.grading.path import path
from tests.cli.running import ROOT, Run

COURSE = ROOT / "exercises"
EXERCISES = [exercise.name for exercise in path(Course(COURSE))]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A copy of the shipped course, as a student has it."""
    return Path(shutil.copytree(COURSE, tmp_path / "exercises"))


def solve(course: Path, *names: str) -> None:
    for name in names:
        shutil.copy(course / "solutions" / f"{name}.py", course / f"{name}.py")


def test_nothing_is_begun_in_a_new_copy_of_the_course(grade: Run, course: Path, tmp_path: Path) -> None:
    result = grade()
    assert (result.returncode, result.stderr) == (1, "")
    assert result.stdout.startswith("Math for Machine Learning\n")
    assert result.stdout.count(" not begun  ") == len(EXERCISES)
    assert result.stdout.endswith(f"    grade {Path('exercises/ex1.py')}\n")
    assert not (tmp_path / "reports").exists()
    assert course.is_dir()


def test_progress_names_the_next_exercise_and_how_to_check_it(grade: Run, course: Path) -> None:
    solve(course, "ex1")
    (course / "ex2.py").write_text("y_hat = 34\n")
    lines = grade().stdout.splitlines()
    assert "✓ passed" in next(line for line in lines if " ex1 " in line)
    assert "◐ partly" in next(line for line in lines if " ex2 " in line)
    assert "Next: ex2 · Compute a prediction · about 15 minutes" in "\n".join(lines)


def test_due_dates_and_bonus_are_those_of_the_course_by_its_clocks(grade: Run, course: Path) -> None:
    rules = "title: T\ntime_zone: Europe/Zurich\nexercises: {ex1: {due: 2025-07-01 12:00}, ex2: {bonus: true}}\n"
    (course / "course.yaml").write_text(rules)
    lines = grade().stdout.splitlines()
    assert "ex1: was due on 1 July 2025, 12:00 CEST" in lines
    assert "ex2: bonus" in lines
    assert any(line.endswith(" points, 10 of them bonus.") for line in lines)


def test_all_right_has_status_0(grade: Run, course: Path) -> None:
    solve(course, *EXERCISES)
    result = grade("--course", "exercises")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.endswith("Next: Nothing: all is right.\n")
    assert f"{len(EXERCISES)} of {len(EXERCISES)} exercises done" in result.stdout


def test_it_works_within_the_folder_itself(grade: Run, course: Path, tmp_path: Path) -> None:
    for entry in course.iterdir():
        entry.rename(tmp_path / entry.name)
    course.rmdir()
    assert grade().stdout.endswith("    grade ex1.py\n")


def test_records_are_as_those_of_several_files(grade: Run, course: Path, tmp_path: Path) -> None:
    solve(course, "ex1")
    files = [Path("exercises") / f"{name}.py" for name in EXERCISES]
    grade(*files, "--json", "several.jsonl")
    assert "Next:" in grade("--json", "all.jsonl").stdout
    assert (tmp_path / "all.jsonl").read_bytes() == (tmp_path / "several.jsonl").read_bytes()
    printed = grade("--json", "-")
    assert printed.returncode == 1
    assert [json.loads(line)["exercise"] for line in printed.stdout.splitlines()] == EXERCISES


@pytest.mark.parametrize("target", ["ex1.py", "ex1.yaml", "work.ipynb", "notes.csv", "link.json", "ex99.py"])
def test_records_take_the_place_of_nothing_but_records(grade: Run, course: Path, target: str) -> None:
    (course / "work.ipynb").write_text('{"cells": []}')
    (course / "notes.csv").write_text("3,4\n")
    (course / "link.json").symlink_to("notes.csv")
    before = {path.name: path.read_bytes() for path in course.iterdir() if path.is_file()}
    result = grade("--json", target, cwd=course)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        f"grade: {target}: is no file for results, and stays as it is; give --json another name, such as results.json\n"
    )
    assert {path.name: path.read_bytes() for path in course.iterdir() if path.is_file()} == before


def test_records_go_into_a_pipe_that_has_a_name(grade: Run, course: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with subprocess.Popen(["cat", "pipe"], cwd=tmp_path, stdout=subprocess.PIPE) as reader:
        assert grade("--json", "pipe").returncode == 1
        read, _ = reader.communicate(timeout=60)
    assert [json.loads(line)["exercise"] for line in read.splitlines()] == EXERCISES
    assert course.is_dir()


def test_a_file_that_is_not_there_is_not_begun(grade: Run, course: Path) -> None:
    (course / "ex1.py").unlink()
    result = grade()
    assert (result.returncode, result.stderr) == (1, "")
    assert "Next: ex1" in result.stdout


def test_a_file_that_cannot_be_graded_is_told_and_the_others_are_graded(grade: Run, course: Path) -> None:
    solve(course, "ex1")
    (course / "ex2.py").unlink()
    (course / "ex2.py").mkdir()
    result = grade()
    assert result.returncode == 2
    assert "exercises/ex2.py" in result.stderr
    assert "! could not be graded  ex2" in result.stdout
    assert "✓ passed               ex1" in result.stdout


def test_a_course_without_a_path_is_refused(grade: Run, course: Path) -> None:
    spec = course / "ex1.yaml"
    spec.write_text(spec.read_text().replace("minutes: 20", "builds_on: [ex33]"))
    result = grade()
    assert (result.returncode, result.stdout) == (2, "")
    assert "ex1.yaml: 'builds_on': 'ex33' is not an exercise of this course; did you mean 'ex3'?" in result.stderr


def test_other_yaml_files_make_no_course(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "compose.yaml").write_text("services: {}\n")
    result = grade()
    assert (result.returncode, result.stdout) == (2, "")
    assert "the following arguments are required: FILE" in result.stderr


@pytest.mark.parametrize("name", EXERCISES)
def test_each_starter_counts_as_not_begun(grade: Run, name: str, course: Path) -> None:
    """Where this fails, a check of the starter is wrong rather than missing: let it need the one that asks for it."""
    solve(course, *(other for other in EXERCISES if other != name))
    lines = grade().stdout.splitlines()
    assert " not begun " in next(line for line in lines if f" {name} " in line)
