"""Submissions that answer alike: a class has many, and what came back is judged once for all of them."""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable
from hashlib import blake2b

from graders.exercise import Exercise
from graders.grading.interview import Answered
from graders.result import Graded, Outcome

_KEPT = 128
"""Results that are kept at a time: more than a class repeats, and some MiB at most."""


class Alike:
    """Results by exercise and answers, but for those that may come out otherwise the next time.

    These are one in which the grader failed, and one that took as long to judge as a run may take: a busy machine may
    have stopped what is worked out from the answers.
    """

    def __init__(self) -> None:
        self._results: dict[bytes, Graded] = {}

    def judged(self, exercise: Exercise, run: Answered, judge: Callable[[], Graded]) -> Graded:
        """Return what ``judge`` does, unless a run of the exercise to the last bit like this one was judged before."""
        key = blake2b(pickle.dumps((exercise.name, run), pickle.HIGHEST_PROTOCOL)).digest()
        start = time.monotonic()
        graded = self._results.pop(key, None) or judge()
        if graded.outcome is not Outcome.GRADER_FAILED and time.monotonic() - start < exercise.limits.wall_s:
            self._results[key] = graded  # the one used last is the last to go
            if len(self._results) > _KEPT:
                del self._results[next(iter(self._results))]
        return graded
