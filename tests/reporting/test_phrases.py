from __future__ import annotations

import pytest

from graders.level import Level
from graders.reporting import phrases
from graders.result import CheckResult
from tests.reporting.altered import replace
from tests.reporting.samples import (
    EXPLAIN_3,
    EXPLAIN_10,
    GRADER_FAILED,
    PARTLY,
    RATING,
    SAMPLES,
    UNREADABLE,
    VECTOR,
    Y_HAT,
)


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (8.5, "8.5"), (10.0, "10"), (1 / 3, "0.333333"), (100.0, "100"), (0.1 + 0.2, "0.3")]
)
def test_a_number_has_no_zeros_at_its_end(value: float, text: str) -> None:
    assert phrases.number(value) == text


@pytest.mark.parametrize(
    ("check", "text"),
    [
        (Y_HAT, "2 of 2 points"),
        (VECTOR, "0.5 of 2 points"),
        (EXPLAIN_3, "1 of 1 point, provisional"),
        (EXPLAIN_10, "1 point still open"),
        (GRADER_FAILED, "2 points still open"),
        (RATING, "not scored"),
        (UNREADABLE, ""),
    ],
)
def test_the_points_of_a_check(check: CheckResult, text: str) -> None:
    assert phrases.points_of_check(check) == text


@pytest.mark.parametrize(
    ("checks", "text"),
    [
        ((Y_HAT, VECTOR), "2.5 of 4 points"),
        ((Y_HAT, GRADER_FAILED), "2 of 4 points so far, 2 still open"),
        ((RATING,), "not scored"),
    ],
)
def test_the_points_of_a_submission(checks: tuple[CheckResult, ...], text: str) -> None:
    assert phrases.points_of_submission(replace(PARTLY, checks=checks)) == text


def test_the_points_in_a_title_say_when_some_are_open() -> None:
    assert phrases.score(replace(PARTLY, checks=(Y_HAT, VECTOR))) == "2.5 of 4"
    assert phrases.score(replace(PARTLY, checks=(Y_HAT, EXPLAIN_10))) == "2 of 3 so far"


def test_whether_the_file_runs_is_not_counted_as_a_check() -> None:
    assert phrases.checks_passed(SAMPLES["unreadable"]) == "0 of 3 checks passed"
    assert phrases.checks_passed(replace(PARTLY, checks=(Y_HAT,))) == "1 of 1 check passed"


def test_every_level_says_what_it_promises() -> None:
    assert len({phrases.promise(level.value) for level in Level}) == len(Level)


def test_a_level_that_nobody_knows_promises_nothing() -> None:
    with pytest.raises(ValueError, match="isolated"):
        phrases.promise("isolated")
