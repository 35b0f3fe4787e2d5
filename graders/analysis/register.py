"""The students of a large class and their work, in a few bytes each."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import overload

from graders.analysis.roll import Mark, Student, Work
from graders.policy import Policy, total


class Register(Sequence[Student]):
    """The students of a class, by id, each made when asked for.

    Most work is like somebody else's: of entries that differ in page and time alone one is kept, and its number stands
    for it. ``names`` has every student's id, ``page`` gives the path of the page of a student and an exercise.
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

    def enter(self, student: str, exercise: str, entry: Work) -> None:
        """Enter what counts of a student for an exercise."""
        place, column = bisect_left(self._ids, student), self._columns[exercise]
        column.work[place] = self._number(entry._replace(page="", submitted_at=0.0))
        column.submitted_at[place] = entry.submitted_at

    def add_up(self, max_scores: Mapping[str, float], policy: Policy) -> None:
        """Let each student have a total by these rules; ``max_scores`` has the points of every exercise."""
        for place in range(len(self)):
            found = {exercise: self._work[column.work[place]] for exercise, column in self._columns.items()}
            scores = {exercise: entry.score for exercise, entry in found.items() if entry}
            undecided = {exercise: entry.open_points for exercise, entry in found.items() if entry}
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

    def _number(self, entry: Work) -> int:
        number = self._numbers.get(entry)
        if number is None:
            entry = entry._replace(marks=tuple(self._marks.setdefault(mark, mark) for mark in entry.marks))
            number = self._numbers[entry] = len(self._work)
            self._work.append(entry)
        return number

    def _student(self, place: int) -> Student:
        id_ = self._ids[place]
        entries = [self._entry(id_, exercise, column, place) for exercise, column in self._columns.items()]
        return Student(id_, self._names[id_], tuple(entries), self._totals[place], self._out_of[place])

    def _entry(self, student: str, exercise: str, column: _Column, place: int) -> Work | None:
        entry = self._work[column.work[place]]
        if entry is None:
            return None
        return Work(
            page=self._page(student, exercise),
            submitted_at=column.submitted_at[place],
            level=entry.level,
            score=entry.score,
            marks=entry.marks,
            ratings=entry.ratings,
            late_factor=entry.late_factor,
        )


class _Column:
    """The work of all students for one exercise: numbers, 0 for none, and when it was handed in."""

    __slots__ = ("submitted_at", "work")

    def __init__(self, students: int) -> None:
        self.work = array("I", [0]) * students
        self.submitted_at = array("d", [0.0]) * students
