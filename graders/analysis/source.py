"""Where a finding comes from: a student, and the page that shows the submission."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graders.analysis.roll import Mark, Roll
from graders.exercise import Exercise


class Source(NamedTuple):
    """A student's id, what a person calls the student, and the page of the submission."""

    student: str
    label: str
    page: str


class Placed(NamedTuple):
    """A mark, and where it stands."""

    exercise: Exercise
    source: Source
    mark: Mark


def placed(roll: Roll) -> Iterator[Placed]:
    """Yield every mark, by exercise and then by student, both in the order of the roll."""
    for position, exercise in enumerate(roll.exercises):
        for student in roll.students:
            entry = student.entries[position]
            if entry:
                source = Source(student.id, student.label, entry.page)
                yield from (Placed(exercise, source, mark) for mark in entry.marks)


def once_each(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Return each source once, by student."""
    return tuple(sorted(set(sources)))
