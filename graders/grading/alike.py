"""Submissions that answer alike: a class has many, and what came back is judged once for all of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from hashlib import blake2b

from graders.result import Graded, Outcome
from graders.transcript import Transcript

_KEPT = 128
"""Results that are kept at a time: more than a class repeats, and some MiB at most."""


class Alike:
    """Results by exercise and transcript; those in which the grader failed are not kept, as the next may go well."""

    def __init__(self) -> None:
        self._results: dict[bytes, Graded] = {}

    def judged(self, exercise: str, transcript: Transcript, judge: Callable[[], Graded]) -> Graded:
        """Return what ``judge`` does, unless a run of the exercise to the last bit like this one was judged before."""
        key = blake2b(pickle.dumps((exercise, transcript), pickle.HIGHEST_PROTOCOL)).digest()
        graded = self._results.pop(key, None) or judge()
        if graded.outcome is not Outcome.GRADER_FAILED:
            self._results[key] = graded  # the one used last is the last to go
            if len(self._results) > _KEPT:
                del self._results[next(iter(self._results))]
        return graded
