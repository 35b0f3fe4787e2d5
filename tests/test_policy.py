from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.policy import (
    DAY_S,
    Attempts,
    Counted,
    Late,
    Per,
    Policy,
    Scored,
    Terms,
    Total,
    counts,
    factor,
    late_by,
    total,
)

ZURICH = ZoneInfo("Europe/Zurich")
DUE = datetime(2026, 11, 30, 23, 59, tzinfo=ZURICH)
AT = DUE.timestamp()
TEN_A_DAY = Late(
    grace=timedelta(minutes=10), penalty_percent=10, per=Per.DAY, at_most_percent=50, closes=timedelta(days=7)
)


@pytest.mark.parametrize(("after", "late"), [(-1, 0), (0, 0), (0.999, 0), (1, 1), (1.5, 1), (DAY_S, DAY_S), (-1e9, 0)])
def test_the_whole_due_second_is_in_time_and_the_next_one_late(after: float, late: int) -> None:
    assert late_by(AT + after, DUE) == late


def test_nothing_is_late_where_nothing_is_due() -> None:
    assert late_by(1e12, None) == 0


@pytest.mark.parametrize(
    ("due", "utc"),
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=ZURICH), datetime(2026, 11, 30, 22, 59, tzinfo=UTC)),
        (datetime(2026, 6, 30, 23, 59, tzinfo=ZURICH), datetime(2026, 6, 30, 21, 59, tzinfo=UTC)),
        (datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("Asia/Kathmandu")), datetime(2026, 11, 30, 18, 14, tzinfo=UTC)),
        (
            datetime(2026, 11, 30, 23, 59, tzinfo=ZoneInfo("America/St_Johns")),
            datetime(2026, 12, 1, 3, 29, tzinfo=UTC),
        ),
    ],
)
def test_the_boundary_is_where_the_zone_puts_it_on_that_day(due: datetime, utc: datetime) -> None:
    assert late_by(utc.timestamp(), due) == 0
    assert late_by(utc.timestamp() + 1, due) == 1


def test_a_day_of_lateness_is_24_hours_also_when_clocks_change() -> None:
    due = datetime(2026, 10, 24, 12, 0, tzinfo=ZURICH)
    same_time_next_day = datetime(2026, 10, 25, 12, 0, tzinfo=ZURICH).timestamp()
    assert late_by(same_time_next_day, due) == DAY_S + 3600


@pytest.mark.parametrize(
    ("late_s", "left"),
    [
        (0, 1.0),
        (600, 1.0),
        (601, (100 - 10 * 601 / DAY_S) / 100),
        (DAY_S // 2, 0.95),
        (DAY_S, 0.9),
        (3 * DAY_S, 0.7),
        (5 * DAY_S, 0.5),
        (7 * DAY_S, 0.5),
        (7 * DAY_S + 1, 0.0),
    ],
)
def test_a_penalty_per_day_grows_with_the_time_up_to_its_limit_and_the_close(late_s: int, left: float) -> None:
    assert factor(late_s, TEN_A_DAY) == left


@pytest.mark.parametrize(("late_s", "left"), [(0, 1.0), (1, 0.9), (DAY_S, 0.9), (DAY_S + 1, 0.8), (99 * DAY_S, 0.0)])
def test_a_penalty_per_started_day_counts_whole_days(late_s: int, left: float) -> None:
    assert factor(late_s, Late(penalty_percent=10, per=Per.STARTED_DAY)) == left


@pytest.mark.parametrize("submitted_at", [3e11, 9e18])
def test_a_time_that_no_calendar_has_is_late_and_after_the_close(submitted_at: float) -> None:
    rules = Policy(late=TEN_A_DAY)
    found = counts([Scored(AT, 4), Scored(submitted_at, 10)], Terms(due=DUE), rules)
    assert found == Counted(number=0, late_s=0, factor=1.0, score=4)
    alone = counts([Scored(submitted_at, 10)], Terms(due=DUE), rules)
    assert alone == Counted(number=0, late_s=int(submitted_at) - int(AT), factor=0.0, score=0)


def test_without_a_rule_lateness_costs_nothing() -> None:
    assert factor(10**9, Late()) == 1.0


@given(st.integers(0, 10**7), st.integers(0, 10**7), st.sampled_from(Per))
def test_who_is_later_never_keeps_more(one: int, other: int, per: Per) -> None:
    late = Late(penalty_percent=7.5, per=per, at_most_percent=80, closes=timedelta(days=30))
    assert 0.0 <= factor(max(one, other), late) <= factor(min(one, other), late) <= 1.0


def counted(rule: Attempts, *attempts: tuple[float, float]) -> tuple[int, float]:
    """Return number and score of the attempt that counts, from pairs of days after the due time and scores."""
    policy = Policy(late=TEN_A_DAY, attempts=rule)
    found = counts([Scored(AT + days * DAY_S, score) for days, score in attempts], Terms(due=DUE), policy)
    return found.number, found.score


def test_the_last_attempt_counts_even_when_it_is_worse() -> None:
    assert counted(Attempts.LAST, (-2, 10), (-1, 4)) == (1, 4.0)


def test_the_best_attempt_counts_after_its_penalty() -> None:
    assert counted(Attempts.BEST, (-1, 8), (3, 10)) == (0, 8.0)
    assert counted(Attempts.BEST, (-1, 6), (3, 10)) == (1, 7.0)


def test_the_first_of_equally_good_attempts_counts() -> None:
    assert counted(Attempts.BEST, (-1, 4), (-1, 5), (-3, 5), (-2, 5)) == (1, 5.0)


def test_an_attempt_after_the_close_takes_nothing_from_one_before() -> None:
    assert counted(Attempts.LAST, (-1, 6), (8, 10)) == (0, 6.0)


def test_what_came_only_after_the_close_is_worth_nothing() -> None:
    assert counted(Attempts.LAST, (8, 10)) == (0, 0.0)
    assert counted(Attempts.BEST, (8, 10)) == (0, 0.0)


def test_attempts_have_the_order_of_the_list_whatever_their_times_are() -> None:
    assert counted(Attempts.LAST, (-1, 3), (-2, 9)) == (1, 9.0)
    assert counted(Attempts.LAST, (-1, 3), (8, 10), (-2, 9), (9, 10)) == (2, 9.0)
    assert counted(Attempts.LAST, (9, 10), (8, 3)) == (1, 0.0)


POINTS = {"ex1": 10.0, "ex2": 10.0, "extra": 5.0}
BONUS = {"extra": Terms(bonus=True)}


def test_a_bonus_counts_in_the_total_and_not_in_what_it_is_out_of() -> None:
    assert total({"ex1": 10, "ex2": 8, "extra": 5}, POINTS, Policy(exercises=BONUS)) == Total(score=23, max_score=20)


def test_a_maximum_is_what_the_total_cannot_exceed_and_is_out_of() -> None:
    policy = Policy(exercises=BONUS, maximum=20)
    assert total({"ex1": 10, "ex2": 8, "extra": 5}, POINTS, policy) == Total(score=20, max_score=20)
    assert total({"ex1": 10}, POINTS, policy) == Total(score=10, max_score=20)


@pytest.mark.parametrize(
    ("policy", "undecided", "out_of"),
    [
        (Policy(exercises=BONUS), {"extra": 5}, 20),
        (Policy(exercises=BONUS), {"ex1": 4, "extra": 5}, 16),
        (Policy(exercises=BONUS, maximum=20), {"extra": 5}, 20),
        (Policy(exercises=BONUS, maximum=20), {"ex1": 4, "extra": 5}, 16),
        (Policy(maximum=25), {"ex1": 4}, 21),
        (Policy(maximum=100), {"ex1": 4}, 96),
        (Policy(maximum=10), {"ex1": 10, "extra": 5}, 10),
    ],
)
def test_a_total_is_not_out_of_undecided_points_that_it_needs(
    policy: Policy, undecided: dict[str, float], out_of: float
) -> None:
    assert total({}, POINTS, policy, undecided).max_score == out_of


def test_a_total_does_not_depend_on_the_order_of_its_parts() -> None:
    scores = {"ex1": 0.1, "ex2": 0.2, "extra": 0.3}
    backwards = dict(reversed(scores.items()))
    assert total(scores, POINTS, Policy()) == total(backwards, POINTS, Policy()) == Total(score=0.6, max_score=25)
