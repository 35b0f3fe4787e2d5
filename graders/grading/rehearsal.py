"""How a reference does in the checks of its own exercise, before anybody is graded with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graders.exercise import Exercise
from graders.grading.verdict import Verdict
from graders.printable import one_line
from graders.problem import Place, Problem
from graders.result import CheckResult, Outcome, Picture


class Rehearsal(NamedTuple):
    """What the reference gets for each check of ``exercise``, and its pictures, in order.

    ``stopped`` says why it does not run at all. ``broken`` says, by number of the check, why the value of the reference
    does not follow as the check says it does; ``unknown`` has the names in its expressions that nothing defines.
    """

    exercise: Exercise
    stopped: Verdict | None
    results: tuple[CheckResult, ...]
    pictures: tuple[Picture, ...]
    broken: Mapping[int, str]
    unknown: Mapping[int, tuple[str, ...]]

    def problems(self, spec: str) -> list[Problem]:
        """Return what keeps the exercise from being used, each once and at its place in the file ``spec``."""
        waits = Outcome.NOT_RUN  # is told by what it waits for
        numbers = (number for number, result in enumerate(self.results) if result.outcome is not waits)
        found = [self.problem(number, spec) for number in ([0] if self.stopped else numbers)]
        undrawn = [] if self.stopped else [*self._undrawn(spec)]
        return [problem for problem in found if problem is not None] + undrawn

    def problem(self, number: int, spec: str) -> Problem | None:
        """Return why the reference does not pass the check with this number, counted from 0; None when it does."""
        check, result = self.exercise.checks[number], self.results[number]
        if self.stopped is not None:
            why = f" ({one_line(str(self.stopped.fault))})" if self.stopped.fault else ""
            text = f"the reference, solutions/{self.exercise.name}.py, does not run. {self.stopped.message}{why}"
            return Problem(Place(spec), text)
        text = f"the reference solution does not pass '{check.id}': {result.message}"
        if number in self.unknown:
            names = ", ".join(f"`{name}`" for name in self.unknown[number])
            text = f"the check '{check.id}' uses {names}, expected names of `let`, `given` or the reference"
        elif result.outcome is Outcome.PASSED:
            if number not in self.broken:
                return None
            text = f"'follows' of '{check.id}': {self.broken[number]}"
        return Problem(Place(spec, check.line, check.column), text)

    def _undrawn(self, spec: str) -> Iterator[Problem]:
        for sketch, picture in zip(self.exercise.pictures, self.pictures, strict=True):
            if picture.note:
                place = Place(spec, sketch.line, sketch.column)
                yield Problem(place, f"the reference solution gives no picture. {picture.note}")
