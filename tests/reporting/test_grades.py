from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.analysis.roll import Roll
from graders.printable import one_line
from graders.reporting.grades import grades as lines
from graders.spreadsheet import plain
from tests.analysis.classes import exercise, handed_in, mark, roll, student
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL, hostile_class

Rows = dict[str, dict[str, str]]


def grades(klass: Roll) -> bytes:
    """Return the table of a class as a whole."""
    return b"".join(lines(klass))


def _rows(klass: Roll) -> Rows:
    text = grades(klass).decode("utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(io.StringIO(text, newline=""), strict=True)}


def test_grades_look_as_they_did(agrees: Callable[[str, str], None]) -> None:
    agrees(grades(SMALL).decode("utf-8-sig").replace("\r\n", "\n"), "grades.csv")


def test_every_student_has_a_line_and_every_exercise_its_columns() -> None:
    rows = _rows(SMALL)
    assert list(rows) == [person.id for person in SMALL.students]
    assert list(rows["ada"])[:6] == ["student", "name", "ex2", "ex4", "total", "max_total"]
    assert list(rows["ada"])[6:10] == ["ex2 outcome", "ex2 open", "ex2 late_factor", "ex2 submitted_at"]


def test_scores_are_numbers_and_missing_work_is_empty_not_zero() -> None:
    rows = _rows(SMALL)
    assert [float(rows["lee"][column]) for column in ("ex2", "ex4", "total")] == [2.25, 7.2, 9.45]
    assert (rows["fay"]["ex2"], rows["fay"]["ex2 outcome"], rows["fay"]["ex4"]) == ("", "not_handed_in", "6")
    assert rows["dmitri"]["ex2"] == "0"


def test_a_fault_of_the_grader_gives_no_score_and_no_total() -> None:
    row = _rows(SMALL)["gil"]
    assert (row["ex4"], row["total"], row["ex4 outcome"], row["ex4 open"]) == ("", "", "grader_failed", "2")
    assert row["ex2"] == "2.5"


def test_times_are_in_utc() -> None:
    assert _rows(SMALL)["ada"]["ex2 submitted_at"] == "2026-09-21T14:13:20Z"


def test_a_time_that_no_calendar_has_is_a_number_of_seconds() -> None:
    ada, *others = SMALL.students
    handed_in = tuple(one and replace(one, submitted_at=3e11) for one in ada.handed_in)
    klass = replace(SMALL, students=(replace(ada, handed_in=handed_in), *others))
    assert _rows(klass)["ada"]["ex2 submitted_at"] == "300000000000 s since 1970"


@pytest.mark.parametrize("first", ["=", "\t", "\uff1d"])
def test_a_text_that_could_be_a_formula_is_made_harmless(first: str) -> None:
    klass = roll([exercise(f"{first}ex")], [student(f"{first}id", None, name=f"{first}name")])
    [row] = _rows(klass).values()
    assert (row["student"], row["name"]) == (f"'{first}id", f"'{first}name")
    assert f"'{first}ex" in row


def test_a_semicolon_separates_no_formula_from_a_name() -> None:
    assert b";=" not in grades(roll([exercise("ex")], [student("bob;=cmd()", None, name="Bob;=cmd()")]))


def test_a_negative_number_stays_a_number() -> None:
    klass = roll([exercise()], [student("ada", handed_in(mark("a", -1)))])
    assert _rows(klass)["ada"]["ex1"] == "-1"


@given(st.text(), st.text())
def test_any_text_comes_back_from_its_cell(id_: str, name: str) -> None:
    id_, name = one_line(id_), one_line(name)
    [row] = _rows(roll([exercise()], [student(id_, None, name=name or None)])).values()
    assert (plain(row["student"]), plain(row["name"])) == (id_, name)


def test_spreadsheets_are_told_the_encoding() -> None:
    assert grades(SMALL).startswith(b"\xef\xbb\xbfstudent,name,")


def test_no_cell_of_a_hostile_class_begins_a_formula() -> None:
    text = grades(hostile_class("=cmd()|'/C calc'!A0")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert sum("cmd()" in cell for cell in cells) > 5
    assert not any(cell.startswith(("=", "+", "@")) for cell in cells)


def test_the_same_class_gives_the_same_bytes() -> None:
    assert grades(SMALL) == grades(replace(SMALL))
