from __future__ import annotations

import pytest

from graders.reporting.class_table import address, student_table
from tests.reporting.classes import SMALL

TABLE = student_table(SMALL)
ROWS = {row.id or row.label: row for row in TABLE.rows}


def test_students_are_rows_and_exercises_columns() -> None:
    assert [(column.name, column.points) for column in TABLE.columns] == [("ex2", "7"), ("ex4", "8")]
    assert list(ROWS) == [student.id for student in SMALL.students]


def test_a_cell_leads_to_the_page_and_says_verdict_and_points() -> None:
    ada, lee = ROWS["ada"].cells[0], ROWS["lee"].cells[0]
    assert ada is not None
    assert lee is not None
    assert (ada.page, ada.score, ada.verdict.word, ada.late) == ("ada/ex2.html", "7", "passed", False)
    assert (lee.score, lee.verdict.word, lee.late) == ("2.25", "partly", True)


def test_missing_work_has_no_cell() -> None:
    assert ROWS["kim"].cells == (None, None)


def test_a_fault_of_the_grader_shows_no_points() -> None:
    cell = ROWS["gil"].cells[1]
    assert cell is not None
    assert (cell.score, cell.verdict.word) == ("", "grader fault")


def test_who_is_not_on_the_roster_is_marked() -> None:
    assert [id_ for id_, row in ROWS.items() if row.stranger] == ["eve"]


def test_a_total_is_open_while_points_wait_for_a_person() -> None:
    assert {id_ for id_, row in ROWS.items() if row.open} == {"ben", "eve", "gil", "jo", "lee"}


@pytest.mark.parametrize(
    ("page", "quoted"),
    [
        ("ada/ex2.html", "ada/ex2.html"),
        ("javascript:alert(1)/ex2.html", "javascript%3Aalert%281%29/ex2.html"),
        ("//example.org/ex2.html", "example.org/ex2.html"),
        ("ada lovelace/ex2.html?a#b", "ada%20lovelace/ex2.html%3Fa%23b"),
        ("Gil Ó/100%.html", "Gil%20%C3%93/100%25.html"),
    ],
)
def test_a_path_becomes_an_address_without_a_scheme(page: str, quoted: str) -> None:
    assert address(page) == quoted
