"""What an examination of an exercise brings to light."""

from __future__ import annotations

from typing import NamedTuple

from graders.authoring.codes import NOTES
from graders.errors import SpecError
from graders.problem import Place
from graders.result import Graded


class Finding(NamedTuple):
    """One thing for the author to mend, or to know, at a place.

    ``code`` is stable: CI and people refer to the rule by it.
    """

    place: Place
    code: str
    text: str

    @property
    def is_note(self) -> bool:
        """Say whether there is nothing to mend."""
        return self.code in NOTES

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {'note: ' if self.is_note else ''}{self.text}"


class Examined(NamedTuple):
    """What was found about something that was handed in to try an exercise, and its result when it could be graded."""

    findings: tuple[Finding, ...]
    graded: Graded | None = None


def invalid(error: SpecError) -> list[Finding]:
    """Return the problems of a file that cannot be read as an exercise."""
    return [Finding(problem.place, "G101", problem.text) for problem in error.problems]
