"""Where a finding comes from: a student, and the page that shows the submission."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from heapq import merge
from itertools import groupby
from typing import NamedTuple, Protocol

from graders.analysis.roll import Mark, Roll
from graders.exercise import Exercise


class Source(NamedTuple):
    """A student's id, what a person calls the student, and the page of the submission."""

    student: str
    label: str
    page: str


class Placed(NamedTuple):
    """A mark, and where it stands: its exercise with its ``number``, and its student's ``place``, both in the roll."""

    number: int
    exercise: Exercise
    place: int
    mark: Mark


class Sources:
    """The students whose work for an exercise has a finding, each once, in the order of the roll.

    Of each only the place is kept, in four bytes: thousands may share a finding.
    """

    def __init__(self, roll: Roll, exercise: Exercise, *places: array[int]) -> None:
        """Take places in the roll, ascending in each of the arrays; one may come up more than once."""
        self._roll = roll
        self._exercise = exercise
        self._places = array("I", (place for place, _ in groupby(merge(*places))))

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Source]:
        return (source(self._roll, self._exercise, place) for place in self._places)


class Finding(Protocol):
    """Something that students have in common in an exercise."""

    @property
    def exercise(self) -> Exercise:
        """The exercise in which they have it."""

    @property
    def sources(self) -> Sources:
        """Those who have it."""


def places() -> array[int]:
    """Return an empty array for places in a roll."""
    return array("I")


def source(roll: Roll, exercise: Exercise, place: int) -> Source:
    """Return the student at this place in the roll, who handed in something for the exercise."""
    student = roll.students[place]
    entry = student.entries[roll.exercises.index(exercise)]
    return Source(student.id, student.label, entry.page if entry else "")


def placed(roll: Roll) -> Iterator[Placed]:
    """Yield every mark, by exercise and then by student, both in the order of the roll."""
    for number, exercise in enumerate(roll.exercises):
        for place, student in enumerate(roll.students):
            entry = student.entries[number]
            if entry:
                yield from (Placed(number, exercise, place, mark) for mark in entry.marks)
