"""Where a finding comes from: a student, and the page that shows the submission."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple, Protocol

from graders.analysis.roll import Mark, Roll
from graders.exercise import Exercise


class Source(NamedTuple):
    """A student's id, what a person calls the student, and the page of the submission."""

    student: str
    label: str
    page: str


class Placed(NamedTuple):
    """A mark, and where it stands in the roll: its exercise with its ``number``, and the ``places`` of all who have it.

    Places are ascending. A mark that is part of different work comes with each.
    """

    number: int
    exercise: Exercise
    places: array[int]
    mark: Mark


class Sources:
    """The students whose work for an exercise has a finding, each once, in the order of the roll.

    Of each only the place is kept, in four bytes: thousands may share a finding.
    """

    def __init__(self, roll: Roll, exercise: Exercise, *places: array[int]) -> None:
        """Take places in the roll, in any order; one may come up more than once."""
        self._roll = roll
        self._exercise = exercise
        self._places = array("I", sorted(set(chain(*places))))

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


def source(roll: Roll, exercise: Exercise, place: int) -> Source:
    """Return the student at this place in the roll, who handed in something for the exercise."""
    student = roll.students[place]
    found = student.handed_in[roll.exercises.index(exercise)]
    return Source(student.id, student.label, found.page if found else "")


def placed(roll: Roll) -> Iterator[Placed]:
    """Yield every mark, by exercise and then by the first student who has the work that it is of."""
    for number, (exercise, found) in enumerate(zip(roll.exercises, roll.alike, strict=True)):
        for work, having in found:
            yield from (Placed(number, exercise, having, mark) for mark in work.marks)
