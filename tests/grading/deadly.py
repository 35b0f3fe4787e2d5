"""Exercises that are the end of whoever grades them: for the tests of what replaces a worker."""

import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass, field

from graders.exercise import Exercise
from graders.grading.interview import Interview


@dataclass(frozen=True)
class Deadly:
    """Stands in the place of a prepared exercise, and kills the process that starts to grade with it."""

    exercise: Exercise
    seed: int = 0
    data: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def interview(self) -> Interview:
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("it is dead")
