"""Properties: what has to be asked beside the reference, of the values that a submission computed, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import TypeAlias

from graders.compare.category import Category, category
from graders.compare.display import describe, show
from graders.compare.step import next_step
from graders.exercise import PropertyCheck
from graders.grading import advice
from graders.grading.evidence import Evidence
from graders.grading.plan import Planned, Probe
from graders.grading.verdict import Verdict, passed
from graders.prose import listed
from graders.result import Mismatch, MismatchKind, Outcome
from graders.transcript import Answer, Ask, Ended, Evaluate, Opaque, Raised, Returned, Stop, Value

_Asked: TypeAlias = tuple[Probe, Answer, Answer]
"""One value that a property is worked out from: what was asked, what came back, and what the reference gave."""

_NOUNS = {
    Category.ARRAY: "an array",
    Category.BOOL: "`True` or `False`",
    Category.DICT: "a dict",
    Category.NUMBER: "one number",
    Category.SEQUENCE: "a list or a tuple",
    Category.TEXT: "a text",
}

_BEYOND = {
    Stop.CPU: "This cannot be checked in time",
    Stop.WALL: "This cannot be checked in time",
    Stop.MEMORY: "This needs too much memory to check",
    Stop.OVERSIZED: "This is too large to be checked",
}


def properties(planned: Sequence[Planned], answers: Sequence[Sequence[Answer]]) -> dict[int, list[Ask]]:
    """Return what to ask of each property all of whose values came back; by number of the check."""
    asks: dict[int, list[Ask]] = {}
    for number, one in enumerate(planned):
        values = [
            answer.value
            for answer in answers[number]
            if isinstance(answer, Returned) and not isinstance(answer.value, Opaque)
        ]
        if isinstance(one.check, PropertyCheck) and len(values) == len(one.probes):
            asks[number] = list(_questions(one.check, one, values))
    return asks


def _questions(check: PropertyCheck, planned: Planned, values: list[object]) -> list[Ask]:
    """Return the property once for each draw, its names bound to what was drawn and what came back."""
    width = len(check.let)
    asks: list[Ask] = []
    for start in range(0, len(values), width):
        drawn = _drawn(planned.probes[start])
        found = dict(zip(check.let, values[start : start + width], strict=True))
        asks.append(Evaluate(check.property, {**drawn, **found}))
    return asks


def _drawn(probe: Probe) -> Mapping[str, Value]:
    """Return what was drawn for an evaluation, by name."""
    return probe.ask.bindings if isinstance(probe.ask, Evaluate) else {}


def property_verdict(evidence: Evidence, check: PropertyCheck) -> Verdict:
    """Return the verdict on a property: that of the first draw for which it does not hold."""
    verdict = _worked_out(evidence, check)
    if verdict.outcome not in {Outcome.WRONG, Outcome.RAISED}:
        return verdict
    words = re.findall(r"\w+", " ".join(check.let.values()))
    empty = next((word for word in words if word in evidence.transcript.clues.unfinished), "")
    return advice.unfinished(empty) if empty else verdict


def _worked_out(evidence: Evidence, check: PropertyCheck) -> Verdict:
    for probe, answer in zip(evidence.planned.probes, evidence.answers, strict=True):
        if not isinstance(answer, Returned):
            return evidence.without_value(probe, answer)
        if advice.is_unfinished(answer.value):
            return advice.unfinished(probe.text)
        if isinstance(answer.value, Opaque):
            return Verdict(
                outcome=Outcome.WRONG,
                message=f"`{probe.text}` is {describe(answer.value)}, which cannot be checked.",
                next_step=f"Print `type({probe.text})` and compare it with what is asked.",
            )
    if not evidence.worked_out:
        return Verdict(outcome=Outcome.GRADER_FAILED, message="The property was not worked out.")
    asked = zip(evidence.planned.probes, evidence.answers, evidence.expected, strict=True)
    for truth in evidence.worked_out:
        verdict = _truth(truth, check, list(islice(asked, len(check.let))))
        if verdict.outcome is not Outcome.PASSED:
            return verdict
    return passed()


def _truth(truth: Answer, check: PropertyCheck, asked: Sequence[_Asked]) -> Verdict:
    """Return what one draw comes to; ``asked`` are its values, in the order of ``let``."""
    match truth:
        case Returned(value=value) if _is_true(value):
            return passed()
        case Raised(bases=["NameError", *_], line=None):  # no value can raise it, so it is the author's
            return Verdict(outcome=Outcome.GRADER_FAILED, message="The property uses a name that nothing defines.")
        case Raised() if (verdict := _of_another_type(truth, check, asked)) is not None:
            return verdict
        case Returned() | Raised():
            what = "This does not hold yet"
            if isinstance(truth, Raised):
                what = f"The check, not the code, stopped with `{advice.fault(truth).exception}`"
            return _does_not_hold(what, "Compare these values with what is asked above.", check, asked)
        case Ended(stop=stop) if stop in _BEYOND:  # the reference's own values took no such effort
            what = _BEYOND[stop]
            step = "Use smaller numbers, or fewer of them, if the task leaves you the choice."
            return _does_not_hold(what, step, check, asked)
        case _:
            return Verdict(outcome=Outcome.GRADER_FAILED, message="The property could not be worked out.")


def _of_another_type(raised: Raised, check: PropertyCheck, asked: Sequence[_Asked]) -> Verdict | None:
    """Return the verdict on a value of which Python says that the property cannot work with its type.

    The reference's own value is of another type then. None where the property raises for any other reason.
    """
    if raised.bases[:1] not in {("AttributeError",), ("TypeError",)}:
        return None
    for name, (probe, answer, expected) in zip(check.let, asked, strict=True):
        if not (isinstance(answer, Returned) and isinstance(expected, Returned)):
            continue
        is_named = re.search(rf"\b{type(answer.value).__name__}\b", raised.message)
        noun = _NOUNS.get(category(expected.value))
        if is_named and noun and category(answer.value) is not category(expected.value):
            told, wanted = describe(answer.value), describe(expected.value)
            mismatch = Mismatch(kind=MismatchKind.TYPE, answer=told, expected=wanted)
            return Verdict(
                outcome=Outcome.WRONG,
                message=f"{_named(name, probe.text)} is {told}, and the check needs {noun}.",
                next_step=next_step(mismatch, f"`{probe.text}`", returned=True),
            )
    return None


def _does_not_hold(what: str, step: str, check: PropertyCheck, asked: Sequence[_Asked]) -> Verdict:
    values = ", ".join(
        f"{_named(name, probe.text)} is `{show(answer.value)}`"
        for name, (probe, answer, _) in zip(check.let, asked, strict=True)
        if isinstance(answer, Returned)
    )
    drawn = [f"`{name} = {show(value)}`" for name, value in _drawn(asked[0][0]).items()]
    given = f" for {listed(drawn)}" if drawn else ""
    where = " The first hint says where to look." if check.hints else ""
    return Verdict(outcome=Outcome.WRONG, message=f"{what}{given}: {values}.", next_step=f"{step}{where}")


def _named(name: str, expression: str) -> str:
    return f"`{name}`" if name == expression else f"`{name} = {expression}`"


def _is_true(value: Value) -> bool:
    """Say whether a property came to True; a NumPy bool is one too, an array or a number is not."""
    return type(value).__name__ in {"bool", "bool_"} and bool(value)
