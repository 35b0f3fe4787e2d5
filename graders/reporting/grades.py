"""The grades of a class as CSV (RFC 4180): numbers as numbers, and no text that a spreadsheet would compute."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

from graders.analysis.roll import Roll, Student, Work
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
    yield from (_score(entry) for entry in student.entries)
    complete = not any(map(_has_fault_of_ours, student.handed_in))
    yield from (number(student.total) if complete else "", number(roll.max_total))
    for entry in student.entries:
        yield from _details(entry)


def _score(entry: Work | None) -> str:
    return "" if entry is None or _has_fault_of_ours(entry) else number(entry.score)


def _has_fault_of_ours(entry: Work) -> bool:
    """Say whether a score would pass off the grader's failure as the student's."""
    return entry.outcome is Outcome.GRADER_FAILED


def _details(entry: Work | None) -> tuple[str, str, str, str]:
    if entry is None:
        return NOT_HANDED_IN, "", "", ""
    return entry.outcome.value, number(entry.open_points), number(entry.late_factor), utc(entry.submitted_at)
