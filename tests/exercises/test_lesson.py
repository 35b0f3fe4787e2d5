"""``docs/lesson.md`` says where each part of the lesson is practised, and says so truly."""

import re
from pathlib import Path

import pytest

from graders.grading.course import Course

ROOT = Path(__file__).resolve().parents[2]
EXERCISES = Course(ROOT / "exercises").names()
PATH, COVERAGE = (ROOT / "docs" / "lesson.md").read_text(encoding="utf-8").split("## Coverage")


def rows(text: str) -> list[list[str]]:
    """Return the cells of a table's rows, without its two head lines."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def named(cell: str) -> list[str]:
    return re.findall(r"`(\w+)`", cell)


@pytest.mark.parametrize("part", rows(COVERAGE), ids=lambda part: part[0])
def test_a_part_of_the_lesson_is_practised_in_exercises_that_there_are(part: list[str]) -> None:
    exercises = named(part[2])
    assert exercises
    assert set(exercises) <= set(EXERCISES)


def test_every_exercise_practises_some_part_and_stands_on_the_path_once() -> None:
    assert {name for row in rows(COVERAGE) for name in named(row[2])} == set(EXERCISES)
    on_the_path = [name for row in rows(PATH) for name in named(row[1])]
    assert on_the_path == sorted(on_the_path, key=["self_check", *EXERCISES].index)
    assert sorted(on_the_path) == sorted(EXERCISES)


def test_every_kind_of_part_is_there() -> None:
    kinds = {kind for row in rows(COVERAGE) for kind in row[1].split(", ")}
    assert kinds == {"concept", "code", "practical exercise", "engineering question", "self-assessment"}
