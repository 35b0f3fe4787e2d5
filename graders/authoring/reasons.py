"""Why a mutant survives, where the arguments of the cases show it: in words, and only what can be told for sure."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from graders.authoring.bench import Bench
from graders.diagnose.suspect import Variant
from graders.exercise import Check, Compares, FunctionCheck, VariableCheck
from graders.parsing import program
from graders.prose import listed
from graders.transcript import Call

_ARITHMETIC = ("term-", "factor-", "sign-", "operator", "brackets-", "power-", "arguments-", "operands-")
_TURNS = ("axis-", "transpose-", "reshape-")
_CODE = re.compile(r"`([^`]*)`")


class _Fact(NamedTuple):
    """Something that can be true of all arrays in the arguments, and the kinds of change that it hides."""

    words: str
    is_true: Callable[[np.ndarray], bool]
    hides: tuple[str, ...]
    of_matrices: bool = False


# The most special comes first: one is enough.
_FACTS = (
    _Fact(
        "Every array has one number only.",
        lambda array: array.size == 1,
        ("mean-", "sum-", "median-", "axis-", "keepdims-", "max-", "min-"),
    ),
    _Fact("Every matrix is symmetric.", lambda array: np.array_equal(array, array.T), _TURNS, of_matrices=True),
    _Fact("Every matrix is square.", lambda array: array.shape[0] == array.shape[1], _TURNS, of_matrices=True),
    _Fact(
        "No array has more than two numbers.",
        lambda array: array.size <= 2,  # noqa: PLR2004 - of two numbers the mean is the median
        ("mean-to-median", "median-to-mean"),
    ),
    _Fact("The data are sorted in every case.", lambda array: bool((np.diff(array) >= 0).all()), ("sort",)),
    _Fact("All numbers are positive.", lambda array: bool((array > 0).all()), ("abs-",)),
    _Fact("All numbers are whole.", lambda array: bool((array % 1 == 0).all()), ("round-", "astype-")),
)


def reason(variant: Variant, checks: Collection[Check], bench: Bench) -> str:
    """Return a sentence on why the checks do not see a variant, or nothing when it is not known."""
    compared = [check for check in checks if isinstance(check, FunctionCheck | VariableCheck)]
    if compared and all(check.comparison.compares is not Compares.VALUE for check in compared):
        kinds = listed(f"the {kind}" for kind in sorted({check.comparison.compares for check in compared}))
        return f"Only {kinds} of what comes back is compared."
    ids = {check.id for check in compared}
    asks = [one.ask for one in bench.prepared.suspects.compared if one.check.id in ids]
    calls = [ask for ask in asks if isinstance(ask, Call)]
    if not calls or variant.mutation is None:
        return ""
    kind = variant.mutation.kind
    of_parameters = _of_parameters(variant, calls, bench) if kind.startswith(_ARITHMETIC) else ""
    return of_parameters or _of_arrays(kind, calls)


def _of_parameters(variant: Variant, calls: Sequence[Call], bench: Bench) -> str:
    """Return what is the same in every call, of the parameters that the words for the variant name."""
    names = _parameters(bench.prepared.reference.source)
    bound = [dict(zip(names.get(call.name, ()), call.args, strict=False)) | dict(call.kwargs) for call in calls]
    code = " ".join(_CODE.findall(variant.cause.says))
    named = [name for name in bound[0] if re.search(rf"\b{name}\b", code) and all(name in one for one in bound)]
    for name in named:
        for value in (0, 1):
            if all(_are_equal(one[name], value) for one in bound):
                return f"Every case has {name} = {value}."
    for name, other in combinations(named, 2):
        if all(_are_equal(one[name], one[other]) for one in bound):
            return f"Every case has {name} = {other}."
    return ""


def _are_equal(value: object, other: object) -> bool:
    """Say whether two arguments are the same numbers; one number stands for any count of it."""
    one, another = _number(value), _number(other)
    return bool(one.size and another.size and another.shape in {(), one.shape} and (one == another).all())


def _of_arrays(kind: str, calls: Sequence[Call]) -> str:
    arrays = [array for call in calls for array in _arrays((*call.args, *call.kwargs.values()))]
    matrices = [array for array in arrays if array.ndim == 2]  # noqa: PLR2004 - rows and columns
    for fact in _FACTS:
        looked_at = matrices if fact.of_matrices else arrays
        if kind.startswith(fact.hides) and looked_at and all(map(fact.is_true, looked_at)):
            return fact.words
    return ""


def _parameters(source: bytes) -> dict[str, list[str]]:
    """Return the names of the parameters of each function at the left margin."""
    functions = (one for one in program(source).body if isinstance(one, ast.FunctionDef))
    return {one.name: [argument.arg for argument in (*one.args.posonlyargs, *one.args.args)] for one in functions}


def _arrays(values: Sequence[object]) -> Iterator[np.ndarray]:
    """Yield the arrays and lists of numbers among arguments."""
    for value in values:
        array = _number(value)
        if array.ndim and array.size and array.dtype.kind in "iuf":
            yield array


def _number(value: object) -> np.ndarray:
    """Return a value as an array of numbers; one that is none is an empty array."""
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return np.array([])
    return array if array.dtype.kind in "biuf" else np.array([])
