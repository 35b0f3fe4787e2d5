"""The grades of a class as CSV (RFC 4180): numbers as numbers, and no text that a spreadsheet would compute."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from graders.analysis.roll import HandedIn, Roll, Student, Work
from graders.reporting.moment import utc
from graders.reporting.phrases import number
from graders.result import Outcome
from graders.spreadsheet import harmless

NOT_HANDED_IN = "not_handed_in"
"""Stands in the place of an outcome."""

_DETAILS = ("outcome", "open", "late_factor", "submitted_at")


def grades(roll: Roll) -> Iterator[bytes]:
    """Yield a line for each student, in the order of the roll, as UTF-8 with a byte order mark for spreadsheets.

    docs/results.md describes the columns.
    """
    yield codecs.BOM_UTF8
    yield _line(map(harmless, _header(roll)))
    for student in roll.students:
        yield _line(_row(student, roll))


def _line(cells: Iterable[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow(cells)
    return text.getvalue().encode("utf-8")


def _header(roll: Roll) -> Iterator[str]:
    names = [exercise.name for exercise in roll.exercises]
    yield from ("student", "name", *names, "total", "max_total")
    yield from (f"{name} {detail}" for name in names for detail in _DETAILS)


def _row(student: Student, roll: Roll) -> Iterator[str]:
    yield from (harmless(student.id), harmless(student.name or ""))
    yield from map(_score, student.handed_in)
    complete = not any(map(_has_fault_of_ours, student.work))
    yield from (number(student.total) if complete else "", number(roll.max_total))
    for one in student.handed_in:
        yield from _details(one)


def _score(one: HandedIn | None) -> str:
    return "" if one is None or _has_fault_of_ours(one.work) else number(one.work.score)


def _has_fault_of_ours(work: Work) -> bool:
    """Say whether a score would pass off the grader's failure as the student's."""
    return work.outcome is Outcome.GRADER_FAILED


def _details(one: HandedIn | None) -> tuple[str, str, str, str]:
    if one is None:
        return NOT_HANDED_IN, "", "", ""
    work = one.work
    return work.outcome.value, number(work.open_points), number(work.late_factor), utc(one.submitted_at)
