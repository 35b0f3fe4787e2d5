from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

import pytest

from graders.reporting.paper import Paper, columns
from graders.reporting.terminal import card
from graders.result import CheckResult, Graded, Outcome
from tests.reporting.altered import replace
from tests.reporting.samples import (
    ANY_NUMBERS,
    EXPLAIN_3,
    FOLLOWED,
    KILLED,
    MATRIX,
    MISSING,
    PARTLY,
    PREDICT,
    RAISED,
    SAMPLES,
    SHAPE,
    TIMED_OUT,
    WINDOW,
    Y_HAT,
)

Agrees = Callable[[str, str], None]


def _card(graded: Graded, *, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    return card(graded, Paper(width=width, colour=colour, unicode=unicode), page_path="reports/ex2.html")


@pytest.mark.parametrize("name", ["partly", "right", "followed", "outcomes", "arrays", "unreadable", "ratings"])
def test_a_card_looks_as_it_did(agrees: Agrees, name: str) -> None:
    agrees(_card(SAMPLES[name]), f"{name}.txt")


def test_a_narrow_card_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_card(PARTLY, width=40), "partly-narrow.txt")


def test_a_card_in_ascii_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_card(PARTLY, unicode=False), "partly-ascii.txt")


def test_a_card_in_colour_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_card(PARTLY, colour=True), "partly-colour.txt")


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("width", [1, 20, 40, 63, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_asked(name: str, width: int, colour: bool) -> None:
    text = _card(SAMPLES[name], width=width, colour=colour)
    lines = re.sub(r"\x1b\[\d+m", "", text).splitlines()
    assert max(map(columns, lines)) <= max(width, 20)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_card_without_unicode_is_ascii(name: str) -> None:
    assert _card(SAMPLES[name], unicode=False).isascii()


def test_without_colour_nothing_can_act_on_the_terminal() -> None:
    kinds = {unicodedata.category(character) for character in _card(SAMPLES["hostile"]).replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_with_colour_only_graphic_renditions_reach_the_terminal() -> None:
    text = re.sub(r"\x1b\[\d{1,2}m", "", _card(SAMPLES["hostile"], colour=True))
    assert "\x1b" not in text


def test_every_colour_is_taken_back_on_its_line() -> None:
    for line in _card(PARTLY, colour=True).splitlines():
        assert len(re.findall(r"\x1b\[[1-9]\d?m", line)) == line.count("\x1b[0m")


def test_at_most_three_failing_checks_are_told_in_full() -> None:
    failing = (MISSING, RAISED, TIMED_OUT, KILLED, PREDICT)
    text = " ".join(_card(replace(PARTLY, checks=failing)).split())
    steps = [f"Next: {check.next_step}" in text for check in failing if check.next_step]
    assert steps == [True, True, True, False]  # the fourth has none
    assert all(check.title in text for check in failing)


@pytest.mark.parametrize(
    ("width", "reason"),
    [
        (80, "    `predict(8)` returned 24, expected 34. `predict(0)` returned 0, expected 10."),
        (60, "    `predict(8)` returned 24, expected 34. `predict(0)` …"),
        (40, "    `predict(8)` returned 24, expected …"),
    ],
)
def test_a_fourth_failing_check_has_one_line_for_its_reason(width: int, reason: str) -> None:
    undiagnosed = replace(PREDICT, diagnosis=None)
    lines = _card(replace(PARTLY, checks=(MISSING, RAISED, TIMED_OUT, undiagnosed)), width=width).splitlines()
    assert reason in lines


def test_a_fourth_failing_check_has_its_likely_cause_for_a_reason() -> None:
    lines = _card(replace(PARTLY, checks=(MISSING, RAISED, TIMED_OUT, PREDICT))).splitlines()
    assert "    Likely cause: The bias `b` was never added." in lines


def test_what_is_right_comes_before_the_gap() -> None:
    text = _card(replace(PARTLY, checks=(PREDICT, Y_HAT)))
    assert text.index("✓ passed") < text.index(PREDICT.right) < text.index("expected 34") < text.index("Next:")


def test_a_check_that_passed_by_follow_through_says_so() -> None:
    assert FOLLOWED.message.split(":")[0] in _card(SAMPLES["followed"])
    assert EXPLAIN_3.message not in _card(PARTLY)


def test_only_the_first_hint_is_shown() -> None:
    text = _card(replace(PARTLY, checks=(PREDICT,)))
    assert f"Hint 1 of 3: {PREDICT.hints[0]}" in text
    assert PREDICT.hints[1] not in text


def test_the_reason_for_checks_that_were_not_run_stands_once() -> None:
    other = replace(ANY_NUMBERS, id="other", title="Another one")
    text = _card(replace(PARTLY, checks=(PREDICT, ANY_NUMBERS, other)), width=120)
    assert text.count(ANY_NUMBERS.message) == 1
    assert text.index("Another one") < text.index(ANY_NUMBERS.message)


def test_differing_cells_stand_between_stars() -> None:
    text = _card(replace(PARTLY, checks=(MATRIX,)))
    assert "got (3, 3)       4.5    *2*   *6*" in text
    assert "expected (3, 3)  4.5   *72*   *8*" in text


def test_an_array_that_does_not_fit_is_not_drawn() -> None:
    checks: tuple[CheckResult, ...] = (WINDOW,)
    assert "got (100, 100)" in _card(replace(PARTLY, checks=checks), width=100)
    assert "got (100, 100)" not in _card(replace(PARTLY, checks=checks), width=60)


def test_two_shapes_are_drawn_one_below_the_other() -> None:
    text = _card(replace(PARTLY, checks=(SHAPE,)))
    assert "got (3, 1)     34\n" in text
    assert "expected (3,)  34   10   13\n" in text


def test_the_card_ends_with_where_the_page_is() -> None:
    assert _card(PARTLY).endswith("Task and full report: reports/ex2.html\n")
    assert _card(SAMPLES["pictures"]).endswith("Task and full report with pictures: reports/ex2.html\n")
    without = card(PARTLY, Paper(width=80, colour=False, unicode=True), page_path=None)
    assert "full report" not in without
    assert without.endswith("your files.\n")


def test_a_card_says_why_its_level_is_no_better_where_it_could_be() -> None:
    weak = replace(PARTLY, level="process")
    text = card(weak, Paper(width=200, colour=False, unicode=True), page_path=None, shortfall="Landlock is missing")
    assert text.endswith("whoever started the grader. No better level here: Landlock is missing.\n")
    assert "No better" not in _card(weak)


def test_a_fault_of_the_grader_shows_no_zero() -> None:
    text = _card(SAMPLES["fault of ours"])
    assert "! grader fault" in text
    assert "0 of 2 points" not in text


def test_a_check_for_a_person_shows_no_zero() -> None:
    text = _card(SAMPLES["review"])
    assert "? needs a person" in text
    assert "0 of 1 point" not in text


@pytest.mark.parametrize("outcome", Outcome)
def test_the_words_of_a_verdict_stand_without_colour_too(outcome: Outcome) -> None:
    plain = _card(replace(PARTLY, checks=(replace(EXPLAIN_3, outcome=outcome),)))
    colour = _card(replace(PARTLY, checks=(replace(EXPLAIN_3, outcome=outcome),)), colour=True)
    assert re.sub(r"\x1b\[\d+m", "", colour) == plain.replace("`", "")


def test_the_same_result_gives_the_same_card() -> None:
    assert _card(PARTLY) == _card(replace(PARTLY))
