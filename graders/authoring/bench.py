"""One exercise on the author's bench, with all that its rules look at."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from graders.grading.course import Course
from graders.grading.grade import Prepared, grade
from graders.problem import Place
from graders.result import Graded
from graders.sandbox.runner import Sandbox
from graders.submissions.submission import Submission


class Declared(Protocol):
    """A check, a misconception, or whatever else has a place in the file of an exercise."""

    @property
    def line(self) -> int:
        """Its line, from 1."""

    @property
    def column(self) -> int:
        """Its column, from 1."""


class Bench(NamedTuple):
    """An exercise that can be used: its file is valid and its reference has full marks.

    Up to ``most_survivors`` mutants may survive without being explained.
    """

    course: Course
    prepared: Prepared
    sandbox: Sandbox
    most_survivors: int = 0

    def place(self, declared: Declared | None = None) -> Place:
        """Return where something is declared in the exercise's file; without it, the file as a whole."""
        file = str(self.course.spec(self.prepared.exercise.name))
        return Place(file, declared.line, declared.column) if declared else Place(file)

    def graded(self, source: bytes) -> Graded:
        """Return the result that a submission with this source has."""
        exercise, reference = self.prepared.exercise, self.prepared.reference
        submission = Submission(reference.name, exercise.name, student=None, source=source, files=reference.files)
        return grade(submission, self.prepared, self.sandbox)
