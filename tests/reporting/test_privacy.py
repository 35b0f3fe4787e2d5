"""The page of a student holds nothing of anybody else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graders.exercise import Exercise
from graders.reporting.page import page
from tests.reporting.classes import EX2, EX4, SMALL, results

EXERCISES: Mapping[str, Exercise] = {exercise.name: exercise for exercise in (EX2, EX4)}
PAGES = {(one.student, one.exercise): page(one, EXERCISES[one.exercise]) for one in results()}
NAMES = {student.id: (student.id, student.label) for student in SMALL.students}


def _others(text: str, owner: str | None) -> list[str]:
    """Return the ids and names in a text that are not its owner's."""
    return [
        name
        for id_, names in NAMES.items()
        if id_ != owner
        for name in names
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)
    ]


def test_no_page_of_a_class_names_another_student() -> None:
    assert len(PAGES) == 20
    assert {key: found for key, text in PAGES.items() if (found := _others(text, key[0]))} == {}


def test_a_name_of_another_would_be_seen() -> None:
    text = PAGES["ada", "ex2"]
    for name in ("ben", "Ben Okri", "Gil Ó Murchú"):
        assert name in _others(text.replace("</main>", f"<p>{name}/ex2.py</p></main>"), "ada")
    assert "ada" in _others(text, "ben")
