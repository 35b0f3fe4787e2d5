"""What the gradebook remembers of the folder that reports are written to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from graders.grading.reports_folder import CAUSES, GRADES, INDEX, JUNIT, RECORDS, ReportsFolder


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "gradebook.sqlite", clock=lambda: 0.0) as book:
        yield book


@pytest.fixture
def folder(tmp_path: Path, book: Gradebook) -> ReportsFolder:
    """Return a folder with the reports of a class of two."""
    folder = ReportsFolder(tmp_path, book, ["ada", "ben"])
    for path in (INDEX, GRADES, RECORDS, CAUSES, JUNIT):
        folder.write_parts(path, [])
    for student in ("ada", "ben"):
        folder.write_parts(folder.page_path(student, "ex2"), [])
        folder.note_page(folder.page_path(student, "ex2"), "v1")
    folder.remember("one")
    return folder


def test_reports_are_current_for_what_they_were_written_for_while_each_is_there(folder: ReportsFolder) -> None:
    assert folder.are_current("one")
    assert not folder.are_current("another")
    folder.place("ada/ex2.html").unlink()
    assert not folder.are_current("one")


def test_the_page_of_somebody_who_left_the_class_may_be_deleted(
    folder: ReportsFolder, tmp_path: Path, book: Gradebook
) -> None:
    folder.place("ben/ex2.html").unlink()
    rest = ReportsFolder(tmp_path, book, ["ada"])
    rest.remember("without ben")
    assert rest.are_current("without ben")
