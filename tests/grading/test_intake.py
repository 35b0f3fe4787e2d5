"""What a class handed in, told apart by what the gradebook knows."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Result
from graders.grading.intake import Conditions, Intake, receive, take_in
from graders.level import Level
from graders.result import Outcome
from graders.submissions.folder import find, read
from graders.submissions.roster import Roster, Student
from tests.cli.pupils import FEW, hand_in
from tests.gradebook.entries import entry
from tests.reporting.altered import replace

TERMS = Conditions(exercises={"ex2": "digest of ex2"}, seed=0, level=Level.PROCESS)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "book.sqlite", clock=lambda: 1.0) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return hand_in(tmp_path / "class", FEW)


def taken_in(folder: Path, book: Gradebook, *, regrade: bool = False) -> Intake:
    return take_in(find(folder, ["ex2"]).found, TERMS, book, None, regrade=regrade)


def grade(folder: Path, book: Gradebook, student: str, outcome: Outcome = Outcome.PASSED) -> None:
    """Give the submission of a student a result in the book, as if it were somebody else's."""
    [found] = (one for one in find(folder, ["ex2"]).found if one.student == student)
    result = entry().result
    assert result is not None
    known = Result(summary=replace(result.summary, outcome=outcome), record=result.record)
    book.add([replace(receive(found, read(found), TERMS).entry(known), student="somebody else")])


def waiting(intake: Intake) -> list[str]:
    return [found.student for found in intake.waiting]


def test_what_the_book_has_no_result_for_waits_and_the_rest_is_entered(folder: Path, book: Gradebook) -> None:
    grade(folder, book, "ben")
    intake = taken_in(folder, book)
    assert waiting(intake) == ["ada", "dan", "kim"]
    assert [attempt.student for attempt in book.history()] == ["ben", "somebody else"]
    assert intake.names == dict.fromkeys([*FEW, "somebody else"])


def test_what_the_grader_failed_in_waits_once_more(folder: Path, book: Gradebook) -> None:
    grade(folder, book, "ben", Outcome.GRADER_FAILED)
    assert waiting(taken_in(folder, book)) == list(FEW)


def test_to_grade_again_everything_waits(folder: Path, book: Gradebook) -> None:
    grade(folder, book, "ben")
    assert waiting(taken_in(folder, book, regrade=True)) == list(FEW)


def test_a_class_larger_than_one_question_to_the_book_is_taken_in_whole(tmp_path: Path, book: Gradebook) -> None:
    folder = hand_in(tmp_path / "large", {f"s{number:04}": FEW["ada"] for number in range(1001)})
    grade(folder, book, "s0000")
    assert waiting(taken_in(folder, book)) == []
    assert len(book.history()) == 1002


def test_who_handed_in_work_and_is_not_on_the_roster_is_a_stranger(folder: Path, book: Gradebook) -> None:
    assert taken_in(folder, book).strangers == []
    roster = Roster(tuple(Student(id=id_, name="") for id_ in ("ben", "zoe")))
    intake = take_in(find(folder, ["ex2"], roster).found, TERMS, book, roster, regrade=False)
    assert intake.strangers == ["ada", "dan", "kim"]


def test_what_cannot_be_read_is_told_and_names_nobody(folder: Path, book: Gradebook) -> None:
    found = find(folder, ["ex2"]).found
    (folder / "ben" / "ex2.py").unlink()
    intake = take_in(found, TERMS, book, None, regrade=False)
    assert [(line.label, line.why) for line in intake.unreadable] == [("ben/ex2.py", "No such file or directory")]
    assert set(intake.names) == FEW.keys() - {"ben"}
