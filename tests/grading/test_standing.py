import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Entry, Result
from graders.gradebook.review import Review
from graders.grading.standing import Standing, page_version, standings
from graders.policy import Attempts, Policy
from graders.record import to_record
from graders.result import CheckResult, Graded, Outcome
from tests.gradebook.entries import entry, ticking


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "grades.db", clock=ticking().__next__) as opened:
        yield opened


def attempt(source: str, score: float) -> Entry:
    """Return what ada handed in: a check with this score of 4, and one of 2 points that waits for a person."""
    automatic = CheckResult(id="y", title="Y", outcome=Outcome.WRONG, score=score, max_score=4, message="")
    waiting = automatic._replace(id="why", outcome=Outcome.NEEDS_REVIEW, score=0, max_score=2, provisional=True)
    graded = Graded(
        exercise="ex2",
        title="T",
        submission="ada/ex2.py",
        student="ada",
        level="confined",
        seed=0,
        checks=(automatic, waiting),
    )
    made = entry("ada", source=source)
    assert made.result is not None
    summary = made.result.summary._replace(score=graded.score, max_score=graded.max_score, outcome=graded.outcome)
    return made._replace(result=Result(summary=summary, record=json.dumps(to_record(graded))))


def give(book: Gradebook, handed_in: Entry, score: float) -> None:
    """Let a person give ada points for the check that waits."""
    given = Review(
        student="ada", exercise="ex2", check="why", digest=handed_in.digest, score=score, comment="", reviewer="Grace"
    )
    book.add_reviews([given])


def stands(book: Gradebook, rule: Attempts) -> Standing:
    [found] = standings(book, Policy(attempts=rule))
    return found


def test_points_of_a_person_count_with_the_attempt_that_was_read(book: Gradebook) -> None:
    first, second = attempt("first", 3), attempt("second", 2)
    book.add([first])
    book.add([second])
    assert stands(book, Attempts.LAST).counted.score == 2
    give(book, first, 1.5)
    assert (stands(book, Attempts.LAST).counted.score, stands(book, Attempts.LAST).reviews) == (2, ())
    assert stands(book, Attempts.BEST).counted.score == 4.5
    give(book, second, 2)
    assert [stands(book, rule).counted.score for rule in Attempts] == [4, 4.5]
    record = stands(book, Attempts.LAST).result(book)[1]
    assert stands(book, Attempts.LAST).version(record) != page_version(second.key, record)


def test_points_of_a_person_count_again_when_the_student_goes_back_to_what_was_read(book: Gradebook) -> None:
    first, second = attempt("first", 3), attempt("second", 2)
    book.add([first])
    give(book, first, 2)
    book.add([second])
    book.add([first])
    assert [stands(book, rule).counted.number for rule in Attempts] == [2, 0]
    assert [stands(book, rule).counted.score for rule in Attempts] == [5, 5]
