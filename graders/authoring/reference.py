"""The reference of an exercise: on the bench when it has full marks, and what else is asked of it there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.compare.numeric import leaves
from graders.diagnose.lineup import differs
from graders.errors import SubmissionError
from graders.exercise import Exercise
from graders.grading.compared import Compared
from graders.grading.course import Course
from graders.grading.grade import Prepared, rehearse
from graders.grading.rehearsal import Rehearsal
from graders.problem import Place, Problem
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Program, Questions, Returned


def set_up(course: Course, exercise: Exercise, sandbox: Sandbox) -> Bench | list[Finding]:
    """Return the bench for an exercise, or what keeps its reference from full marks."""
    rehearsed = rehearse_reference(course, exercise, sandbox)
    if isinstance(rehearsed, Finding):
        return [rehearsed]
    prepared, rehearsal = rehearsed
    if problems := rehearsal.problems(str(course.spec(exercise.name))):
        return [not_right(problem, rehearsal) for problem in problems]
    return Bench(course, prepared, sandbox)


def rehearse_reference(course: Course, exercise: Exercise, sandbox: Sandbox) -> tuple[Prepared, Rehearsal] | Finding:
    """Return what the reference answers and how it does, or why it is no reference."""
    place = Place(str(course.reference(exercise.name)))
    try:
        solution = course.solution(exercise.name, label="the reference cannot be read")
        solution.reference.source.decode()
    except SubmissionError as error:
        return Finding(place, "G201", str(error))
    except UnicodeDecodeError:
        return Finding(place, "G201", "expected a reference in UTF-8")
    return rehearse(exercise, solution, seed=0, sandbox=sandbox)


def not_right(problem: Problem, rehearsal: Rehearsal) -> Finding:
    """Return a problem of a rehearsal as a finding."""
    return Finding(problem.place, "G202" if rehearsal.stopped else "G203", problem.text)


def numbers(bench: Bench) -> Iterator[Finding]:
    """Yield each check whose right answer holds NaN: no submission that computes a number can pass it."""
    for values in _by_check(bench):
        if spoilt := next((one for one in values if _has_nan(one.expected)), None):
            check = spoilt.check
            text = f"'{check.id}' expects NaN: the reference gives it for `{spoilt.text}`; ask for what has an answer"
            yield Finding(bench.place(check), "G204", text)


def steadiness(bench: Bench) -> Iterator[Finding]:
    """Yield each check whose right answer is another one when the reference is run again in the same process."""
    reference, exercise = bench.prepared.reference, bench.prepared.exercise
    again = f"exec(compile({reference.source!r}, {reference.name!r}, 'exec', dont_inherit=True))\n"
    twice = Program(reference.name, (again * 2).encode(), reference.files)
    limits = exercise.limits._replace(cpu_s=3 * exercise.limits.cpu_s, wall_s=3 * exercise.limits.wall_s)
    checks = _by_check(bench)
    transcript = bench.sandbox.run(twice, Questions([[one.ask for one in values] for values in checks]), limits)
    for values, answers in zip(checks, transcript.answers, strict=True):
        pairs = zip(values, answers, strict=True)
        changed = (one for one, answer in pairs if differs(one.part(answer), one.expected, one.comparison))
        if one := next(changed, None):
            text = f"`{one.text}` is another value when the reference is run again; draw from a generator with a seed"
            yield Finding(bench.place(one.check), "G205", text)


def _by_check(bench: Bench) -> list[list[Compared]]:
    return [[*values] for _, values in groupby(bench.prepared.suspects.compared, key=lambda one: one.check.id)]


def _has_nan(answer: Answer) -> bool:
    """Say whether there is a NaN anywhere in what came back."""
    found = map(np.asarray, leaves(answer.value) if isinstance(answer, Returned) else ())
    return any(np.isnan(array).any() for array in found if array.dtype.kind in "fc")
