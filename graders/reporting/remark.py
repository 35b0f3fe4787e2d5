"""What the page of a submission says where the rules of its course change what counts."""

from __future__ import annotations

from datetime import datetime

from graders.policy import Attempts, Counted, Late, is_closed
from graders.reporting.moment import in_words, utc
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


def of_lateness(counted: Counted, score: float, submitted_at: float, due: datetime | None, late: Late) -> str:
    """Return when late work was due and handed in, and what becomes of its ``score``; empty where it loses nothing.

    Of work that came after the exercise had closed it also says when that was. Times are those of the zone of ``due``,
    which the rules of the course name.
    """
    if due is None or counted.factor == 1:
        return ""
    closes_s = late.closes.total_seconds() if late.closes is not None and is_closed(counted.late_s, late) else None
    # Seconds stand there only where two times would else read alike.
    clock = "%H:%M:%S" if counted.late_s - (closes_s or 0) < _MINUTE_S else "%H:%M"
    told = f"Due on {in_words(due, clock)}, handed in on {_at(submitted_at, due, clock)}."
    counts = f"the score that counts is {number(counted.score)}, not {number(score)}."
    if closes_s is not None:
        closed = f"The exercise closed on {_at(due.timestamp() + closes_s, due, clock)}"
        return f"{told} {closed}, so {counts}" if score else f"{told} {closed}."
    return f"{told} Because it was late, {counts}" if score else told


def _at(seconds: float, due: datetime, clock: str) -> str:
    try:
        return in_words(datetime.fromtimestamp(seconds // 1, due.tzinfo), clock)
    except (OSError, OverflowError, ValueError):  # a file may carry a year that no calendar has
        return utc(seconds)
