"""Faults that a person can mend: each is shown as one line a problem, without a traceback."""

from __future__ import annotations

from collections.abc import Iterable

from graders.problem import Problem


class GradersError(Exception):
    """Grading could not be done; the message says what was found, what was expected and what to do."""


class SpecError(GradersError):
    """An exercise cannot be used as written; ``problems`` has every fault found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class SubmissionError(GradersError):
    """A path does not lead to a submission that can be read."""


class SandboxError(GradersError):
    """A run could not be kept apart as it must be; says nothing about the submission."""
