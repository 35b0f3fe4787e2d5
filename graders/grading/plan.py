"""What each check of an exercise asks of a run, with every random argument drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
    Value,
    VariableCheck,
)
from graders.transcript import Ask, Call, Evaluate, Get

if TYPE_CHECKING:
    from numpy.random import Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One ask. ``text`` is what a student could type to see the same; nothing of a ``hidden`` one may be shown."""

    ask: Ask
    text: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Planned:
    """A check and its probes. A property check asks ``let`` once for each of its draws, draw by draw."""

    check: Check
    probes: tuple[Probe, ...]


def plan(exercise: Exercise, seed: int) -> tuple[Planned, ...]:
    """Return the probes of every check, in order. The same exercise and ``seed`` give the same arguments."""
    return tuple(Planned(check, tuple(_probes(check, [seed, number]))) for number, check in enumerate(exercise.checks))


def _probes(check: Check, seed: list[int]) -> Iterator[Probe]:
    match check:
        case VariableCheck(variable=name) | TextCheck(text=name) | RatingCheck(rating=name):
            yield Probe(ask=Get(name), text=name)
        case FunctionCheck(function=name) | RaisesCheck(raises=name):
            yield from _calls(name, check.cases, _Drawer(seed))
        case PropertyCheck():
            yield from _evaluations(check, _Drawer(seed))


def _calls(name: str, cases: tuple[Case, ...], drawer: _Drawer) -> Iterator[Probe]:
    for case in cases:
        for _ in range(case.draws):
            args = tuple(drawer.settle(value) for value in case.args)
            kwargs = drawer.settle_all(case.kwargs)
            yield Probe(ask=Call(name, args, kwargs), text=call_text(name, args, kwargs), hidden=case.hidden)


def _evaluations(check: PropertyCheck, drawer: _Drawer) -> Iterator[Probe]:
    for _ in range(check.draws):
        bindings = drawer.settle_all(check.given)
        for expression in check.let.values():
            yield Probe(ask=Evaluate(expression, bindings), text=expression)


class _Drawer:
    """Draws arguments from one stream; NumPy's random module is loaded with the first draw only."""

    def __init__(self, seed: list[int]) -> None:
        self._seed = seed
        self._generator: Generator | None = None

    def settle_all(self, values: Mapping[str, Value | Draw]) -> dict[str, Value]:
        return {name: self.settle(value) for name, value in values.items()}

    def settle(self, value: Value | Draw) -> Value:
        """Return ``value``, or a number or array drawn as it says."""
        if not isinstance(value, Draw):
            return value
        if self._generator is None:
            from numpy.random import default_rng  # noqa: PLC0415 - costs more than all else a plan does

            self._generator = default_rng(self._seed)
        drawn = _draw(self._generator, value)
        return drawn if value.shape else drawn.item()  # type: ignore[attr-defined]


def _draw(generator: Generator, draw: Draw) -> object:
    shape = draw.shape or (1,)
    match draw.distribution:
        case Distribution.NORMAL:
            return generator.normal(size=shape).round(3)
        case Distribution.UNIFORM:
            return generator.uniform(draw.low, draw.high, shape).round(3)
        case Distribution.INTEGERS:
            return generator.integers(int(draw.low), int(draw.high), shape)
