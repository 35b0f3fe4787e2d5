"""The order in which the exercises of a course can be done."""

from pathlib import Path

import pytest

from graders.errors import SpecError
from graders.grading.course import Course
from graders.grading.path import path

SHIPPED = Path(__file__).parents[2] / "exercises"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    return Course(tmp_path)


def write(course: Course, **builds_on: str) -> None:
    for name, others in builds_on.items():
        course.spec(name).write_text(
            f"title: t\ntask: t\nbuilds_on: [{others}]\nchecks:\n- {{id: a, variable: a, asks: a, points: 1}}\n"
        )


def order(course: Course) -> list[str]:
    return [exercise.name for exercise in path(course)]


def problems(course: Course) -> list[str]:
    with pytest.raises(SpecError) as caught:
        path(course)
    return [str(problem).removeprefix(f"{course.folder}/") for problem in caught.value.problems]


def test_exercises_come_by_their_numbers(course: Course) -> None:
    write(course, ex10="", ex9="", ex1="", intro="")
    (course.folder / "course.yaml").write_text("")
    assert course.names() == ["ex1", "ex9", "ex10", "intro"]
    assert order(course) == course.names()


def test_each_exercise_comes_after_those_it_builds_on(course: Course) -> None:
    write(course, ex1="ex3", ex2="", ex3="ex2", ex4="ex1, ex2")
    assert order(course) == ["ex2", "ex3", "ex1", "ex4"]


def test_the_shipped_course_has_a_path_and_says_how_long_each_step_takes() -> None:
    exercises = path(Course(SHIPPED))
    assert exercises[0].name == "ex1"
    assert [exercise.name for exercise in exercises if not exercise.minutes] == []


def test_an_exercise_that_the_course_does_not_have_is_named(course: Course) -> None:
    write(course, ex1="", lines="", ex2="line, nothing")
    assert problems(course) == [
        "ex2.yaml: 'builds_on': 'line' is not an exercise of this course; did you mean 'lines'?",
        "ex2.yaml: 'builds_on': 'nothing' is not an exercise of this course",
    ]


def test_a_circle_is_told_by_its_names(course: Course) -> None:
    write(course, ex1="", ex2="ex4, ex1", ex3="ex2", ex4="ex3", ex5="ex4")
    text = "'builds_on': 'ex2' builds on 'ex4' builds on 'ex3' builds on 'ex2', which is a circle"
    assert problems(course) == [f"ex2.yaml: {text}"]


def test_an_exercise_cannot_build_on_itself(course: Course) -> None:
    write(course, ex1="", ex2="ex2")
    assert problems(course) == ["ex2.yaml: 'builds_on': 'ex2' builds on 'ex2', which is a circle"]


def test_the_problems_of_all_files_are_told_at_once(course: Course) -> None:
    write(course, ex1="ex9")
    for name in ("ex2", "ex3"):
        course.spec(name).write_text("title: t\ntask: t\nchecks: []\n")
    assert [problem.split(":")[0] for problem in problems(course)] == ["ex2.yaml", "ex3.yaml"]
