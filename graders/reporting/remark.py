"""What the page of a submission says where the rules of its course change what counts."""

from __future__ import annotations

from datetime import datetime

from graders.policy import Attempts, Counted
from graders.reporting.moment import utc
from graders.reporting.phrases import number

_MINUTE_S = 60


def of_attempt(counted: Counted, attempts: int, rule: Attempts) -> str:
    """Return why one of several ``attempts`` counts that is not the last; empty for the last one."""
    if counted.number == attempts - 1:
        return ""
    if rule is Attempts.BEST:
        why = "no later one has more points that count"
    else:
        why = "later ones came after the exercise had closed"
    return f"Attempt {counted.number + 1} of {attempts} counts: {why}."


def of_lateness(counted: Counted, score: float, submitted_at: float, due: datetime | None) -> str:
    """Return when late work was due and handed in, and what becomes of its ``score``; empty where it loses nothing.

    Times are those of the zone of ``due``, which the rules of the course name.
    """
    if due is None or counted.factor == 1:
        return ""
    # Seconds stand there only where both times would else read alike.
    clock = "%H:%M:%S" if counted.late_s < _MINUTE_S else "%H:%M"
    told = f"Due on {_shown(due, clock)}, handed in on {_handed_in(submitted_at, due, clock)}."
    if not score:
        return told
    return f"{told} Because it was late, the score that counts is {number(counted.score)}, not {number(score)}."


def _handed_in(submitted_at: float, due: datetime, clock: str) -> str:
    try:
        return _shown(datetime.fromtimestamp(submitted_at // 1, due.tzinfo), clock)
    except (OSError, OverflowError, ValueError):  # a file may carry a year that no calendar has
        return utc(submitted_at)


def _shown(moment: datetime, clock: str) -> str:
    """Return a moment as ``11 November 2026, 12:00 UTC``."""
    return f"{moment.day} {moment:%B %Y}, {moment:{clock} %Z}"
