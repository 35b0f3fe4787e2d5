"""Phrases that every report words alike: points, counts, and what a level promises."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from typing import TYPE_CHECKING

from graders.level import Level
from graders.printable import one_line
from graders.reporting.verdict import is_provisional, is_undecided
from graders.result import FILE_CHECK, CheckResult, Diagnosis, Graded, Outcome

if TYPE_CHECKING:
    from graders.exercise import Exercise

_PROMISES = {
    Level.PROCESS: "the code ran with the rights of whoever started the grader",
    Level.CONFINED: "the code was cut off from the network and from your files",
}


def number(value: float) -> str:
    """Return ``value`` with at most six decimals and no zeros at the end: ``8.5``, ``10``."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def out_of(score: float, max_score: float) -> str:
    """Return points and what they are out of: ``8.5 of 10``."""
    return f"{number(score)} of {number(max_score)}"


def points_of_check(check: CheckResult) -> str:
    """Return the points of one check, ``0 of 2 points``; those that nobody has decided on yet are not shown as zero.

    Points that a person may change are ``0 of 2 points, provisional``. Whether the file runs at all is no matter of
    points: the text is empty.
    """
    if check.max_score == 0:
        return "" if check.id == FILE_CHECK else "not scored"
    if is_undecided(check):
        return f"{_points(check.max_score)} still open"
    remark = ", provisional" if is_provisional(check) else ""
    return f"{number(check.score)} of {_points(check.max_score)}{remark}"


def score(graded: Graded) -> str:
    """Return the points without their name, as for a title: ``8.5 of 10``, and "so far" when some are still open."""
    far = " so far" if any(map(is_undecided, graded.checks)) else ""
    return out_of(graded.score, graded.max_score) + far


def points_of_submission(graded: Graded) -> str:
    """Return the points of a whole submission: ``8.5 of 10 points``, and how many of them are still open."""
    if graded.max_score == 0:
        return "not scored"
    undecided = sum(check.max_score for check in graded.checks if is_undecided(check))
    still = f" so far, {number(undecided)} still open" if undecided else ""
    return f"{number(graded.score)} of {_points(graded.max_score)}{still}"


def checks_passed(graded: Graded) -> str:
    """Return how many of the checks passed: ``3 of 6 checks passed``."""
    outcomes = [check.outcome for check in graded.checks if check.id != FILE_CHECK]
    return f"{outcomes.count(Outcome.PASSED)} of {counted(len(outcomes), 'check')} passed"


def nothing_to_mend(checks: Iterable[CheckResult]) -> str:
    """Return what is said to a student whose checks leave nothing to mend."""
    if any(check.outcome is Outcome.NEEDS_REVIEW for check in checks):
        return "Nothing for now. A person reads what is still open."
    return "Nothing: all is right."


def counted(count: int, noun: str) -> str:
    """Return how many there are: ``1 check``, ``3 checks``."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def percent(share: float) -> str:
    """Return a share in whole percent: ``72 %``."""
    return f"{100 * share:.0f} %"


def duration(exercise: Exercise) -> str:
    """Return how long an exercise takes: ``about 20 minutes``; empty where nobody says."""
    return f"about {counted(exercise.minutes, 'minute')}" if exercise.minutes else ""


def place(exercise: Exercise) -> str:
    """Return where an exercise stands in its course: ``About 20 minutes · builds on ex1, ex2``; empty without any."""
    before = f"builds on {', '.join(map(one_line, exercise.builds_on))}" if exercise.builds_on else ""
    text = " · ".join(filter(None, (duration(exercise), before)))
    return text[:1].upper() + text[1:]


def stars(rating: int | None) -> str:
    """Return a rating in words: ``4 of 5``."""
    return "not rated" if rating is None else f"{rating} of 5"


def evidence(diagnosis: Diagnosis) -> str:
    """Return what a diagnosis rests on: ``The same values in all 5 answers.``; empty where its text says it."""
    if not diagnosis.probes:
        return ""
    if diagnosis.probes == 1:  # an array, of which several numbers tell
        return "The same numbers throughout."
    if diagnosis.equal == diagnosis.probes == 2:  # noqa: PLR2004 - a pair
        return "The same values in both answers."
    some = "all " if diagnosis.equal == diagnosis.probes else ""
    return f"The same values in {some}{counted(diagnosis.equal, 'answer')}."


def command(graded: Graded) -> str:
    """Return what to type to grade the file again, by its student: in a class it may lie anywhere, under any name."""
    file = graded.submission if graded.student is None else f"{graded.exercise}.py"
    return shlex.join(["grade", file, "--seed", str(graded.seed)])


def promise(level: str) -> str:
    """Return what a level means for the run, as a sentence without capital and full stop."""
    return _PROMISES[Level(level)]


def _points(value: float) -> str:
    return f"{number(value)} {'point' if value == 1 else 'points'}"
