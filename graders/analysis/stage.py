"""How far a student is in a course: one stage for each exercise."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from graders.exercise import Exercise
from graders.policy import Policy, Total
from graders.result import Graded, Outcome

_DONE = (Outcome.PASSED, Outcome.NEEDS_REVIEW)
_UNTOUCHED = (Outcome.MISSING, Outcome.NOT_RUN)


class Stage(NamedTuple):
    """An exercise and what came of the student's ``file`` for it, a path that is safe to show.

    ``graded`` is None where there is no such file, or, when it ``failed``, where it could not be graded.
    """

    exercise: Exercise
    file: str
    graded: Graded | None
    failed: bool = False

    @property
    def is_begun(self) -> bool:
        """Whether there is anything but what a starter leaves open."""
        if self.graded is None:
            return False
        touched = (check.outcome not in _UNTOUCHED for check in self.graded.checks)
        return any(touched) or any(rating.stars is not None for rating in self.graded.ratings)

    @property
    def is_done(self) -> bool:
        """Whether there is nothing more to do for the student, though a person may have to read something."""
        if self.graded is None:
            return False
        return all(check.outcome in _DONE for check in self.graded.checks)


class Progress(NamedTuple):
    """All exercises of a course, called ``title``, in the order of its path, and the points so far by its rules.

    ``now`` is the time, with a zone, from which what is left until work is due counts.
    """

    title: str
    stages: tuple[Stage, ...]
    total: Total
    rules: Policy
    now: datetime


def next_stage(stages: Sequence[Stage]) -> Stage | None:
    """Return the first exercise that is not done, of those for which all that they build on is; None without one."""
    done = {stage.exercise.name for stage in stages if stage.is_done}
    return next(
        (
            stage
            for stage in stages
            if not stage.is_done and not stage.failed and done.issuperset(stage.exercise.builds_on)
        ),
        None,
    )
