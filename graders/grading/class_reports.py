"""The reports of a class: a page for each submission that counts, and what tells the class as one picture."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graders.analysis.roll import LeftOver as RollLine
from graders.analysis.roll import Roll, Student
from graders.exercise import Exercise
from graders.gradebook.book import Gradebook
from graders.grading.reports_folder import CAUSES, GRADES, INDEX, JUNIT, RECORDS, ReportsFolder
from graders.grading.reviewed import reviewed
from graders.grading.standing import Standing, standings
from graders.policy import Policy, total
from graders.record import from_record
from graders.reporting.causes import causes
from graders.reporting.class_page import class_page
from graders.reporting.grades import grades
from graders.reporting.junit import junit
from graders.reporting.page import page
from graders.result import Graded
from graders.submissions.findings import LeftOver


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassList:
    """Who is in the class, with a name where the roster tells one, and what was left over."""

    title: str
    names: Mapping[str, str | None]
    left_over: Sequence[LeftOver]


class ClassReports:
    """Every report of a class, from what the gradebook has."""

    def __init__(self, folder: ReportsFolder, book: Gradebook, exercises: Collection[Exercise], policy: Policy) -> None:
        self._folder = folder
        self._book = book
        self._exercises = {exercise.name: exercise for exercise in exercises}
        self._policy = policy

    def write(self, class_list: ClassList, *, anonymous: bool) -> None:
        """Write all reports; of the pages, those that are not there."""
        by_place = {
            (one.attempt.exercise, one.attempt.student): one
            for one in standings(self._book, self._policy)
            if one.attempt.student in class_list.names and one.attempt.exercise in self._exercises
        }
        counted = [by_place[place] for place in sorted(by_place)]
        for standing in counted:
            self._refresh(standing)
        self._folder.write_parts(RECORDS, (f"{standing.record(self._book)}\n".encode() for standing in counted))
        self._folder.write(JUNIT, junit(map(self._graded, counted)))
        roll = self._roll(class_list, by_place)
        self._folder.write_parts(GRADES, [grades(roll)])
        self._folder.write(CAUSES, causes(roll))
        self._folder.write(INDEX, class_page(roll, anonymous=anonymous))

    def _refresh(self, standing: Standing) -> None:
        """Write the page of the attempt that counts, unless it is there."""
        exercise = standing.attempt.exercise
        path = self._folder.page_path(standing.attempt.student, exercise)
        if not self._folder.has_page(path, standing.version):
            graded = reviewed(self._graded(standing), standing.reviews)
            self._folder.add_page(path, standing.version, page(graded, self._exercises[exercise]))

    def _graded(self, standing: Standing) -> Graded:
        return from_record(json.loads(standing.record(self._book)))

    def _roll(self, class_list: ClassList, by_place: Mapping[tuple[str, str], Standing]) -> Roll:
        points = {name: exercise.max_score for name, exercise in self._exercises.items()}
        return Roll(
            title=self._policy.title or class_list.title,
            exercises=tuple(self._exercises.values()),
            students=tuple(self._students(class_list, by_place, points)),
            max_total=total({}, points, self._policy).max_score,
            left_over=tuple(RollLine(one.label, one.why) for one in class_list.left_over),
        )

    def _students(
        self, class_list: ClassList, by_place: Mapping[tuple[str, str], Standing], points: Mapping[str, float]
    ) -> Iterator[Student]:
        for student, name in sorted(class_list.names.items()):
            standing = {exercise: by_place.get((exercise, student)) for exercise in points}
            scores = {exercise: one.counted.score for exercise, one in standing.items() if one}
            entries = (
                one.entry(self._graded(one), self._folder.page_path(student, exercise)) if one else None
                for exercise, one in standing.items()
            )
            yield Student(
                id=student, name=name, entries=tuple(entries), total=total(scores, points, self._policy).score
            )
