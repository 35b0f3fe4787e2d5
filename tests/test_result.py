import pytest

from graders.result import CheckResult, Fault, Graded, Outcome


def check(outcome: Outcome, score: float = 0.0) -> CheckResult:
    return CheckResult(id="a", title="A", outcome=outcome, score=score, max_score=0.1, message="m")


def graded(*checks: CheckResult) -> Graded:
    return Graded(
        exercise="ex1",
        title="One",
        submission="ex1.py",
        student=None,
        level="confined",
        seed=0,
        checks=checks,
    )


@pytest.mark.parametrize(
    ("outcomes", "worst"),
    [
        ([], Outcome.PASSED),
        ([Outcome.PASSED, Outcome.NEEDS_REVIEW], Outcome.NEEDS_REVIEW),
        ([Outcome.WRONG, Outcome.NOT_RUN], Outcome.WRONG),
        ([Outcome.GRADER_FAILED, Outcome.TIMED_OUT], Outcome.GRADER_FAILED),
    ],
)
def test_the_outcome_of_a_submission_is_the_worst_of_its_checks(outcomes: list[Outcome], worst: Outcome) -> None:
    assert graded(*map(check, outcomes)).outcome is worst


def test_points_add_up_without_binary_dust() -> None:
    result = graded(*[check(Outcome.PASSED, 0.1)] * 3)
    assert (result.score, result.max_score) == (0.3, 0.3)


@pytest.mark.parametrize(("message", "shown"), [("x is 0", "ValueError: x is 0"), ("", "ValueError")])
def test_an_exception_is_shown_as_python_shows_it(message: str, shown: str) -> None:
    assert str(Fault("ValueError", message)) == shown
