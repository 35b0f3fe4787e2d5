from __future__ import annotations

import pytest

from graders.reporting import verdict
from graders.result import CheckResult, Outcome
from tests.reporting.altered import replace
from tests.reporting.samples import ANY_NUMBERS, EXPLAIN_10, GRADER_FAILED, PARTLY, PREDICT, RAISED, Y_HAT


def test_every_outcome_has_words_of_its_own() -> None:
    words = [verdict.of_check(replace(Y_HAT, outcome=outcome)).word for outcome in Outcome]
    assert len(set(words)) == len(Outcome)


def test_every_symbol_is_one_character_and_never_without_a_word() -> None:
    for outcome in Outcome:
        shown = verdict.of_check(replace(Y_HAT, outcome=outcome))
        assert len(shown.symbol) == 1
        assert shown.word


@pytest.mark.parametrize(
    ("checks", "word"),
    [
        ((Y_HAT,), "passed"),
        ((Y_HAT, PREDICT), "partly"),
        ((Y_HAT, RAISED, ANY_NUMBERS), "partly"),
        ((PREDICT, ANY_NUMBERS), "not yet"),
        ((RAISED,), "stopped with an error"),
        ((Y_HAT, EXPLAIN_10), "needs a person"),
        ((Y_HAT, PREDICT, GRADER_FAILED), "grader fault"),
        ((), "passed"),
    ],
)
def test_the_verdict_on_a_submission(checks: tuple[CheckResult, ...], word: str) -> None:
    assert verdict.of_submission(replace(PARTLY, checks=checks)).word == word


def test_only_what_the_student_can_mend_is_unsettled() -> None:
    settled = {outcome for outcome in Outcome if verdict.is_settled(replace(Y_HAT, outcome=outcome))}
    assert settled == {Outcome.PASSED, Outcome.NEEDS_REVIEW, Outcome.NOT_RUN}
