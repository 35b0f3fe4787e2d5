"""The reports of a class of any size take little more memory than those of a small one."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.analysis.register import Register
from graders.analysis.roll import Student
from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Entry, Result
from graders.gradebook.history import Summary
from graders.gradebook.record import made_out
from graders.grading import class_reports
from graders.grading.class_list import ClassList
from graders.grading.class_reports import ClassReports
from graders.grading.reports_folder import INDEX, ReportsFolder, write_page
from graders.grading.standing import page_version
from graders.policy import Policy
from graders.reporting.record import record
from tests.reporting.classes import EX2, results

WORK = [graded for graded in results() if graded.exercise == EX2.name]
FEW, MANY = 500, 1500
MOST = 800
"""Bytes that a submission more may cost: its places in columns and findings, and tuples that Python keeps for reuse."""


def entry(number: int) -> Entry:
    """Return the work of a student, one of a few kinds."""
    graded = WORK[number % len(WORK)]
    summary = Summary(
        exercise_digest="v1",
        grader="",
        seed=0,
        level=graded.level,
        outcome=graded.outcome,
        score=graded.score,
        max_score=graded.max_score,
    )
    return Entry(
        student=f"student{number:05}",
        exercise=EX2.name,
        digest="",
        label=f"student{number:05}/ex2.py",
        submitted_at=float(number),
        key=str(number % len(WORK)),
        result=Result(summary=summary, record=record(graded)),
    )


def peak(folder: Path, students: int) -> int:
    """Return how many bytes the reports of a class take at a time, all pages being there."""
    handed_in = [entry(number) for number in range(students)]
    names = {one.student: None for one in handed_in}
    folder.mkdir()
    with Gradebook.open(folder / "gradebook.sqlite", clock=lambda: 0.0) as book:
        book.add(handed_in)
        reports = ReportsFolder(folder / "reports", book, names)
        for one in handed_in:
            path = reports.page_path(one.student, one.exercise)
            write_page(reports.place(path), b"")
            assert one.result is not None
            told = made_out(one.result.record, student=one.student, submission=one.label)
            reports.note_page(path, page_version(one.key, told))
        del handed_in
        gc.collect()
        tracemalloc.start()
        try:
            class_list = ClassList(title="A class", names=names, strangers=[], left_over=[], gone=[])
            ClassReports(reports, book, [EX2], Policy()).write(class_list, anonymous=False)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


def bytes_a_submission(folder: Path) -> float:
    """Return by how many bytes the reports grow with each submission, once all is loaded that they need.

    That goes for Python's own table of names as well, which takes two megabytes at once where it grows: not twice in a
    row.
    """
    peak(folder / "first", MANY)
    few, many = (
        min(peak(folder / name, students), peak(folder / f"{name} again", students))
        for name, students in (("few", FEW), ("many", MANY))
    )
    return (many - few) / (MANY - FEW)


def test_a_submission_more_costs_little_memory(tmp_path: Path) -> None:
    assert bytes_a_submission(tmp_path) < MOST
    assert (tmp_path / "many" / "reports" / INDEX).read_text().count('<tr><th scope="row">student0') == MANY


class Kept(Register):
    """Does what the reports must not do: keeps every student whom it made."""

    def __iter__(self) -> Iterator[Student]:
        self.kept = list(super().__iter__())
        return iter(self.kept)


def test_a_class_that_is_kept_as_objects_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_reports, "Register", Kept)
    assert bytes_a_submission(tmp_path) > MOST
