"""The reports of a class: a page for each submission that counts, and what tells the class as one picture."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from graders.analysis.roll import LeftOver, Roll, Student
from graders.errors import GradersError
from graders.exercise import Exercise
from graders.gradebook.book import Gradebook
from graders.grading.page_names import page_folders
from graders.grading.standing import Standing, standings
from graders.policy import Policy, total
from graders.printable import one_line
from graders.reporting.class_page import class_page
from graders.reporting.grades import grades
from graders.reporting.junit import junit
from graders.reporting.page import page
from graders.reporting.record import record
from graders.result import Graded

_REPORTS = "reports"
_PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassList:
    """Who is in the class, with a name where the roster tells one, and what was left over."""

    title: str
    names: Mapping[str, str | None]
    left_over: tuple[LeftOver, ...]


class ClassReports:
    """The folder that the reports of a class are written to; the gradebook remembers what is in it."""

    def __init__(self, folder: Path, book: Gradebook, students: Collection[str]) -> None:
        self._folder = folder
        self._book = book
        self._folders = page_folders(students)
        self._pages: dict[str, str] = json.loads(book.noted(_PAGES) or "{}")

    def page_path(self, student: str, exercise: str) -> str:
        """Return the path of a student's page from the folder of the reports."""
        return f"{self._folders[student]}/{exercise}.html"

    def add_page(self, student: str, exercise: str, key: str, text: str) -> None:
        """Write the page of a result that was just graded."""
        path = self.page_path(student, exercise)
        self._write(path, text)
        self._pages[path] = key

    def are_current(self, state: str) -> bool:
        """Say whether the reports were written for ``state``, a digest of all they depend on, and are still there."""
        return (
            self._book.noted(_REPORTS) == _digest(state)
            and (self._folder / "index.html").exists()
            and all((self._folder / path).exists() for path in self._pages)
        )

    def write(self, class_list: ClassList, exercises: Collection[Exercise], policy: Policy, *, anonymous: bool) -> None:
        """Write every report of the class from what the gradebook has."""
        by_place = {
            (one.attempt.exercise, one.attempt.student): one
            for one in standings(self._book, policy)
            if one.attempt.student in class_list.names
        }
        by_name = {exercise.name: exercise for exercise in exercises}
        for (name, _), standing in by_place.items():
            if name in by_name:
                self._refresh(standing, by_name[name])
        counted = [by_place[place] for place in sorted(by_place) if place[0] in by_name]
        self._write("results.jsonl", "".join(f"{record(graded)}\n" for graded in self._results(counted)))
        self._write("junit.xml", junit(self._results(counted)))
        roll = self._roll(class_list, exercises, policy, by_place)
        self._write("grades.csv", grades(roll))
        self._write("index.html", class_page(roll, anonymous=anonymous))

    def remember(self, state: str) -> None:
        """Note that the reports are those of ``state``."""
        self._book.note(_PAGES, json.dumps(self._pages))
        self._book.note(_REPORTS, _digest(state))

    def _results(self, counted: Collection[Standing]) -> Iterator[Graded]:
        return (standing.graded(self._book) for standing in counted)

    def _refresh(self, standing: Standing, exercise: Exercise) -> None:
        """Write the page of the attempt that counts, unless it is there."""
        path, key = self.page_path(standing.attempt.student, exercise.name), standing.attempt.last.key
        if self._pages.get(path) != key or not (self._folder / path).exists():
            self._write(path, page(standing.graded(self._book), exercise))
            self._pages[path] = key

    def _roll(
        self,
        class_list: ClassList,
        exercises: Collection[Exercise],
        policy: Policy,
        by_place: Mapping[tuple[str, str], Standing],
    ) -> Roll:
        points = {exercise.name: exercise.max_score for exercise in exercises}
        students = []
        for student, name in sorted(class_list.names.items()):
            standing = {exercise: by_place.get((exercise, student)) for exercise in points}
            scores = {exercise: one.counted.score for exercise, one in standing.items() if one}
            students.append(
                Student(
                    id=student,
                    name=name,
                    entries=tuple(
                        one.entry(self._book, self.page_path(student, exercise)) if one else None
                        for exercise, one in standing.items()
                    ),
                    total=total(scores, points, policy).score,
                )
            )
        return Roll(
            title=policy.title or class_list.title,
            exercises=tuple(exercises),
            students=tuple(students),
            max_total=total({}, points, policy).max_score,
            left_over=class_list.left_over,
        )

    def _write(self, path: str, content: str | bytes) -> None:
        """Write a report so that a reader sees the old one or the new one, never a part."""
        target = self._folder / path
        part = target.with_name(f".{target.name}.part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
            part.replace(target)
        except OSError as error:
            raise GradersError(f"{one_line(str(target))}: the report cannot be written: {error.strerror}") from None


def _digest(state: str) -> str:
    return sha256(state.encode("utf-8", "surrogatepass")).hexdigest()
