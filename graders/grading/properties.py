"""Properties: what has to be asked beside the reference, of the values that a submission computed."""

from __future__ import annotations

from collections.abc import Sequence

from graders.exercise import PropertyCheck
from graders.grading.plan import Planned
from graders.transcript import Answer, Ask, Evaluate, Opaque, Returned


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
        ask = planned.probes[start].ask
        drawn = ask.bindings if isinstance(ask, Evaluate) else {}
        found = dict(zip(check.let, values[start : start + width], strict=True))
        asks.append(Evaluate(check.property, {**drawn, **found}))
    return asks
