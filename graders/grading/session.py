"""Grading file after file, with each exercise prepared once."""

from __future__ import annotations

import os
from pathlib import Path

from graders.errors import SubmissionError
from graders.exercise import Exercise
from graders.grading.course import Course, find
from graders.grading.grade import Prepared, grade, prepare
from graders.printable import one_line
from graders.result import Graded
from graders.sandbox.runner import Sandbox
from graders.submissions.submission import read


class Session:
    """Grades submissions in one sandbox with one seed; ``course`` is where the exercises are, if that was given."""

    def __init__(self, sandbox: Sandbox, *, course: Path | None, seed: int) -> None:
        self._sandbox = sandbox
        self._course = course
        self._seed = seed
        self._prepared: dict[tuple[Course, str], Prepared] = {}

    def grade(self, path: Path, known: Exercise | None = None) -> tuple[Graded, Exercise]:
        """Return the result of the submission at ``path``, and its exercise, which is ``known`` if it was read before.

        Raises ``GradersError`` when the submission or its exercise cannot be used.
        """
        name = path.stem
        if not os.path.lexists(path):
            raise SubmissionError(f"{one_line(str(path))}: there is no such file or folder")
        course = find(name, path.parent, self._course)
        submission = read(path, withheld=[course.reference(name)])
        prepared = self._prepare(course, name, known)
        return grade(submission, prepared, self._sandbox), prepared.exercise

    def _prepare(self, course: Course, name: str, known: Exercise | None) -> Prepared:
        if (course, name) not in self._prepared:
            self._prepared[course, name] = prepared(course, name, known, seed=self._seed, sandbox=self._sandbox)
        return self._prepared[course, name]


def prepared(course: Course, name: str, known: Exercise | None = None, *, seed: int, sandbox: Sandbox) -> Prepared:
    """Return an exercise with what its reference answers and its data; it is ``known`` if it was read before.

    Raises ``GradersError`` when it cannot be used.
    """
    exercise = known or course.exercise(name)
    spec = one_line(str(course.spec(name)))
    return prepare(exercise, course.solution(name), spec=spec, seed=seed, sandbox=sandbox)
