import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Entry
from graders.gradebook.history import present
from tests.gradebook.entries import check, entry, hand_in, ticking

entries = st.builds(
    entry,
    st.sampled_from(["ada", "ben"]),
    exercise=st.sampled_from(["ex2", "ex3"]),
    source=st.sampled_from(["a", "b", "c"]),
    submitted_at=st.sampled_from([1.0, 2.0]),
)


def test_a_student_nobody_knows_has_no_history(book: Gradebook) -> None:
    book.add([entry("ada")])
    assert book.history("ben") == []


def test_a_history_has_every_attempt_with_its_time_and_every_result_with_its_version(book: Gradebook) -> None:
    book.add([entry("ada", check(score=0.0), source="first", submitted_at=10.0)])
    book.add([entry("ada", check(score=2.0), source="second", submitted_at=20.0)])
    book.add([entry("ada", check(score=1.0), source="second", submitted_at=20.0, version="v2")])
    first, second = book.history("ada")
    assert (first.submitted_at, first.first_seen_at, first.label) == (10.0, 1000.0, "ada/ex2.py")
    assert [(one.graded_at, one.summary.exercise_digest, one.summary.score) for one in second.gradings] == [
        (1001.0, "v1", 2.0),
        (1002.0, "v2", 1.0),
    ]
    assert second.last.summary.grader == "0.1.0"


def test_what_a_student_goes_back_to_is_present_again_as_an_attempt_with_a_time_of_its_own(book: Gradebook) -> None:
    for source, submitted_at in (("first", 10.0), ("second", 20.0), ("first", 30.0)):
        hand_in(book, entry("ada", source=source, submitted_at=submitted_at))
    first, second, again = book.history("ada")
    assert present(book.history()) == [again]
    assert [one.submitted_at for one in (first, second, again)] == [10.0, 20.0, 30.0]
    assert (first.work == again.work, first.work == second.work) == (True, False)
    assert [len(one.gradings) for one in (first, second, again)] == [1, 1, 1]


@pytest.mark.parametrize("submitted_at", [9.0, 10.0, 11.0])
def test_what_was_graded_last_is_present_whatever_the_time_of_its_file(book: Gradebook, submitted_at: float) -> None:
    book.add([entry("ada", source="first", submitted_at=10.0)])
    book.add([entry("ada", source="second", submitted_at=submitted_at)])
    assert [one.digest for one in present(book.history())] == [entry(source="second").digest]


def test_an_exercise_that_is_changed_back_gives_back_the_result_before(book: Gradebook) -> None:
    for version in ("v1", "v2", "v1"):
        hand_in(book, entry("ada", version=version))
    [attempt] = book.history("ada")
    assert [one.summary.exercise_digest for one in attempt.gradings] == ["v1", "v2", "v1"]


def test_each_exercise_of_each_student_has_its_own_present(book: Gradebook) -> None:
    book.add([entry("ben", exercise="ex3"), entry("ada", exercise="ex3"), entry("ben"), entry("ada")])
    assert [(one.exercise, one.student) for one in present(book.history())] == [
        ("ex2", "ada"),
        ("ex2", "ben"),
        ("ex3", "ada"),
        ("ex3", "ben"),
    ]


@settings(max_examples=40)
@given(st.lists(entries, max_size=8, unique_by=lambda one: (one.student, one.exercise)), st.randoms())
def test_a_history_does_not_depend_on_the_order_in_which_workers_were_done(batch: list[Entry], random: object) -> None:
    other = sorted(batch, key=lambda _: random.random())  # type: ignore[attr-defined]
    assert shown(batch) == shown(other)


def shown(batch: list[Entry]) -> list[tuple[str, str, float, str]]:
    with (
        tempfile.TemporaryDirectory() as folder,
        Gradebook.open(Path(folder) / "grades.db", clock=ticking().__next__) as book,
    ):
        for one in batch:
            book.add([one])
        found = book.history()
    assert [(one.exercise, one.student, one.submitted_at) for one in found] == sorted(
        (one.exercise, one.student, one.submitted_at) for one in batch
    )
    return [(one.exercise, one.student, one.submitted_at, one.digest) for one in found]
