"""The table of a class: a row for each student, a column for each exercise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import quote

from graders.analysis.roll import HandedIn, Roll, Student
from graders.reporting import verdict
from graders.reporting.phrases import number
from graders.reporting.verdict import Verdict
from graders.result import Outcome


class Column(NamedTuple):
    """An exercise: its name, its title, and the points it has, in words."""

    name: str
    title: str
    points: str


class Cell(NamedTuple):
    """What became of a submission. ``score`` is empty where the grader failed, ``page`` an address that is quoted."""

    page: str
    score: str
    verdict: Verdict
    late: bool


class Row(NamedTuple):
    """A student; a cell is None where nothing was handed in. ``id`` is empty where the label tells it already.

    A ``stranger`` is not on the roster. The ``total`` is ``open`` while points wait for a person.
    """

    label: str
    id: str
    stranger: bool
    cells: tuple[Cell | None, ...]
    total: str
    open: bool


class StudentTable(NamedTuple):
    """The whole table, its rows to be looked at once; ``max_total`` in words."""

    columns: tuple[Column, ...]
    rows: Iterator[Row]
    max_total: str


def student_table(roll: Roll) -> StudentTable:
    """Return the table, students in the order of the roll."""
    return StudentTable(
        columns=tuple(Column(exercise.name, exercise.title, number(exercise.max_score)) for exercise in roll.exercises),
        rows=(_row(student, stranger=student.id in roll.strangers) for student in roll.students),
        max_total=number(roll.max_total),
    )


def address(page: str) -> str:
    """Return the path of a page as a relative URL, of which no part is taken for a scheme or a host.

    See RFC 3986, section 4.2.
    """
    return "/".join(quote(part, safe="") for part in page.split("/") if part)


def _row(student: Student, *, stranger: bool) -> Row:
    return Row(
        label=student.label,
        id=student.id if student.name else "",
        stranger=stranger,
        cells=tuple(_cell(one) if one else None for one in student.handed_in),
        total=number(student.total),
        open=any(work.open_points for work in student.work),
    )


def _cell(one: HandedIn) -> Cell:
    work = one.work
    return Cell(
        page=address(one.page),
        score="" if work.outcome is Outcome.GRADER_FAILED else number(work.score),
        verdict=verdict.of_submission(work),
        late=work.late_factor < 1,
    )
