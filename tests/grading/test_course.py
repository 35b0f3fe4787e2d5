from pathlib import Path

import pytest

from graders.grading.course import Course, at_hand, named, within
from graders.resources import course as shipped_course


def lay(root: Path, *paths: str) -> None:
    """Make files, and a folder for each path that ends with a slash."""
    for path in paths:
        where = root / path
        (where if path.endswith("/") else where.parent).mkdir(parents=True, exist_ok=True)
        if not path.endswith("/"):
            where.touch()


def test_exercises_come_as_people_count_and_hidden_files_are_none(tmp_path: Path) -> None:
    lay(tmp_path, "ex10.yaml", "ex2.yaml", "ex2_b10.yaml", "ex2_b9.yaml", "a.yaml")
    lay(tmp_path, ".pre-commit-config.yaml", ".yaml", "course.yaml", "ex3.yml", "solutions/ex4.yaml")
    assert Course(tmp_path).names() == ["a", "ex2", "ex2_b9", "ex2_b10", "ex10"]


@pytest.mark.parametrize(
    ("paths", "exercises"),
    [
        (["exercises/ex1.yaml", ".pre-commit-config.yaml", "mkdocs.yaml"], "exercises"),
        (["exercises/"], "exercises"),
        (["exercises/ex1.yaml", "solutions/"], "exercises"),
        (["ex1.yaml", "solutions/", "exercises/notes.txt"], "."),
        (["ex1.yaml", "course.yaml"], "."),
    ],
)
def test_a_course_is_named_by_its_folder_or_by_the_folder_of_its_exercises(
    tmp_path: Path, paths: list[str], exercises: str
) -> None:
    lay(tmp_path, *paths)
    assert within(tmp_path) == named(tmp_path) == tmp_path / exercises
    assert named(tmp_path / exercises) == tmp_path / exercises


def test_a_folder_that_nothing_marks_is_a_course_only_when_somebody_names_it(tmp_path: Path) -> None:
    lay(tmp_path, "ex1.yaml")
    assert within(tmp_path) is None
    assert named(tmp_path) == tmp_path


@pytest.mark.parametrize(
    ("here", "paths"),
    [
        ("mine", ["mine/exercises/ex1.yaml"]),
        ("mine/exercises", ["mine/exercises/ex1.yaml", "mine/exercises/solutions/"]),
        ("mine/work/week-1", ["mine/exercises/ex1.yaml", "mine/work/solutions/", "mine/work/week-1/"]),
        ("mine/exercises", ["mine/exercises/ex1.yaml", "mine/exercises/course.yaml", "exercises/ex1.yaml"]),
    ],
)
def test_the_course_at_hand_is_the_one_in_whose_folder_somebody_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, paths: list[str]
) -> None:
    lay(tmp_path, *paths)
    monkeypatch.chdir(tmp_path / here)
    assert at_hand().folder.resolve() == tmp_path / "mine" / "exercises"


def test_the_course_at_hand_is_the_shipped_one_where_there_is_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "exercises/notes.txt", "here/")
    monkeypatch.chdir(tmp_path / "here")
    assert at_hand().folder == shipped_course()
