import pytest

from graders.analysis.stage import Stage, next_stage
from graders.exercise import Exercise
from graders.result import FILE_CHECK, CheckResult, Graded, Outcome, Rating


def exercise(name: str, *builds_on: str) -> Exercise:
    return Exercise(name=name, title=name, task="", checks=(), builds_on=builds_on)


def stage(name: str, *outcomes: Outcome, builds_on: tuple[str, ...] = (), failed: bool = False) -> Stage:
    checks = tuple(
        CheckResult(id=f"c{number}", title="", outcome=outcome, score=0, max_score=1, message="")
        for number, outcome in enumerate(outcomes)
    )
    graded = Graded(name, name, f"{name}.py", None, "confined", 0, checks) if outcomes else None
    return Stage(exercise(name, *builds_on), f"{name}.py", graded, failed)


DONE = (Outcome.PASSED, Outcome.NEEDS_REVIEW)
EMPTY = (Outcome.MISSING, Outcome.NOT_RUN)


@pytest.mark.parametrize(
    ("outcomes", "begun"),
    [
        ((), False),
        (EMPTY, False),
        ((*EMPTY, Outcome.WRONG), True),
        ((*EMPTY, Outcome.PASSED), True),
        ((Outcome.RAISED,), True),
    ],
)
def test_a_starter_with_nothing_filled_in_is_not_begun(outcomes: tuple[Outcome, ...], begun: bool) -> None:
    assert stage("ex1", *outcomes).is_begun is begun


def test_a_file_that_does_not_run_shows_work() -> None:
    graded = stage("ex1", *EMPTY).graded
    assert graded is not None
    check = graded.checks[0]._replace(id=FILE_CHECK, outcome=Outcome.RAISED, max_score=0)
    assert Stage(exercise("ex1"), "ex1.py", graded._replace(checks=(check, *graded.checks))).is_begun


def test_what_a_person_has_still_to_read_is_done_for_the_student() -> None:
    assert stage("ex1", *DONE).is_done
    assert not stage("ex1", *DONE, Outcome.NOT_RUN).is_done
    assert not stage("ex1").is_done


@pytest.mark.parametrize(
    ("stars", "outcome", "begun", "done"),
    [
        ((None, None), Outcome.MISSING, False, False),
        ((None, None), Outcome.WRONG, True, False),
        ((4, None), Outcome.MISSING, True, False),
        ((4, 5), Outcome.PASSED, True, True),
    ],
)
def test_a_self_check_is_begun_with_the_first_item_and_done_with_all(
    stars: tuple[int | None, ...], outcome: Outcome, begun: bool, done: bool
) -> None:
    check = CheckResult(id="r", title="", outcome=outcome, score=0, max_score=0, message="")
    ratings = tuple(Rating("an item", given) for given in stars)
    graded = Graded("self", "self", "self.py", None, "confined", 0, (check,), ratings=ratings)
    rated = Stage(exercise("self"), "self.py", graded)
    assert (rated.is_begun, rated.is_done) == (begun, done)


def test_the_next_exercise_is_the_first_that_builds_on_nothing_undone() -> None:
    first, second = stage("ex1", *DONE), stage("ex2", Outcome.WRONG)
    blocked, free = stage("ex3", *EMPTY, builds_on=("ex2",)), stage("ex4", *EMPTY, builds_on=("ex1",))
    assert next_stage([first, second, blocked, free]) is second
    assert next_stage([blocked, free, second, first]) is free
    assert next_stage([first]) is None


def test_what_cannot_be_graded_does_not_come_next() -> None:
    broken = stage("ex1", failed=True)
    assert next_stage([broken, stage("ex2", builds_on=("ex1",))]) is None
