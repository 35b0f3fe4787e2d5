"""The reference of an exercise: on the bench when it has full marks, and what else is asked of it there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.diagnose.edit import Source
from graders.diagnose.lineup import differs
from graders.diagnose.parts import leaves
from graders.errors import SubmissionError
from graders.exercise import Exercise, FunctionCheck, VariableCheck
from graders.grading.course import Course
from graders.grading.grade import rehearse
from graders.grading.plan import Probe
from graders.grading.variant_run import part
from graders.problem import Place
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Program, Returned


def set_up(course: Course, exercise: Exercise, sandbox: Sandbox) -> Bench | list[Finding]:
    """Return the bench for an exercise, or what keeps its reference from full marks."""
    name = exercise.name
    try:
        program = course.program(name)
        Source(program.source)
    except SubmissionError as error:
        return [Finding(Place(str(course.reference(name))), "G201", f"the reference cannot be read: {_reason(error)}")]
    except UnicodeDecodeError:
        return [Finding(Place(str(course.reference(name))), "G201", "expected a reference in UTF-8")]
    except (SyntaxError, ValueError):  # running it tells where
        pass
    prepared, rehearsal = rehearse(exercise, program, seed=0, sandbox=sandbox)
    if problems := rehearsal.problems(str(course.spec(name))):
        return [Finding(problem.place, "G202" if rehearsal.stopped else "G203", problem.text) for problem in problems]
    return Bench(course, prepared, sandbox)


def _reason(error: SubmissionError) -> str:
    return str(error).rpartition(": ")[2]  # the path stands before it


def numbers(bench: Bench) -> Iterator[Finding]:
    """Yield each check whose right answer holds NaN: no submission that computes a number can pass it."""
    for check, answers in _compared(bench):
        item = check.comparison.item
        probe = next((probe for probe, answer in answers if _has_nan(part(answer, item))), None)
        if probe:
            text = f"'{check.id}' expects NaN: the reference gives it for `{probe.text}`; ask for what has an answer"
            yield Finding(bench.place(check.line, check.column), "G204", text)


def steadiness(bench: Bench) -> Iterator[Finding]:
    """Yield each check whose right answer is another one when the reference is run again in the same process."""
    reference, exercise = bench.prepared.reference, bench.prepared.exercise
    again = f"exec(compile({reference.source!r}, {reference.name!r}, 'exec', dont_inherit=True))\n"
    compared = list(_compared(bench))
    asks = [[probe.ask for probe, _ in answers] for _, answers in compared]
    twice = Program(reference.name, (again * 2).encode(), reference.files)
    limits = exercise.limits._replace(cpu_s=3 * exercise.limits.cpu_s, wall_s=3 * exercise.limits.wall_s)
    transcript = bench.sandbox.run(twice, asks, limits)
    for (check, answers), second in zip(compared, transcript.answers, strict=True):
        changed = (
            probe
            for (probe, first), other in zip(answers, second, strict=True)
            if differs(first, other, check.comparison)
        )
        if probe := next(changed, None):
            text = f"`{probe.text}` is another value when the reference is run again; draw from a generator with a seed"
            yield Finding(bench.place(check.line, check.column), "G205", text)


def _compared(bench: Bench) -> Iterator[tuple[VariableCheck | FunctionCheck, list[tuple[Probe, Answer]]]]:
    """Yield each check that compares values, with its probes and what the reference answers to them."""
    for planned, expected in zip(bench.prepared.planned, bench.prepared.expected, strict=True):
        if isinstance(planned.check, VariableCheck | FunctionCheck):
            yield planned.check, list(zip(planned.probes, expected, strict=True))


def _has_nan(answer: Answer) -> bool:
    """Say whether there is a NaN anywhere in what came back."""
    found = map(np.asarray, leaves(answer.value) if isinstance(answer, Returned) else ())
    return any(np.isnan(array).any() for array in found if array.dtype.kind in "fc")
