"""Whether a function leaves its arguments as they were: how that is asked beside a submission, and the verdict."""

from __future__ import annotations

import re
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
from graders.printable import one_line
from graders.result import Outcome
from graders.transcript import Answer, Evaluate, Missing, Raised, Returned, Value

_SAME = Comparison(dtype=DtypeRule.EXACT, tolerance=Tolerance(0, 0, own=True))
_NO_FUNCTION = re.compile(r"'(?:.*\.)?(.*)' object is not callable")


class _After(NamedTuple):
    """What is left of the arguments of a call, whether it returned None, and the names that the function has for them.

    ``names`` are those of what can be given by position, and fewer than ``args`` where ``*`` takes the rest.
    """

    args: tuple[Value, ...]
    kwargs: Mapping[str, Value]
    gave_nothing: bool
    names: tuple[str, ...]


def unchanged(name: str, probe: Probe, answer: Answer, expected: Answer, evidence: Evidence) -> Verdict:
    """Return the verdict on one call of the function ``name``; arguments have the names that the submission gives them.

    A function that is still empty changes nothing either, so that one which returns nothing does not pass.
    """
    if isinstance(answer, Raised) and "NotImplementedError" in answer.bases:
        return advice.unfinished(name)
    if isinstance(answer, Raised) and answer.line is None and (found := _NO_FUNCTION.fullmatch(answer.message)):
        return evidence.without_value(probe, Missing(name, found[1]))
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
            return _changed(probe, parameter, _name(parameter, after.names), value, left)
    if after.gave_nothing and not right.gave_nothing:
        return advice.returned_none(probe.text, name, answer.printed, evidence.transcript.clues)
    return passed()


def _changed(probe: Probe, parameter: int | str, name: str, before: Value, after: Value) -> Verdict:
    """Return the verdict on an argument that has another value now; ``name`` is empty where it has none of its own."""
    now, was = show_pair(after, before)
    argument = f"`{name}`" if name else f"number {int(parameter) + 1}"
    return Verdict(
        outcome=Outcome.WRONG,
        message=f"`{probe.text}` changed its argument {argument}. It was `{was}`, and is `{now}` afterwards.",
        next_step=_copied(name, before),
    )


def _copied(name: str, before: Value) -> str:
    """Return how to work on a copy: one in depth where a shallow one would share lists, dicts or arrays."""
    is_deep = _is_nested(before)
    if name:
        copy = f"copy.deepcopy({name})" if is_deep else f"{name}.copy()"
        step = f"Work on a copy: begin with `{name} = {copy}`."
    else:
        step = f"Work on a copy of it, which `{'copy.deepcopy(...)' if is_deep else '.copy()'}` makes."
    if is_deep:
        return f"{step} Add `import copy` at the top of the file."
    if name and isinstance(before, np.ndarray):
        return f"{step} Lines such as `{name} -= ...` and `{name}.sort()` change the array itself."
    return step


def _is_nested(value: Value) -> bool:
    """Say whether a list, tuple or dict holds anything but plain numbers, texts and None."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list | tuple) else ()
    return any(isinstance(one, list | tuple | dict | np.ndarray) for one in held)


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


def _name(parameter: int | str, names: tuple[str, ...]) -> str:
    """Return what the function calls an argument; empty where ``*`` takes it, or nothing tells."""
    if isinstance(parameter, str):
        return parameter
    return one_line(names[parameter]) if parameter < len(names) else ""
