"""Properties that hold of values of another shape, as NumPy repeats one number for a whole array."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from typing import NamedTuple, TypeAlias

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.compare.category import Category, Known, category
from graders.exercise import PropertyCheck
from graders.grading.evidence import Evidence
from graders.grading.judge import judge
from graders.grading.plan import Planned
from graders.grading.properties import properties
from graders.parsing import expression
from graders.result import Outcome
from graders.transcript import Answer, Evaluate, Questions, Returned

_Shape: TypeAlias = tuple[int, ...]


class _Swap(NamedTuple):
    """A value of the reference, by its name in ``let``; what is put in its place; and a property that sees that."""

    name: str
    what: str
    value: Callable[[Known], Known]
    sees: str


def shapes(bench: Bench) -> Iterator[Finding]:
    """Yield each property that holds of an array in place of a number, or of a number or ``True`` in place of an array.

    The numbers are those of the reference, so that only the shape is wrong.
    """
    for planned, answers in zip(bench.prepared.planned, bench.prepared.expected, strict=True):
        if isinstance(planned.check, PropertyCheck):
            yield from _of_property(bench, planned, planned.check, answers)


def _of_property(bench: Bench, planned: Planned, check: PropertyCheck, answers: Sequence[Answer]) -> Iterator[Finding]:
    swaps = list(_swaps(planned, check, answers))
    if not swaps:
        return
    swapped = [_swapped(check, answers, swap) for swap in swaps]
    asks = [properties([planned], [own])[0] for own in swapped]
    transcript = bench.sandbox.run(bench.prepared.reference, Questions(asks), bench.prepared.exercise.limits)
    told: set[str] = set()
    for swap, own, worked_out in zip(swaps, swapped, transcript.answers, strict=True):
        evidence = Evidence(
            planned, frozenset(), transcript, own, tuple(answers), worked_out, bench.prepared.exercise.limits
        )
        if swap.name not in told and judge(evidence).outcome is Outcome.PASSED:
            told.add(swap.name)
            text = f"'{check.id}' passes with {swap.what} in place of `{swap.name}`. Add to the property: {swap.sees}"
            yield Finding(bench.place(check), "G405", text)


def _swaps(planned: Planned, check: PropertyCheck, answers: Sequence[Answer]) -> Iterator[_Swap]:
    """Yield what to try, by the values of the first draw."""
    used = {node.id for node in ast.walk(expression(check.property)) if isinstance(node, ast.Name)}
    values: dict[str, Known] = {
        name: answer.value for name, answer in zip(check.let, answers, strict=False) if isinstance(answer, Returned)
    }
    ask = planned.probes[0].ask
    beside = [*values.values(), *(ask.bindings.values() if isinstance(ask, Evaluate) else ())]
    around = dict.fromkeys(value.shape for value in beside if isinstance(value, np.ndarray) and value.size > 1)
    for name, value in values.items():
        match category(value) if name in used else None:
            case Category.NUMBER:
                for shape in around or [(2,)]:
                    yield _Swap(name, f"an array of shape {shape}", _repeated(shape), f"np.ndim({name}) == 0")
            case Category.ARRAY if value.size and value.dtype.kind != "U":
                sees = f"np.shape({name}) == {value.shape}"
                yield _Swap(name, "True", lambda _: np.True_, sees)
                yield _Swap(name, "one number", np.mean, sees)


def _repeated(shape: _Shape) -> Callable[[Known], Known]:
    return lambda value: np.full(shape, value)


def _swapped(check: PropertyCheck, answers: Sequence[Answer], swap: _Swap) -> tuple[Answer, ...]:
    """Return the answers of the reference, draw by draw, with one value swapped in each."""
    return tuple(
        Returned(swap.value(answer.value)) if name == swap.name and isinstance(answer, Returned) else answer
        for name, answer in zip(cycle(check.let), answers, strict=False)
    )
