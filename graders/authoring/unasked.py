"""The variables that a wrong solution changes, and that no check asks for."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.authoring.trial import Tried, try_all
from graders.diagnose.lineup import differs
from graders.diagnose.names import stored
from graders.diagnose.reach import asked
from graders.diagnose.suspect import Variant
from graders.exercise import Comparison
from graders.parsing import program
from graders.prose import listed
from graders.transcript import Get, Returned


class Unasked(NamedTuple):
    """Names of variables, in the order in which the reference defines them."""

    names: tuple[str, ...]

    @property
    def advice(self) -> str:
        """What is missing, in a sentence."""
        which = "which changes" if len(self.names) == 1 else "which change"
        return f"No check asks for {listed(f'`{name}`' for name in self.names)}, {which} with it."


def unasked(bench: Bench, variants: Sequence[Variant]) -> dict[str, Unasked]:
    """Return, by the ids of the variants, what they change and nobody is asked for; raises as any run does."""
    names = _names(bench)
    if not names or not variants:
        return {}
    asks = [Get(name) for name in names]
    reference = Tried(bench.prepared.reference.source, asks)
    first, again, *rows = try_all(bench, [reference, reference, *(Tried(one.source, asks) for one in variants)])
    rules = Comparison()
    steady = [not differs(one, other, rules) for one, other in zip(again, first, strict=True)]
    found = {}
    for variant, row in zip(variants, rows, strict=True):
        compared = zip(names, row, first, steady, strict=True)
        changed = tuple(
            name
            for name, answer, right, is_steady in compared
            if is_steady and isinstance(answer, Returned) and differs(answer, right, rules)
        )
        if changed:
            found[variant.cause.id] = Unasked(changed)
    return found


def _names(bench: Bench) -> list[str]:
    """Return the variables at the left margin of the reference that no check asks for."""
    exercise, tree = bench.prepared.exercise, program(bench.prepared.reference.source)
    variables = (one for one in tree.body if not isinstance(one, ast.FunctionDef | ast.ClassDef))
    defined = dict.fromkeys(name for one in variables for name in sorted(stored(one)))
    return [name for name in defined if name not in set[str]().union(*map(asked, exercise.checks))]
