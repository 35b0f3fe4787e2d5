"""The wrong solutions of an exercise: run in the jail, once, when the first submission is wrong, and told as causes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from graders.exercise import Exercise, FunctionCheck, VariableCheck
from graders.grading.plan import Planned, Probe
from graders.result import CheckResult, Diagnosis, Outcome
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Call, Get, Program

if TYPE_CHECKING:
    from graders.diagnose.edit import Source
    from graders.diagnose.lineup import Lineup
    from graders.diagnose.suspect import Question, Suspect, Variant
    from graders.grading.variant_run import Asked


class _Compared(NamedTuple):
    """A probe whose value a check compares; ``place`` is the number of the check and its own in it."""

    check: VariableCheck | FunctionCheck
    probe: Probe
    ask: Get | Call
    place: tuple[int, int]

    @property
    def item(self) -> str | int | None:
        """The one item of the value that the check compares."""
        return self.check.comparison.item

    @property
    def name(self) -> str:
        """What evidence is about: items are names of their own, as a slip in one says nothing about another."""
        return self.ask.name if self.item is None else f"{self.ask.name}[{self.item!r}]"


class Suspects:
    """The wrong solutions of an exercise, and what they answer where its checks compare values.

    Nothing is parsed or run before a submission is wrong, and then it is kept: a class pays once in each process.
    """

    def __init__(
        self, exercise: Exercise, reference: Program, planned: Sequence[Planned], expected: Sequence[Sequence[Answer]]
    ) -> None:
        self._exercise = exercise
        self._reference = reference
        self._expected = expected
        self._compared = [
            _Compared(one.check, probe, probe.ask, (number, position))
            for number, one in enumerate(planned)
            if isinstance(one.check, VariableCheck | FunctionCheck)
            for position, probe in enumerate(one.probes)
            if isinstance(probe.ask, Get | Call)
        ]
        self._lineup: Lineup | None = None

    def explain(
        self, results: list[CheckResult], answers: Sequence[Sequence[Answer]], sandbox: Sandbox
    ) -> list[CheckResult]:
        """Return the results of a submission, each wrong one with its cause when one is known.

        ``answers`` are those of the submission, by check. Raises ``SandboxError`` as a run of a submission does.
        """
        wrong = {result.id for result in results if result.outcome is Outcome.WRONG and not _is_told(result)}
        if wrong.isdisjoint(one.check.id for one in self._compared):
            return results
        from graders.diagnose.choose import choose  # noqa: PLC0415 - only a wrong submission waits for it
        from graders.diagnose.lineup import Lineup  # noqa: PLC0415
        from graders.diagnose.patterns import patterns  # noqa: PLC0415

        if self._lineup is None:
            self._lineup = Lineup(self.questions, [*self.run(sandbox), *patterns(self.questions)])
        found = choose(wrong, self._beside(answers), self._lineup)
        return [_explained(result, *found[result.id]) if result.id in found else result for result in results]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is compared, in the order of checks and probes."""
        from graders.diagnose.dependence import dependence  # noqa: PLC0415 - see above
        from graders.diagnose.suspect import Question  # noqa: PLC0415

        follows = dependence(self._source.tree) if self._source else {}
        return tuple(
            Question(
                check=one.check.id,
                name=one.name,
                text=one.probe.text,
                comparison=one.check.comparison._replace(item=None),
                expected=answer,
                size=_argument_size(one.ask),
                follows=follows.get(one.ask.name, frozenset()) if isinstance(one.ask, Get) else frozenset(),
            )
            for one, answer in zip(self._compared, self._beside(self._expected), strict=True)
        )

    @cached_property
    def _source(self) -> Source | None:
        """The reference with its syntax tree; None when it is not UTF-8."""
        from graders.diagnose.edit import Source  # noqa: PLC0415 - see above

        try:
            return Source(self._reference.source)
        except (SyntaxError, ValueError):
            return None

    def asked(self) -> list[Asked]:
        """Return what every wrong solution is asked, in the order of the :attr:`questions`."""
        from graders.grading.variant_run import Asked  # noqa: PLC0415 - see above

        return [
            Asked(one.ask, self._expected[one.place[0]][one.place[1]], one.check.comparison) for one in self._compared
        ]

    def variants(self) -> list[Variant]:
        """Return the wrong solutions, declared ones first.

        A misconception of what the reference does not define at its left margin is left out, and all are when the
        reference is not UTF-8.
        """
        from graders.diagnose.declared import UnknownNameError, declared  # noqa: PLC0415 - see above
        from graders.diagnose.mutants import mutants  # noqa: PLC0415

        if self._source is None:
            return []
        variants = []
        for misconception in self._exercise.misconceptions:
            try:
                variants.append(declared(misconception, self._source))
            except UnknownNameError:
                continue
        return [*variants, *mutants(self._source)]

    def run(self, sandbox: Sandbox) -> tuple[Suspect, ...]:
        """Return what all :meth:`variants` answer: run in as few processes as they leave alive, or kept on disk."""
        from graders.diagnose.suspect import Suspect  # noqa: PLC0415 - see above
        from graders.grading.variant_run import VariantRun  # noqa: PLC0415

        variants = self.variants()
        sources = [variant.source for variant in variants]
        run = VariantRun(self._reference, sources, self.asked(), self._exercise.limits)
        return tuple(Suspect(variant.cause, own) for variant, own in zip(variants, run.answers(sandbox), strict=True))

    def _beside(self, answers: Sequence[Sequence[Answer]]) -> tuple[Answer, ...]:
        """Return what is compared of the answers by check."""
        from graders.grading.variant_run import part  # noqa: PLC0415 - see above

        return tuple(part(answers[one.place[0]][one.place[1]], one.item) for one in self._compared)


def _is_told(result: CheckResult) -> bool:
    """Say whether a result has its cause in its own words: nothing came back from a call, so nothing was compared."""
    return bool(result.call) and result.mismatch is None


def _explained(result: CheckResult, diagnosis: Diagnosis, hint: str) -> CheckResult:
    step = hint or "Look for this place in your code, and compare it with the task."
    return result._replace(diagnosis=diagnosis, next_step=step)


def _argument_size(ask: Get | Call) -> int | None:
    """Return how many items the first array or list among the arguments has, 0 without one; None for a variable."""
    if isinstance(ask, Get):
        return None
    values = (*ask.args, *ask.kwargs.values())
    lists = (value for value in values if isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim))
    return len(next(lists, ()))
