"""The path through a course: its exercises, each after those that it builds on."""

from __future__ import annotations

from collections.abc import Mapping

from graders.errors import SpecError
from graders.exercise import Exercise
from graders.grading.course import Course
from graders.printable import one_line
from graders.problem import Place, Problem
from graders.spec.faults import Faults, did_you_mean, quoted


def path(course: Course) -> tuple[Exercise, ...]:
    """Return the exercises of a course in an order in which they can be done; otherwise that of their names is kept.

    Raises ``SpecError`` with every problem of their files, or else of what they build on: an exercise that the course
    does not have, or that builds on this one in turn.
    """
    faults = Faults()
    exercises: dict[str, Exercise] = {}
    for name in course.names():
        with faults:
            exercises[name] = course.exercise(name)
    faults.settle()
    for name, exercise in exercises.items():
        for other in exercise.builds_on:
            if other not in exercises:
                faults.note(_place(course, name), f"{_unknown(other)}{did_you_mean(other, exercises)}")
    faults.settle()
    return _in_order(exercises, course)


def _in_order(exercises: Mapping[str, Exercise], course: Course) -> tuple[Exercise, ...]:
    ordered: dict[str, Exercise] = {}
    waiting = dict(exercises)
    while waiting:
        name = next((name for name, one in waiting.items() if ordered.keys() >= {*one.builds_on}), None)
        if name is None:
            circle = _circle(waiting)
            text = f"'builds_on': {' builds on '.join(map(quoted, circle))}, which is a circle"
            raise SpecError([Problem(_place(course, circle[0]), text)])
        ordered[name] = waiting.pop(name)
    return tuple(ordered.values())


def _circle(waiting: Mapping[str, Exercise]) -> list[str]:
    """Return a circle among exercises each of which builds on another one of them; its first name comes again last."""
    names = [next(iter(waiting))]
    while names[-1] not in names[:-1]:
        names.append(next(name for name in waiting[names[-1]].builds_on if name in waiting))
    return names[names.index(names[-1]) :]


def _unknown(name: str) -> str:
    return f"'builds_on': {quoted(name)} is not an exercise of this course"


def _place(course: Course, name: str) -> Place:
    return Place(one_line(str(course.spec(name))))
