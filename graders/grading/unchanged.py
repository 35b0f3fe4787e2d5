"""Whether a function leaves its arguments as they were: how that is asked beside a submission, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from graders.compare.display import show_pair
from graders.compare.match import match
from graders.exercise import Comparison, DtypeRule, Tolerance
from graders.grading import advice
from graders.grading.evidence import Evidence
from graders.grading.plan import ARGS, KWARGS, Probe
from graders.grading.verdict import Verdict, passed
from graders.result import Outcome
from graders.transcript import Answer, Evaluate, Raised, Returned, Value

_SAME = Comparison(dtype=DtypeRule.EXACT, tolerance=Tolerance(0, 0, own=True))


class _After(NamedTuple):
    """What is left of the arguments of a call, whether it returned None, and the names that a function has for them."""

    args: tuple[Value, ...]
    kwargs: Mapping[str, Value]
    gave_nothing: bool
    names: tuple[str, ...]


def unchanged(name: str, probe: Probe, answer: Answer, expected: Answer, evidence: Evidence) -> Verdict:
    """Return the verdict on one call of the function ``name``; arguments have the names that the reference gives them.

    A function that is still empty changes nothing either, so that one which returns nothing does not pass.
    """
    if isinstance(answer, Raised) and "NotImplementedError" in answer.bases:
        return advice.unfinished(name)
    if not isinstance(answer, Returned):
        return evidence.without_value(probe, answer)
    before, after, right = _before(probe), _after(answer), _after(expected)
    if right is None:
        return Verdict(outcome=Outcome.GRADER_FAILED, message="The reference left no arguments to compare with.")
    if after is None:
        return Verdict(
            outcome=Outcome.WRONG,
            message=f"After `{probe.text}` its arguments are too large, or nothing that can be read.",
            next_step="Write the result into a new variable, and leave what comes in as it is.",
        )
    for parameter, value in before.items():
        if match(left := _part(after, parameter), value, _SAME):
            return _changed(probe, _named(parameter, right.names), value, left)
    if after.gave_nothing and not right.gave_nothing:
        return advice.returned_none(probe.text, name, answer.printed, evidence.transcript.clues)
    return passed()


def _changed(probe: Probe, argument: str, before: Value, after: Value) -> Verdict:
    now, was = show_pair(after, before)
    step = f"Work on a copy: begin with `{argument} = {argument}.copy()`."
    if isinstance(before, np.ndarray):
        step += f" Lines such as `{argument} -= ...` and `{argument}.sort()` change the array itself."
    return Verdict(
        outcome=Outcome.WRONG,
        message=f"`{probe.text}` changed its argument `{argument}`. It was `{was}`, and is `{now}` afterwards.",
        next_step=step,
    )


def _before(probe: Probe) -> dict[int | str, Value]:
    """Return the arguments of a call, by position or name."""
    bindings: Mapping[str, Any] = probe.ask.bindings if isinstance(probe.ask, Evaluate) else {}
    return {**dict(enumerate(bindings[ARGS])), **bindings[KWARGS]}


def _after(answer: Answer) -> _After | None:
    """Return what an answer tells, None where it is not what was asked for."""
    match answer:
        case Returned(value=(tuple() as args, dict() as kwargs, bool() as gave_nothing, list() as names)):
            return _After(args, kwargs, gave_nothing, tuple(map(str, names)))
    return None


def _part(after: _After, parameter: int | str) -> Value:
    """Return an argument after the call; None, which no array, list or dict is, where there is none."""
    if isinstance(parameter, str):
        return after.kwargs.get(parameter)
    return after.args[parameter] if parameter < len(after.args) else None


def _named(parameter: int | str, names: tuple[str, ...]) -> str:
    if isinstance(parameter, str):
        return parameter
    return names[parameter] if parameter < len(names) else f"number {parameter + 1}"
