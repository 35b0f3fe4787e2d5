import pytest

from graders.gradebook.book import Gradebook
from graders.result import Outcome
from tests.gradebook.entries import check, entry


def test_who_gained_and_who_lost_is_told_check_by_check_with_the_words(book: Gradebook) -> None:
    half = [check("a", score=1.0), check("b", score=1.0)]
    book.add([entry("ada", *half), entry("ben", *half, source="y"), entry("cleo", *half, source="z")])
    lost = [check("a", score=0.5), check("b", score=1.0)]
    gained = [check("a", score=1.0), check("b", score=2.0, outcome="passed")]
    book.add(
        [
            entry("cleo", *half, source="z", version="v2"),
            entry("ben", *lost, source="y", version="v2"),
            entry("ada", *gained, version="v2"),
        ]
    )
    ada, ben, cleo = book.changes()
    assert [(one.student, one.gain) for one in (ada, ben, cleo)] == [("ada", 1.0), ("ben", -0.5), ("cleo", 0.0)]
    [of_ada], [of_ben] = ada.checks, ben.checks
    assert (of_ada.id, of_ada.gain, of_ben.id, of_ben.gain) == ("b", 1.0, "a", -0.5)
    assert of_ada.previous is not None
    assert of_ada.present is not None
    assert (of_ada.previous.message, of_ada.present.message) == ("wrong: 1.0", "passed: 2.0")
    assert cleo.checks == ()
    assert (ada.previous.summary.exercise_digest, ada.present.summary.exercise_digest) == ("v1", "v2")


def test_a_check_that_came_and_one_that_went_are_changes(book: Gradebook) -> None:
    book.add([entry("ada", check("old", score=2.0), check("same"))])
    book.add([entry("ada", check("same"), check("new", score=1.0), version="v2")])
    [change] = book.changes()
    new, old = change.checks
    assert (new.id, new.previous, new.gain) == ("new", None, 1.0)
    assert (old.id, old.present, old.gain) == ("old", None, -2.0)


def test_another_outcome_with_the_same_points_is_a_change(book: Gradebook) -> None:
    book.add([entry("ada", check(outcome="timed_out"))])
    book.add([entry("ada", check(outcome="wrong"), version="v2")])
    [change] = book.changes()
    assert [(one.previous and one.previous.outcome, one.gain) for one in change.checks] == [(Outcome.TIMED_OUT, 0.0)]


def test_a_new_submission_is_no_change_of_the_exercise(book: Gradebook) -> None:
    book.add([entry("ada", source="first"), entry("ben")])
    book.add([entry("ada", source="second", version="v2")])
    assert book.changes() == []


def test_the_submission_that_counts_now_is_compared_even_if_another_was_graded_in_between(book: Gradebook) -> None:
    book.add([entry("ada", check(score=0.0), source="first")])
    book.add([entry("ada", check(score=2.0), source="second")])
    book.add([entry("ada", check(score=1.0), source="first", version="v2")])
    [change] = book.changes()
    assert (change.previous.summary.score, change.present.summary.score) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("since", "versions"),
    [(None, [("v2", "v3")]), (1000.0, [("v1", "v3")]), (1001.5, [("v2", "v3")]), (1002.0, []), (999.0, [])],
)
def test_a_time_picks_the_version_to_compare_with(
    book: Gradebook, since: float | None, versions: list[tuple[str, str]]
) -> None:
    for version in ("v1", "v2", "v3"):  # graded at 1000, 1001 and 1002
        book.add([entry("ada", version=version)])
    found = book.changes(since)
    assert [(one.previous.summary.exercise_digest, one.present.summary.exercise_digest) for one in found] == versions


def test_changes_are_in_order_of_exercise_and_student(book: Gradebook) -> None:
    places = [(exercise, student) for exercise in ("ex2", "ex3") for student in ("ada", "ben", "cleo")]
    for version in ("v1", "v2"):
        book.add([entry(student, exercise=exercise, version=version) for exercise, student in reversed(places)])
    assert [(one.exercise, one.student) for one in book.changes()] == places
