"""The wrong solutions of an exercise: run in the jail, once, when the first submission is wrong, and told as causes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from graders.exercise import Exercise
from graders.grading.compared import compared
from graders.grading.plan import Planned
from graders.result import CheckResult, Diagnosis, Outcome
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Call, Get, Program

if TYPE_CHECKING:
    from graders.diagnose.edit import Source
    from graders.diagnose.lineup import Lineup
    from graders.diagnose.suspect import Question, Suspect, Variant


class Suspects:
    """The wrong solutions of an exercise, and what they answer where its checks compare values.

    Nothing is parsed or run before a submission is wrong, and then it is kept: a class pays once in each process.
    """

    def __init__(
        self, exercise: Exercise, reference: Program, planned: Sequence[Planned], expected: Sequence[Sequence[Answer]]
    ) -> None:
        self._exercise = exercise
        self._reference = reference
        self.compared = compared(planned, expected)
        self._suspects: tuple[Suspect, ...] | None = None
        self._lineup: Lineup | None = None

    def explain(
        self, results: list[CheckResult], answers: Sequence[Sequence[Answer]], sandbox: Sandbox
    ) -> list[CheckResult]:
        """Return the results of a submission, each wrong one with its cause when one is known.

        ``answers`` are those of the submission, by check. Raises ``SandboxError`` as a run of a submission does.
        """
        wrong = {result.id for result in results if result.outcome is Outcome.WRONG and not _is_told(result)}
        if wrong.isdisjoint(one.check.id for one in self.compared):
            return results
        from graders.diagnose.choose import choose  # noqa: PLC0415 - only a wrong submission waits for it
        from graders.diagnose.lineup import Lineup  # noqa: PLC0415
        from graders.diagnose.patterns import patterns  # noqa: PLC0415
        from graders.diagnose.swapped import swapped  # noqa: PLC0415

        if self._lineup is None:
            suspects = [*self.run(sandbox), *patterns(self.questions), *swapped(self.questions)]
            self._lineup = Lineup(self.questions, suspects)
        given = tuple(one.part(answers[one.place[0]][one.place[1]]) for one in self.compared)
        unchecked = {result.id for result in results if result.outcome is Outcome.NOT_RUN}
        found = choose(wrong, given, self._lineup, unchecked)
        return [_explained(result, *found[result.id]) if result.id in found else result for result in results]

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """Everything that is :attr:`compared`, in the same order."""
        from graders.diagnose.dependence import dependence  # noqa: PLC0415 - see above
        from graders.diagnose.suspect import Question  # noqa: PLC0415

        follows = dependence(self._source.tree) if self._source else {}
        return tuple(
            Question(
                check=one.check.id,
                name=one.name,
                text=one.text,
                comparison=one.comparison,
                expected=one.expected,
                size=_argument_size(one.ask),
                follows=follows.get(one.ask.name, frozenset()),
                of=one.ask.name,
            )
            for one in self.compared
        )

    @cached_property
    def _source(self) -> Source | None:
        """The reference with its syntax tree; None when it is not UTF-8."""
        from graders.diagnose.edit import Source  # noqa: PLC0415 - see above

        try:
            return Source(self._reference.source)
        except (SyntaxError, ValueError):
            return None

    def variants(self, *, every: bool = False) -> list[Variant]:
        """Return the wrong solutions that submissions are held against, or every one; declared ones come first.

        A misconception of what the reference does not define at its left margin is left out, and all are when the
        reference is not UTF-8.
        """
        from graders.diagnose.declared import UnknownNameError, declared  # noqa: PLC0415 - see above
        from graders.diagnose.mutants import MOST, mutants  # noqa: PLC0415
        from graders.diagnose.reach import Reach  # noqa: PLC0415

        if self._source is None:
            return []
        variants = []
        for misconception in self._exercise.misconceptions:
            try:
                variants.append(declared(misconception, self._source))
            except UnknownNameError:
                continue
        unseen = Reach(self._source.tree, self._exercise.checks).unseen()
        return [*variants, *mutants(self._source, None if every else MOST, unseen)]

    def run(self, sandbox: Sandbox) -> tuple[Suspect, ...]:
        """Return what the :meth:`variants` answer that submissions are held against; it is kept."""
        if self._suspects is None:
            self._suspects = self.answered(self.variants(), sandbox)
        return self._suspects

    def answered(self, variants: Sequence[Variant], sandbox: Sandbox) -> tuple[Suspect, ...]:
        """Return what variants answer: run in as few processes as they leave alive, or kept on disk."""
        from graders.diagnose.suspect import Suspect  # noqa: PLC0415 - see above
        from graders.grading.variant_run import VariantRun  # noqa: PLC0415

        sources = [variant.source for variant in variants]
        answers = VariantRun(self._reference, sources, self.compared, self._exercise.limits).answers(sandbox)
        return tuple(Suspect(one.cause, own) for one, own in zip(variants, answers, strict=True))


def _is_told(result: CheckResult) -> bool:
    """Say whether a result has its cause in its own words: nothing came back from a call, so nothing was compared."""
    return bool(result.call) and result.mismatch is None


def _explained(result: CheckResult, diagnosis: Diagnosis, hint: str) -> CheckResult:
    step = hint or "Go through your code line by line, and look where this comes in."
    return result._replace(diagnosis=diagnosis, next_step=step)


def _argument_size(ask: Get | Call) -> int | None:
    """Return how many items the first array or list among the arguments has, 0 without one; None for a variable."""
    if isinstance(ask, Get):
        return None
    values = (*ask.args, *ask.kwargs.values())
    lists = (value for value in values if isinstance(value, list) or (isinstance(value, np.ndarray) and value.ndim))
    return len(next(lists, ()))
