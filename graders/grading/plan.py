"""What each check of an exercise asks of a run, with every random argument drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from random import Random
from typing import NamedTuple

import numpy as np

from graders.compare.display import call_text
from graders.exercise import (
    Case,
    Check,
    Distribution,
    Draw,
    Exercise,
    FunctionCheck,
    PropertyCheck,
    RaisesCheck,
    RatingCheck,
    TextCheck,
    UnchangedCheck,
    VariableCheck,
)
from graders.transcript import Ask, Call, Evaluate, Get, Value

ARGS, KWARGS = "_args_of_the_call", "_kwargs_of_the_call"
"""What an evaluation calls the arguments that a function must not change."""


class Probe(NamedTuple):
    """One ask. ``text`` is what a student could type to see the same; nothing of a ``hidden`` one may be shown."""

    ask: Ask
    text: str
    hidden: bool = False


class Planned(NamedTuple):
    """A check and its probes. A property check asks ``let`` once for each of its draws, draw by draw."""

    check: Check
    probes: tuple[Probe, ...]


def plan(exercise: Exercise, seed: int) -> tuple[Planned, ...]:
    """Return the probes of every check, in order. The same exercise and ``seed`` give the same arguments."""
    return tuple(Planned(check, tuple(_probes(check, _Drawer(f"{seed}/{check.id}")))) for check in exercise.checks)


def _probes(check: Check, drawer: _Drawer) -> Iterator[Probe]:
    match check:
        case VariableCheck(variable=name) | TextCheck(text=name) | RatingCheck(rating=name):
            yield Probe(ask=Get(name), text=name)
        case FunctionCheck(function=name) | RaisesCheck(raises=name):
            yield from _calls(name, check.cases, drawer)
        case UnchangedCheck(unchanged=names):
            for name in names:
                yield from map(_looking_after, _calls(name, check.cases, drawer))
        case PropertyCheck():
            yield from _evaluations(check, drawer)


def _calls(name: str, cases: tuple[Case, ...], drawer: _Drawer) -> Iterator[Probe]:
    for case in cases:
        for _ in range(case.draws):
            args = tuple(drawer.settle(value) for value in case.args)
            kwargs = drawer.settle_all(case.kwargs)
            yield Probe(ask=Call(name, args, kwargs), text=call_text(name, args, kwargs), hidden=case.hidden)


def _looking_after(probe: Probe) -> Probe:
    """Return what asks for the arguments of a call after it; if it returned None, and what the function calls them."""
    if not isinstance(probe.ask, Call):
        raise TypeError("only a call has arguments")
    name, args, kwargs = probe.ask
    code = f"getattr({name}, '__code__', None)"  # which a built-in function does not have
    names = f"[*getattr({code}, 'co_varnames', ())[:getattr({code}, 'co_argcount', 0)]]"
    # What is unpacked is not copied: a change of an argument shows in these two, which stand here before the call.
    expression = f"({ARGS}, {KWARGS}, {name}(*{ARGS}, **{KWARGS}) is None, {names})"
    return probe._replace(ask=Evaluate(expression, {ARGS: args, KWARGS: kwargs}))


def _evaluations(check: PropertyCheck, drawer: _Drawer) -> Iterator[Probe]:
    for _ in range(check.draws):
        bindings = drawer.settle_all(check.given)
        for expression in check.let.values():
            yield Probe(ask=Evaluate(expression, bindings), text=expression)


class _Drawer:
    """Draws arguments from one stream, by Python's own generator: loading NumPy's would take longer than a run."""

    def __init__(self, seed: str) -> None:
        self._random = Random(seed)  # noqa: S311 - arguments of a check, not a secret

    def settle_all(self, values: Mapping[str, Value | Draw]) -> dict[str, Value]:
        """Return the values by name, each settled."""
        return {name: self.settle(value) for name, value in values.items()}

    def settle(self, value: Value | Draw) -> Value:
        """Return ``value``, or the number or the array that is drawn for it."""
        if not isinstance(value, Draw):
            return value
        if not value.shape:
            return self._number(value)
        numbers = [self._number(value) for _ in range(prod(value.shape))]
        return np.array(numbers).reshape(value.shape)

    def _number(self, draw: Draw) -> float:
        match draw.distribution:
            case Distribution.NORMAL:
                return round(self._random.gauss(0.0, 1.0), 3)
            case Distribution.UNIFORM:
                return round(self._random.uniform(draw.low, draw.high), 3)
            case Distribution.INTEGERS:
                return self._random.randrange(int(draw.low), int(draw.high))
