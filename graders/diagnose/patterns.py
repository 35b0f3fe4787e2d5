"""What could have been done to the right answer: causes that can be seen without a wrong solution."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any, TypeAlias, TypeVar

import numpy as np

from graders.diagnose.suspect import Cause, Origin, Question, Suspect
from graders.transcript import Answer, NotAsked, Returned

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
T = TypeVar("T")

_Change: TypeAlias = Callable[[Array, int], Array]
"""What becomes of the right answer; the number is that of items in the first array among the arguments, or 0."""

_MOST_AXIS = 5  # columns of which every order is tried
_VECTOR, _TABLE = 1, 2


def _scaled(by: Callable[[int], float]) -> _Change:
    return lambda right, size: right * (by(size) if size > 1 else 1)


def _vector(change: Callable[[Array], Array]) -> _Change:
    return lambda right, _: change(right) if right.ndim == _VECTOR else right


def _table(change: Callable[[Array], Array]) -> _Change:
    return lambda right, _: change(right) if right.ndim == _TABLE else right


def _rounded(digits: int) -> _Change:
    return lambda right, _: np.round(right, digits)


# The special before the general: of two that give the same values, the first one is told.
_CHANGES: Mapping[str, tuple[str, _Change]] = {
    "transposed": ("Rows and columns have changed places.", _table(lambda right: right.T)),
    "negated": ("The sign is the other way round throughout.", lambda right, _: -right),
    "reversed": ("The values come in reverse order.", lambda right, _: right[::-1] if right.ndim else right),
    "sorted": ("The values were sorted.", _vector(np.sort)),
    "flattened": ("The values are in one plain row; rows and columns were lost.", _table(np.ravel)),
    "as-column": (
        "The values are one column of a table, not a plain row.",
        _vector(lambda right: right.reshape(-1, 1)),
    ),
    "as-row": (
        "There is one pair of square brackets too many.",
        lambda right, _: right[np.newaxis] if right.ndim else right,
    ),
    "integer": ("The result is whole numbers, without what stands after the point.", lambda right, _: _whole(right)),
    "rounded-0": ("The result was rounded to whole numbers.", _rounded(0)),
    "rounded-1": ("The result was rounded to 1 decimal.", _rounded(1)),
    "rounded-2": ("The result was rounded to 2 decimals.", _rounded(2)),
    "rounded-3": ("The result was rounded to 3 decimals.", _rounded(3)),
    "sum-for-mean": ("The values were added up, but not divided by how many there are.", _scaled(lambda n: n)),
    "mean-for-sum": ("The sum was divided by how many values there are.", _scaled(lambda n: 1 / n)),
    "n-minus-1": ("It was divided by `n - 1` in place of `n`.", _scaled(lambda n: n / (n - 1))),
    "n-for-n-minus-1": ("It was divided by `n` in place of `n - 1`.", _scaled(lambda n: (n - 1) / n)),
    "percent": ("The result is 100 times too large, as a percentage is.", lambda right, _: right * 100),
    "fraction": ("The result is 100 times too small, as a fraction of 1 is.", lambda right, _: right / 100),
    "degrees": ("The angle is in degrees; radians are asked for.", lambda right, _: np.degrees(right)),
    "radians": ("The angle is in radians; degrees are asked for.", lambda right, _: np.radians(right)),
    "log2-for-log": ("The logarithm has the base 2; `np.log` has the base e.", lambda right, _: right / math.log(2)),
    "log10-for-log": ("The logarithm has the base 10; `np.log` has the base e.", lambda right, _: right / math.log(10)),
    "log-for-log2": ("The logarithm has the base e; `np.log2` has the base 2.", lambda right, _: right * math.log(2)),
    "log-for-log10": (
        "The logarithm has the base e; `np.log10` has the base 10.",
        lambda right, _: right * math.log(10),
    ),
    "doubled": ("The result is twice what it should be.", lambda right, _: right * 2),
    "halved": ("The result is half of what it should be.", lambda right, _: right / 2),
    "first-repeated": ("The first value stands in every place.", lambda right, _: _repeated(right)),
}


def patterns(questions: Sequence[Question]) -> Iterator[Suspect]:
    """Yield what a submission would answer, were one thing done to each right answer."""
    right = [_numbers(question.expected) for question in questions]
    for name, (says, change) in _CHANGES.items():
        changed = [
            question.expected if array is None else _changed(change, array, question.size or 0)
            for question, array in zip(questions, right, strict=True)
        ]
        yield Suspect(Cause(Origin.PATTERN, name, says), tuple(changed))


def fitted_patterns(
    questions: Sequence[Question], answers: Sequence[Answer], numbers: Sequence[int]
) -> Iterator[Suspect]:
    """Yield patterns with one unknown, taken from the first wrong one of a submission's answers to these questions.

    "All equal" has that very answer there, so that this one question tells none of the others from their rivals.
    """
    pairs = {number: (_numbers(questions[number].expected), _numbers(answers[number])) for number in numbers}
    known = [(right, given) for right, given in pairs.values() if right is not None and given is not None]
    wrong = next(((right, given) for right, given in known if not _are_close(right, given)), None)
    if wrong is None:
        return
    for name, says, change in _fitted(*wrong):
        changed: list[Answer] = [NotAsked()] * len(questions)
        for number, (right, given) in pairs.items():
            if right is not None and given is not None:
                changed[number] = _changed(change, right, given)
        yield Suspect(Cause(Origin.FITTED, name, says), tuple(changed), least=3 if name == "all-equal" else 2)


def _fitted(right: Array, given: Array) -> Iterator[tuple[str, str, Callable[[Array, Array], Array]]]:
    yield "reshaped", "The numbers are right, but they are in another shape.", _in_shape_of
    yield "all-equal", "The same value comes back for every input.", lambda _, __: given
    if right.shape != given.shape:
        return
    if right.ndim == _TABLE and (columns := _order(right, given)):
        yield "columns-permuted", "The columns are in another order.", lambda each, _: _ordered(each, columns)
    if right.ndim == _TABLE and (rows := _order(right.T, given.T)):
        yield "rows-permuted", "The rows are in another order.", lambda each, _: _ordered(each.T, rows).T
    gaps = (given - right).ravel()
    if np.allclose(gaps, gaps[0]):
        yield "shifted", "Every result is off by the same number.", lambda each, _: each + gaps[0]


def _numbers(answer: Answer) -> Array | None:
    """Return the numbers of an answer as an array; None where there are none."""
    if not isinstance(answer, Returned) or not isinstance(answer.value, int | float | np.generic | np.ndarray):
        return None
    array = np.asarray(answer.value)
    return array if array.dtype.kind in "iuf" and array.size else None


def _are_close(right: Array, given: Array) -> bool:
    return right.shape == given.shape and np.allclose(right, given)


def _changed(change: Callable[[Array, T], Array], right: Array, more: T) -> Answer:
    with np.errstate(all="ignore"):
        return Returned(np.asarray(change(right, more))[()])


def _whole(right: Array) -> Array:
    whole = np.isfinite(right).all() and (np.abs(right) < 2**53).all()
    return np.trunc(right).astype(np.int64) if whole else right


def _repeated(right: Array) -> Array:
    return np.full_like(right, right.flat[0])


def _in_shape_of(right: Array, given: Array) -> Array:
    return right.reshape(given.shape) if right.size == given.size else right


def _order(right: Array, given: Array) -> tuple[int, ...]:
    """Return the order of columns that makes one table of the other; empty when there is none."""
    columns = range(right.shape[1])
    orders = permutations(columns) if len(columns) <= _MOST_AXIS else iter(())
    return next((order for order in orders if np.allclose(right[:, list(order)], given)), ())


def _ordered(table: Array, order: tuple[int, ...]) -> Array:
    return table[:, list(order)] if table.ndim == _TABLE and table.shape[1] == len(order) else table
