"""What an outcome is called, and in which tone it is shown."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol

from graders.result import CheckResult, Outcome

OPEN_AT_MOST = 3
"""How many failing checks a report tells in full: more than three things to do at once help nobody."""


class Tone(StrEnum):
    """The colour of a verdict; it never stands without symbol and word."""

    GOOD = "good"
    BAD = "bad"
    PARTLY = "partly"
    QUIET = "quiet"


class Verdict(NamedTuple):
    """A symbol of one character and the words that say the same."""

    symbol: str
    word: str
    tone: Tone


PARTLY = Verdict("◐", "partly", Tone.PARTLY)

_OF_OUTCOME = {
    Outcome.PASSED: Verdict("✓", "passed", Tone.GOOD),
    Outcome.NEEDS_REVIEW: Verdict("?", "needs a person", Tone.PARTLY),
    Outcome.NOT_RUN: Verdict("–", "not checked", Tone.QUIET),  # noqa: RUF001  the dash is meant
    Outcome.WRONG: Verdict("✗", "not yet", Tone.BAD),
    Outcome.MISSING: Verdict("✗", "missing", Tone.BAD),
    Outcome.RAISED: Verdict("✗", "stopped with an error", Tone.BAD),
    Outcome.KILLED: Verdict("✗", "ended early", Tone.BAD),
    Outcome.TIMED_OUT: Verdict("◷", "too slow", Tone.BAD),
    Outcome.GRADER_FAILED: Verdict("!", "grader fault", Tone.PARTLY),
}

ALL = (_OF_OUTCOME[Outcome.PASSED], PARTLY, *list(_OF_OUTCOME.values())[1:])
"""Every verdict on a submission, from the best news to the worst."""

_UNDECIDED = (Outcome.NEEDS_REVIEW, Outcome.GRADER_FAILED)
_SETTLED = (Outcome.PASSED, Outcome.NEEDS_REVIEW, Outcome.NOT_RUN)


class Scored(Protocol):
    """A submission with its worst outcome and its points."""

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of any check."""

    @property
    def score(self) -> float:
        """The points reached."""


def of_outcome(outcome: Outcome) -> Verdict:
    """Return the verdict that an outcome stands for."""
    return _OF_OUTCOME[outcome]


def of_check(check: CheckResult) -> Verdict:
    """Return the verdict on one check."""
    return _OF_OUTCOME[check.outcome]


def of_submission(graded: Scored) -> Verdict:
    """Return the verdict on all checks together: "partly" when points were reached and others are to be had."""
    outcome = graded.outcome
    if outcome is Outcome.PASSED or outcome in _UNDECIDED or graded.score == 0:
        return _OF_OUTCOME[outcome]
    return PARTLY


def is_settled(check: CheckResult) -> bool:
    """Tell whether a check leaves nothing for the student to mend: passed, waiting for a person or for another one."""
    return check.outcome in _SETTLED


def is_undecided(check: CheckResult) -> bool:
    """Tell whether the points of a check are still open, so that its 0 must not be read as a mark."""
    return check.outcome in _UNDECIDED


def is_provisional(check: CheckResult) -> bool:
    """Tell whether a verdict was reached, and may still be changed by a person."""
    return check.provisional and not is_undecided(check)
