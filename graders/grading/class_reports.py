"""The reports of a class: a page for each submission that counts, and what tells the class as one picture."""

from __future__ import annotations

from collections.abc import Collection

from graders.analysis.register import Register
from graders.analysis.roll import Roll
from graders.exercise import Exercise
from graders.gradebook.book import Gradebook
from graders.grading.class_list import ClassList
from graders.grading.reports_folder import CAUSES, GRADES, INDEX, JUNIT, RECORDS, ReportsFolder, write_page, writing
from graders.grading.reviewed import reviewed
from graders.grading.standing import Standing, standings
from graders.policy import Policy, total
from graders.reporting.causes import causes
from graders.reporting.class_page import class_page
from graders.reporting.grades import grades
from graders.reporting.junit import Suites
from graders.reporting.page import page
from graders.result import Graded


class ClassReports:
    """Every report of a class, from what the gradebook has."""

    def __init__(self, folder: ReportsFolder, book: Gradebook, exercises: Collection[Exercise], policy: Policy) -> None:
        self._folder = folder
        self._book = book
        self._exercises = {exercise.name: exercise for exercise in exercises}
        self._policy = policy

    def write(self, class_list: ClassList, *, anonymous: bool) -> None:
        """Write all reports; of the pages, those that are not there."""
        register = Register(class_list.names, self._exercises, self._folder.page_path)
        with self._folder.scratch() as cases:
            suites = Suites(cases)
            with writing(self._folder.place(RECORDS)) as records:
                for standing in standings(self._book, self._policy):
                    student, exercise = standing.attempt.student, standing.attempt.exercise
                    if student in class_list.names and exercise in self._exercises:
                        graded, record = standing.result(self._book)
                        records.write(f"{record}\n".encode())
                        suites.add(graded)
                        register.enter(student, exercise, standing.work(graded), standing.attempt.submitted_at)
                        self._keep_page(standing, graded, record)
            self._folder.write_parts(JUNIT, suites.parts())
        roll = self._roll(class_list, register)
        self._folder.write_parts(GRADES, grades(roll))
        self._folder.write_parts(CAUSES, map(str.encode, causes(roll)))
        self._folder.write_parts(INDEX, map(str.encode, class_page(roll, anonymous=anonymous)))

    def _keep_page(self, standing: Standing, graded: Graded, record: str) -> None:
        """Write the page of a submission that counts, unless it is there."""
        exercise = self._exercises[graded.exercise]
        path = self._folder.page_path(standing.attempt.student, exercise.name)
        version = standing.version(record)
        if not self._folder.has_page(path, version):
            content = page(reviewed(graded, standing.reviews), exercise, standing.remark).encode()
            write_page(self._folder.place(path), content)
            self._folder.note_page(path, version)

    def _roll(self, class_list: ClassList, register: Register) -> Roll:
        points = {name: exercise.max_score for name, exercise in self._exercises.items()}
        register.add_up(points, self._policy)
        return Roll(
            title=self._policy.title or class_list.title,
            exercises=tuple(self._exercises.values()),
            students=register,
            max_total=total({}, points, self._policy).max_score,
            left_over=tuple(class_list.left_over),
            gone=class_list.gone,
            strangers=frozenset(class_list.strangers),
        )
