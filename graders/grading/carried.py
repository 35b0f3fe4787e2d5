"""Functions that are wrong because of earlier calls: called again in a fresh run, they show it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graders.diagnose.lineup import differs
from graders.exercise import Comparison, FunctionCheck, Limits
from graders.grading.interview import Answered
from graders.grading.plan import Planned, Probe
from graders.printable import one_line
from graders.prose import listed
from graders.result import CheckResult, Diagnosis, Outcome
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Carried, Program, Questions, Returned

_MOST_RERUN = 3
"""Checks for which a submission is run again: what is carried over often makes several wrong, in the same way."""

_MOST_NAMED = 3
"""Things that a next step names; where there are more, it is hard to tell which of them matter."""


class FreshRun(NamedTuple):
    """What it takes to call a function first in a run of its own, as the ``reference`` may do beside it."""

    reference: Program
    limits: Limits
    sandbox: Sandbox

    def twice(self, program: Program, probe: Probe) -> tuple[Answer, Answer]:
        """Return the answers to a call and to the same once more; raises ``SandboxError`` as any run does."""
        [[first, second]] = self.sandbox.run(program, Questions([[probe.ask, probe.ask]]), self.limits).answers
        return first, second


def carried_over(
    results: list[CheckResult],
    run: Answered,
    planned: Sequence[Planned],
    expected: Sequence[Sequence[Answer]],
    fresh: FreshRun,
) -> list[CheckResult]:
    """Return the results of a run, those with a cause that are wrong for what earlier calls left behind.

    Any other cause gives way: this one was seen. A program that carries nothing over, by its looks, does not run again.
    """
    program, left = run.program, run.transcript.clues.carried
    if program is None:
        return results
    wrong = [
        (number, one.check)
        for number, (one, result) in enumerate(zip(planned, results, strict=True))
        if isinstance(one.check, FunctionCheck) and result.outcome is Outcome.WRONG
    ]
    told = list(results)
    for number, check in wrong[:_MOST_RERUN]:
        asked = zip(planned[number].probes, run.answers[number], expected[number], strict=True)
        if evidence := _evidence(asked, check.comparison, program, fresh):
            told[number] = _explained(results[number], check.function, evidence, left)
    return told


def _evidence(
    asked: Iterable[tuple[Probe, Answer, Answer]], rules: Comparison, program: Program, fresh: FreshRun
) -> str:
    """Return what shows that a call was wrong for what others left behind; empty when nothing does.

    ``asked`` has calls with their answers and the right ones, one of them wrong at least. Of a program that may draw
    random numbers two results show nothing: its generators may have no seed.
    """
    probe, right = next((probe, right) for probe, answer, right in asked if differs(answer, right, rules))
    first, second = fresh.twice(program, probe)
    if not differs(first, right, rules):
        return "Called first, in a fresh run, it is right."
    gave_two = isinstance(first, Returned) and isinstance(second, Returned) and differs(second, first, rules)
    if gave_two and b"random" not in program.source and not differs(*fresh.twice(fresh.reference, probe), rules):
        return "The same call, made twice, gives two results."
    return ""


def _explained(result: CheckResult, function: str, evidence: str, left: Sequence[Carried]) -> CheckResult:
    text = f"`{function}` uses what earlier calls left behind. {evidence}"
    return result._replace(
        diagnosis=Diagnosis(id=f"carried@{function}", text=text, equal=0, probes=0), next_step=_step(function, left)
    )


def _step(function: str, left: Sequence[Carried]) -> str:
    """Return where that is made which the function itself leaves behind, or the only other one that leaves anything."""
    own = [one for one in left if one.function == function] or left
    if len({one.function for one in own}) > 1 or len(own) > _MOST_NAMED:
        return f"Look for what is made outside of `{function}` and changed inside. Make it anew in every call."
    names = listed(f"`{one_line(one.name)}`" for one in own)
    made, it = (f"Line {own[0].line} makes {names}", "it") if len(own) == 1 else (f"{names} are made", "them")
    return f"{made} once, for all calls. Make {it} inside `{one_line(own[0].function)}`."
