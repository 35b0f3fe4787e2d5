"""The students of a large class and their work, in a few bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import overload

from graders.analysis.roll import HandedIn, Mark, Student, Work
from graders.policy import Policy, total


class Register(Sequence[Student]):
    """The students of a class, by id, each made when asked for.

    Most work is like somebody else's: of what is alike one is kept, and its number stands for it. ``names`` has every
    student's id, ``page`` gives the path of the page of a student and an exercise.
    """

    def __init__(
        self, names: Mapping[str, str | None], exercises: Collection[str], page: Callable[[str, str], str]
    ) -> None:
        self._names = names
        self._ids = sorted(names)
        self._page = page
        self._columns = {exercise: _Column(len(names)) for exercise in exercises}
        self._totals = array("d", [0.0]) * len(names)
        self._out_of = array("d", [0.0]) * len(names)
        self._work: list[Work | None] = [None]
        self._numbers: dict[Work, int] = {}
        self._marks: dict[Mark, Mark] = {}

    def enter(self, student: str, exercise: str, work: Work, submitted_at: float) -> None:
        """Enter what counts of a student for an exercise, handed in at this time (seconds of UTC since 1970)."""
        place, column = bisect_left(self._ids, student), self._columns[exercise]
        column.work[place] = self._number(work)
        column.submitted_at[place] = submitted_at

    def add_up(self, max_scores: Mapping[str, float], policy: Policy) -> None:
        """Let each student have a total by these rules; ``max_scores`` has the points of every exercise."""
        for place in range(len(self)):
            found = {exercise: self._work[column.work[place]] for exercise, column in self._columns.items()}
            scores = {exercise: work.score for exercise, work in found.items() if work}
            undecided = {exercise: work.open_points for exercise, work in found.items() if work}
            reached = total(scores, max_scores, policy, undecided)
            self._totals[place], self._out_of[place] = reached.score, reached.max_score

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[Student]:
        return map(self._student, range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Student: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Student]: ...

    def __getitem__(self, place: int | slice) -> Student | Sequence[Student]:
        places = range(len(self))[place]
        return self._student(places) if isinstance(places, int) else tuple(map(self._student, places))

    def _number(self, work: Work) -> int:
        number = self._numbers.get(work)
        if number is None:
            work = replace(work, marks=tuple(self._marks.setdefault(mark, mark) for mark in work.marks))
            number = self._numbers[work] = len(self._work)
            self._work.append(work)
        return number

    def _student(self, place: int) -> Student:
        id_ = self._ids[place]
        handed_in = tuple(self._handed_in(id_, exercise, column, place) for exercise, column in self._columns.items())
        return Student(id_, self._names[id_], handed_in, self._totals[place], self._out_of[place])

    def _handed_in(self, student: str, exercise: str, column: _Column, place: int) -> HandedIn | None:
        work = self._work[column.work[place]]
        return HandedIn(self._page(student, exercise), column.submitted_at[place], work) if work else None


class _Column:
    """The work of all students for one exercise: numbers, 0 for none, and when it was handed in."""

    __slots__ = ("submitted_at", "work")

    def __init__(self, students: int) -> None:
        self.work = array("I", [0]) * students
        self.submitted_at = array("d", [0.0]) * students
