import json

import pytest

from graders.result import CheckResult, Fault, Graded, Mismatch, MismatchKind, Outcome, Rating


def check(outcome: Outcome, score: float = 0.0, **more: object) -> CheckResult:
    return CheckResult(id="a", title="A", outcome=outcome, score=score, max_score=0.1, message="m", **more)  # type: ignore[arg-type]


def graded(*checks: CheckResult) -> Graded:
    return Graded(
        exercise="ex1",
        title="One",
        submission="ex1.py",
        student=None,
        level="confined",
        seed=0,
        checks=checks,
        ratings=(Rating("loss", 4), Rating("shape", None)),
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


def test_the_record_has_every_promised_key() -> None:
    mismatch = Mismatch(kind=MismatchKind.VALUES, index=(0, 1), answer="1", expected="2", max_abs=1.0)
    fault = Fault(exception="ValueError", message="no", line=3)
    record = graded(check(Outcome.WRONG, mismatch=mismatch, fault=fault)).to_json()
    assert json.loads(json.dumps(record)) == record
    assert record["format"] == "graders/1"
    assert record["ratings"] == {"loss": 4, "shape": None}
    assert record["checks"][0]["mismatch"]["index"] == [0, 1]
    assert record["checks"][0]["fault"]["line"] == 3
