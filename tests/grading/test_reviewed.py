from functools import partial

import pytest

from graders.gradebook.review import Review
from graders.grading.reviewed import reviewed
from graders.result import CheckResult, Diagnosis, Graded, Outcome

WAITING = CheckResult(
    id="explain",
    title="says what the 3 means",
    outcome=Outcome.NEEDS_REVIEW,
    score=0.0,
    max_score=2.0,
    message="A person needs to read this.",
    sentence="It adds 3.",
    hints=("What does one more hour do?",),
    provisional=True,
)
RIGHT = CheckResult(id="y_hat", title="is 34", outcome=Outcome.PASSED, score=1.0, max_score=1.0, message="")
GRADED = Graded(
    exercise="ex2", title="T", submission="ex2.py", student="ada", level="confined", seed=0, checks=(RIGHT, WAITING)
)
GIVEN = partial(Review, student="ada", exercise="ex2", check="explain", digest="d1", comment="", reviewer="Grace")


def test_points_and_words_of_a_person_stand_in_place_of_the_automatic_ones() -> None:
    shown = reviewed(GRADED, [GIVEN(score=0.5, comment="See page 3.")])
    right, read = shown.checks
    assert right is RIGHT
    assert (read.outcome, read.score, read.provisional) == (Outcome.WRONG, 0.5, False)
    assert read.message == "A person has read this. See page 3."
    assert (read.sentence, read.hints) == (WAITING.sentence, WAITING.hints)
    assert (shown.score, shown.student) == (1.5, "ada")


def test_nothing_that_was_guessed_stands_beside_the_words_of_a_person() -> None:
    cause = Diagnosis(id="mixed-up", text="The two were swapped.", equal=2, probes=2)
    guessed = WAITING._replace(right="One is right.", next_step="Look at the formula.", diagnosis=cause)
    [read] = reviewed(GRADED._replace(checks=(guessed,)), [GIVEN(score=0.5)]).checks
    assert (read.right, read.next_step, read.diagnosis) == ("", "", None)


@pytest.mark.parametrize("score", [2.0, 3.0])
def test_all_points_of_a_check_pass_it_and_more_than_it_has_are_not_given(score: float) -> None:
    shown = reviewed(GRADED, [GIVEN(score=score)])
    assert (shown.outcome, shown.score) == (Outcome.PASSED, 3.0)
    assert shown.checks[1].message == "A person has read this."


def test_a_result_that_nobody_read_and_a_check_that_is_gone_change_nothing() -> None:
    assert reviewed(GRADED, []) == GRADED
    assert reviewed(GRADED, [GIVEN(check="gone", score=1.0)]) == GRADED
