"""The smallest call that tells the reference from a wrong solution that all cases of an exercise let through."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.candidates import MOST, Candidate, candidates, defaults_of
from graders.authoring.trial import Tried, lines, try_all
from graders.compare.numeric import leaves
from graders.diagnose.lineup import differs
from graders.diagnose.suspect import Variant
from graders.exercise import FunctionCheck
from graders.grading.plan import Planned
from graders.parsing import program
from graders.transcript import Answer, Call, Opaque, Returned, Value

_LINES = 200_000  # of all that is run in one search: less than a second
_LEAST = 20


class Witness(NamedTuple):
    """A call on which a variant and the reference differ, by the rules of the check with the id ``check``.

    ``case`` is the line to add to the cases of that check.
    """

    check: str
    case: str

    @property
    def advice(self) -> str:
        """The case to add, in a sentence."""
        return f"This case of '{self.check}' tells them apart: {self.case}"


class _Offer(NamedTuple):
    """A candidate, and the checks that it could be a case of."""

    candidate: Candidate
    checks: list[FunctionCheck]


def witness(bench: Bench, variant: Variant) -> Witness | None:
    """Return the smallest call that was found to tell a variant from the reference."""
    return witnesses(bench, [variant]).get(variant.cause.id)


def witnesses(bench: Bench, variants: Sequence[Variant]) -> dict[str, Witness]:
    """Return witnesses by the ids of the variants, few for many; a variant without one is left out.

    Each is the smallest call that tells some variant from the reference; of these, the one that tells most comes first.
    A call is no witness on which the reference raises, gives NaN or infinity, or something else in another order.
    Raises ``SandboxError`` as any run does.
    """
    tree = program(bench.prepared.reference.source)
    found: dict[str, Witness] = {}
    for name, planned in _functions(bench).items():
        left = [variant for variant in variants if variant.cause.id not in found]
        if not left:
            break
        calls = [probe.ask for one in planned for probe in one.probes if isinstance(probe.ask, Call)]
        taken = lines(bench, calls)
        if taken is not None:
            most = _LINES * len(calls) // (taken * (len(left) + 1))
            found |= _search(bench, left, _few(_offers(planned, defaults_of(tree, name)), most))
    return found


def _functions(bench: Bench) -> dict[str, list[Planned]]:
    functions: dict[str, list[Planned]] = {}
    for one in bench.prepared.planned:
        if isinstance(one.check, FunctionCheck):
            functions.setdefault(one.check.function, []).append(one)
    return functions


def _offers(planned: Sequence[Planned], defaults: Mapping[str, Value]) -> list[_Offer]:
    offers: dict[str, _Offer] = {}
    for one in planned:
        calls = [probe.ask for probe in one.probes if isinstance(probe.ask, Call)]
        for candidate in candidates(calls, defaults):
            if isinstance(one.check, FunctionCheck):
                offers.setdefault(candidate.case, _Offer(candidate, [])).checks.append(one.check)
    return sorted(offers.values(), key=lambda offer: offer.candidate.size)


def _few(offers: Sequence[_Offer], most: int) -> Sequence[_Offer]:
    """Return at most so many, of every size; and not fewer than a few, whatever they cost."""
    return offers[:: math.ceil(len(offers) / min(max(most, _LEAST), MOST))] if offers else offers


def _search(bench: Bench, variants: Sequence[Variant], offers: Sequence[_Offer]) -> dict[str, Witness]:
    """Try the offers on the reference, forwards and backwards, and on the variants; the smallest offers come first."""
    asks = [offer.candidate.ask for offer in offers]
    reference = bench.prepared.reference.source
    tried = [Tried(reference, asks), Tried(reference, asks[::-1]), *(Tried(one.source, asks) for one in variants)]
    first, backwards, *answers = try_all(bench, tried)
    second = backwards[::-1]
    sound = [number for number, offer in enumerate(offers) if _is_sound(offer, first[number], second[number])]
    smallest = set[int]()
    for own in answers:
        telling = (number for number in sound if _told(offers[number], first[number], own[number]))
        smallest.update(islice(telling, 1))
    by_call = [
        {
            variant.cause.id: witness
            for variant, own in zip(variants, answers, strict=True)
            if (witness := _told(offers[number], first[number], own[number]))
        }
        for number in sorted(smallest)
    ]
    return _few_for_many(by_call)


def _few_for_many(by_call: Sequence[Mapping[str, Witness]]) -> dict[str, Witness]:
    """Choose the call that tells most variants, then the one that tells most of those left, and so on."""
    found: dict[str, Witness] = {}
    while left := set().union(*by_call) - found.keys():
        most = max(by_call, key=lambda one: len(left & one.keys()))
        found |= {identifier: most[identifier] for identifier in left & most.keys()}
    return found


def _told(offer: _Offer, expected: Answer, answer: Answer) -> Witness | None:
    """Return a witness when a variant answers something else than the reference."""
    check = next((check for check in offer.checks if differs(answer, expected, check.comparison)), None)
    return Witness(check.id, offer.candidate.case) if check else None


def _is_sound(offer: _Offer, first: Answer, second: Answer) -> bool:
    """Say whether the reference answers with finite numbers, and the same in whatever order it is asked."""
    if any(differs(second, first, check.comparison) for check in offer.checks):
        return False
    return isinstance(first, Returned) and _is_finite(first.value)


def _is_finite(value: Value) -> bool:
    """Say whether a value can be read and has neither NaN nor infinity in it."""
    found = [*leaves(value)]
    decimals = [array for array in map(np.asarray, found) if array.dtype.kind in "fc"]
    return not any(isinstance(one, Opaque) for one in found) and all(np.isfinite(array).all() for array in decimals)
