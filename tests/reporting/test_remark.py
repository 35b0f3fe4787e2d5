from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from graders.policy import Attempts, Counted, Late
from graders.reporting.remark import of_attempt, of_lateness

DUE = datetime(2026, 11, 10, 23, 59, tzinfo=UTC)


def counted(late_s: int = 0, factor: float = 1.0, score: float = 6.0, number: int = 0) -> Counted:
    return Counted(number=number, late_s=late_s, factor=factor, score=score * factor)


def lateness(
    late_s: int, factor: float, *, due: datetime = DUE, score: float = 6.0, closes: timedelta | None = None
) -> str:
    late = Late(closes=closes)
    return of_lateness(counted(late_s, factor, score), score, due.timestamp() + late_s + 0.5, due, late)


def test_late_work_is_told_with_both_times_and_both_scores() -> None:
    assert lateness(12 * 3600 + 60, 0.5) == (
        "Due on 10 November 2026, 23:59 UTC, handed in on 11 November 2026, 12:00 UTC. "
        "Because it was late, the score that counts is 3, not 6."
    )
    assert lateness(60, 0).endswith("the score that counts is 0, not 6.")


@pytest.mark.parametrize("late_s", [0, 300])
def test_work_that_loses_nothing_is_passed_over(late_s: int) -> None:
    assert lateness(late_s, 1) == ""
    assert of_lateness(counted(), 6, 0, None, Late()) == ""


def test_a_score_of_zero_has_nothing_to_lose_and_keeps_the_times() -> None:
    assert lateness(60, 0.5, score=0) == (
        "Due on 10 November 2026, 23:59 UTC, handed in on 11 November 2026, 00:00 UTC."
    )


def test_work_that_came_after_closing_is_told_when_that_was() -> None:
    told = "Due on 10 November 2026, 23:59 UTC, handed in on 20 November 2026, 00:00 UTC. "
    closes = timedelta(days=7)
    assert lateness(9 * 86_400 + 60, 0, closes=closes) == (
        f"{told}The exercise closed on 17 November 2026, 23:59 UTC, so the score that counts is 0, not 6."
    )
    assert lateness(9 * 86_400 + 60, 0, closes=closes, score=0) == (
        f"{told}The exercise closed on 17 November 2026, 23:59 UTC."
    )
    assert "closed" not in lateness(7 * 86_400, 0, closes=closes)
    assert "The exercise closed on 10 November 2026, 23:59 UTC," in lateness(60, 0, closes=timedelta())
    assert "17 November 2026, 23:59:01 UTC. The exercise closed on 17 November 2026, 23:59:00 UTC," in lateness(
        7 * 86_400 + 1, 0, closes=closes
    )


def test_an_exercise_closes_after_days_of_24_hours_also_when_clocks_change() -> None:
    due = datetime(2026, 10, 24, 23, 59, tzinfo=ZoneInfo("Europe/Zurich"))
    assert "closed on 25 October 2026, 22:59 CET" in lateness(10 * 86_400, 0, due=due, closes=timedelta(days=1))


def test_times_less_than_a_minute_apart_have_seconds() -> None:
    assert lateness(1, 0.5).startswith(
        "Due on 10 November 2026, 23:59:00 UTC, handed in on 10 November 2026, 23:59:01 UTC."
    )


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        (
            ZoneInfo("Europe/Zurich"),
            "Due on 24 October 2026, 23:59 CEST, handed in on 25 October 2026, 22:59 CET.",
        ),
        (
            timezone(timedelta(hours=1)),
            "Due on 24 October 2026, 23:59 UTC+01:00, handed in on 25 October 2026, 23:59 UTC+01:00.",
        ),
    ],
)
def test_times_are_those_of_the_clocks_of_the_due_date(zone: ZoneInfo | timezone, told: str) -> None:
    assert lateness(86_400, 0.5, due=datetime(2026, 10, 24, 23, 59, tzinfo=zone)).startswith(told)


def test_a_year_that_no_calendar_has_is_shown_in_seconds() -> None:
    assert "handed in on 1000001794355140 s since 1970." in lateness(10**15, 0)


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        (Attempts.BEST, "no later one has more points that count"),
        (Attempts.LAST, "later ones came after the exercise had closed"),
    ],
)
def test_an_attempt_that_counts_before_the_last_is_told_with_the_reason(rule: Attempts, why: str) -> None:
    assert of_attempt(counted(number=1), 3, rule) == f"Attempt 2 of 3 counts: {why}."
    assert of_attempt(counted(number=2), 3, rule) == ""
