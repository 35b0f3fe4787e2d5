"""What grading again changed: who gained, who lost, in which check, and what is said now instead of before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from graders.gradebook import record
from graders.gradebook.history import Attempt, Grading, present
from graders.gradebook.record import CheckRecord


class CheckChange(NamedTuple):
    """A check whose outcome, score or maximum became another; None on the side where there is no such check."""

    id: str
    previous: CheckRecord | None
    present: CheckRecord | None

    @property
    def gain(self) -> float:
        """The points gained; below 0 when points were lost."""
        before, after = (0.0 if check is None else check.score for check in (self.previous, self.present))
        return round(after - before, 6)


class Change(NamedTuple):
    """One submission under two versions of exercise or grader. ``checks`` has those that differ, and may be empty."""

    student: str
    exercise: str
    digest: str
    label: str
    previous: Grading
    present: Grading
    checks: tuple[CheckChange, ...]

    @property
    def gain(self) -> float:
        """The points gained; below 0 when points were lost."""
        return round(self.present.summary.score - self.previous.summary.score, 6)


def changes(attempts: Iterable[Attempt], record_of: Callable[[str], str], since: float | None = None) -> list[Change]:
    """Compare the present result of each student and exercise with an earlier one of the same submission.

    That is the last one graded by the time ``since``, or without a time the last one with another key. A submission
    without such a result is left out: a new submission is no change of the exercise. ``record_of`` maps a key to a
    record. The order is by exercise and student.
    """
    known = list(attempts)
    gradings: dict[tuple[str, str, str], list[Grading]] = defaultdict(list)
    for attempt in known:
        gradings[attempt.work] += attempt.gradings
    found = []
    for attempt in present(known):
        previous = _previous(gradings[attempt.work], since)
        if previous is not None:
            found.append(
                Change(
                    student=attempt.student,
                    exercise=attempt.exercise,
                    digest=attempt.digest,
                    label=attempt.label,
                    previous=previous,
                    present=attempt.last,
                    checks=_differing(record_of(previous.key), record_of(attempt.last.key)),
                )
            )
    return found


def _previous(gradings: Sequence[Grading], since: float | None) -> Grading | None:
    last = gradings[-1]
    if since is None:
        return next((one for one in reversed(gradings) if one.key != last.key), None)
    then = next((one for one in reversed(gradings) if one.graded_at <= since), None)
    return None if then is None or then.key == last.key else then


def _differing(before: str, after: str) -> tuple[CheckChange, ...]:
    """Compare two records check by check: in the order of the later one, then what it no longer has."""
    old, new = record.checks(before), record.checks(after)
    pairs = (CheckChange(id=id_, previous=old.get(id_), present=new.get(id_)) for id_ in {**new, **old})
    return tuple(pair for pair in pairs if _verdict(pair.previous) != _verdict(pair.present))


def _verdict(check: CheckRecord | None) -> tuple[object, ...]:
    return () if check is None else (check.outcome, check.score, check.max_score)
