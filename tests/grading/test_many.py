"""Many submissions through an engine into a gradebook, whatever happens on the way."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.gradebook.history import present
from graders.grading.course import Course
from graders.grading.grade import Prepared, prepare
from graders.grading.intake import Conditions, Received, receive
from graders.grading.many import grade_many
from graders.grading.versions import digest
from graders.grading.worker import Done, Task, Worker, published
from graders.level import Level
from graders.result import Outcome
from graders.sandbox.runner import Sandbox
from graders.submissions.findings import Found
from graders.submissions.folder import find, read
from tests.cli.pupils import COURSE, FEW, RIGHT, hand_in

EX2 = Course(COURSE)


class OneByOne:
    """An engine without processes of its own: the worker of a pool, here."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        for submission, page in tasks:
            yield published(*self._worker.grade(submission), page)


@pytest.fixture(scope="module")
def prepared(sandbox: Sandbox) -> Prepared:
    return prepare(EX2.exercise("ex2"), EX2.solution("ex2"), spec="ex2.yaml", seed=0, sandbox=sandbox)


@pytest.fixture(scope="module")
def engine(prepared: Prepared) -> Iterator[OneByOne]:
    with Worker({"ex2": prepared}, Level.PROCESS) as worker:
        yield OneByOne(worker)


@pytest.fixture
def conditions() -> Conditions:
    return Conditions(exercises={"ex2": digest(EX2, "ex2")}, seed=0, level=Level.PROCESS)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(tmp_path / "book.sqlite", clock=iter(range(1_000_000, 0, -1)).__next__) as opened:
        yield opened


def nothing(_received: Received, _done: Done) -> None:
    """Take no notice of a result."""


def found_in(folder: Path) -> Sequence[tuple[Found, Path]]:
    return [(one, folder / f"{one.student}.html") for one in find(folder, ["ex2"]).found]


def outcomes(book: Gradebook) -> dict[str, Outcome]:
    return {one.student: one.last.summary.outcome for one in present(book.history())}


def test_every_result_is_told_and_kept(
    engine: OneByOne, conditions: Conditions, book: Gradebook, tmp_path: Path
) -> None:
    waiting = found_in(hand_in(tmp_path / "class", FEW))
    told = {}

    def finished(received: Received, done: Done) -> None:
        told[received.found.student] = done.outcome

    assert grade_many(waiting, conditions, engine=engine, book=book, finished=finished) == []
    assert told == outcomes(book)
    assert told == {
        "ada": Outcome.PASSED,
        "ben": Outcome.WRONG,
        "dan": Outcome.RAISED,
        "kim": Outcome.NEEDS_REVIEW,
    }


def test_a_file_that_is_gone_by_its_turn_is_told_and_the_others_are_graded(
    engine: OneByOne, conditions: Conditions, book: Gradebook, tmp_path: Path
) -> None:
    folder = hand_in(tmp_path / "class", FEW)
    waiting = found_in(folder)
    (folder / "ben" / "ex2.py").unlink()
    [lost] = grade_many(waiting, conditions, engine=engine, book=book, finished=nothing)
    assert (lost.label, lost.why) == ("ben/ex2.py", "No such file or directory")
    assert outcomes(book).keys() == FEW.keys() - {"ben"}


def test_what_counts_is_what_was_graded_and_not_what_was_found(
    engine: OneByOne, conditions: Conditions, book: Gradebook, tmp_path: Path
) -> None:
    folder = hand_in(tmp_path / "class", {"ben": FEW["ben"]})
    waiting = found_in(folder)
    [(ben, _)] = waiting
    before = receive(ben, read(ben), conditions).digest
    hand_in(folder, {"ben": RIGHT})
    grade_many(waiting, conditions, engine=engine, book=book, finished=nothing)
    assert outcomes(book) == {"ben": Outcome.PASSED}
    [attempt] = book.history()
    assert attempt.digest == receive(ben, read(ben), conditions).digest != before


@pytest.mark.parametrize("fault", [GradersError, KeyboardInterrupt])
def test_what_is_finished_is_kept_when_the_run_is_cut_short(
    engine: OneByOne, conditions: Conditions, book: Gradebook, tmp_path: Path, fault: type[BaseException]
) -> None:
    waiting = found_in(hand_in(tmp_path / "class", FEW))

    def finished(received: Received, _done: Done) -> None:
        if received.found.student == "ben":
            raise fault

    with pytest.raises(fault):
        grade_many(waiting, conditions, engine=engine, book=book, finished=finished)
    assert outcomes(book).keys() == {"ada", "ben"}


def test_a_clock_that_goes_backwards_does_not_change_which_result_is_the_present_one(
    engine: OneByOne, conditions: Conditions, book: Gradebook, tmp_path: Path
) -> None:
    folder = tmp_path / "class"
    for source in (FEW["ben"], RIGHT):
        waiting = found_in(hand_in(folder, {"ben": source}))
        grade_many(waiting, conditions, engine=engine, book=book, finished=nothing)
    first, second = sorted(book.history(), key=lambda attempt: attempt.last.number)
    assert first.last.graded_at > second.last.graded_at
    assert outcomes(book) == {"ben": Outcome.PASSED}
