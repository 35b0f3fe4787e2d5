"""One exercise on the author's bench, with all that its rules look at."""

from __future__ import annotations

from typing import NamedTuple

from graders.grading.course import Course
from graders.grading.grade import Prepared, grade
from graders.problem import Place
from graders.result import Graded
from graders.sandbox.runner import Sandbox
from graders.submissions.submission import Submission


class Bench(NamedTuple):
    """An exercise that can be used: its file is valid and its reference has full marks.

    Up to ``most_survivors`` mutants may survive without being explained.
    """

    course: Course
    prepared: Prepared
    sandbox: Sandbox
    most_survivors: int = 0

    def place(self, line: int = 0, column: int = 0) -> Place:
        """Return a place in the exercise's file; without a line, the file as a whole."""
        return Place(str(self.course.spec(self.prepared.exercise.name)), line, column)

    def graded(self, source: bytes) -> Graded:
        """Return the result that a submission with this source has."""
        exercise, reference = self.prepared.exercise, self.prepared.reference
        submission = Submission(reference.name, exercise.name, student=None, source=source, files=reference.files)
        return grade(submission, self.prepared, self.sandbox)
