"""What could have been done to the right answer: causes that can be seen without a wrong solution."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import numpy as np

from graders.compare.elements import Array
from graders.diagnose.parts import arrays, changed
from graders.diagnose.suspect import Cause, Origin, Question, Suspect
from graders.transcript import Answer, NotAsked, Returned

_Change: TypeAlias = Callable[[Array, int], Array]
"""What becomes of the right answer; the number is that of items in the first array among the arguments, or 0."""

_VECTOR, _TABLE = 1, 2
_INTEGERS = "iu"  # kinds of dtypes
_NEXT = "Look for what makes it so in your code, and compare it with the task."  # the numbers do not tell the place


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
        "The result has one dimension too many, as with a second pair of square brackets around it.",
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
    "n-minus-1-in-root": (
        "Inside the root it was divided by `n - 1` in place of `n`.",
        _scaled(lambda n: math.sqrt(n / (n - 1))),
    ),
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
    "last-missing": ("The last value is missing.", _vector(lambda right: right[:-1])),
    "first-missing": ("The first value is missing.", _vector(lambda right: right[1:])),
    "first-repeated": ("The first value stands in every place.", lambda right, _: _repeated(right)),
}


_BY_SIZE = {"sum-for-mean", "mean-for-sum", "n-minus-1", "n-minus-1-in-root", "n-for-n-minus-1"}
"""Patterns that say what was divided: a number that is one too small can look like them."""


def patterns(questions: Sequence[Question]) -> Iterator[Suspect]:
    """Yield what a submission would answer, were one thing done to all numbers of each right answer."""
    for name, (says, change) in _CHANGES.items():
        answers = (_answer(name, one, change) for one in questions)
        yield Suspect(seen(Origin.PATTERN, name, says), tuple(answers))


def seen(origin: Origin, name: str, says: str) -> Cause:
    """Return a cause that is seen in the answer alone."""
    return Cause(origin, f"{name}@answer", says, _NEXT)


def _answer(name: str, question: Question, change: _Change) -> Answer:
    """Return the right answer after a change; it tells nothing of a division where none can be seen."""
    size = question.size or 0
    after = changed(question.expected, partial(_with_size, change, size))
    if name in _BY_SIZE and _counts(question.expected, size) and (name != "mean-for-sum" or _is_whole(after)):
        return NotAsked()
    return after


def _counts(answer: Answer, size: int) -> bool:
    """Say whether an answer has a number that no division gives, an integer, or the very number of items."""
    found = arrays(answer.value) if isinstance(answer, Returned) else ()
    return any(one.dtype.kind in _INTEGERS or (one.size and (one == size).all()) for one in found)


def _is_whole(answer: Answer) -> bool:
    found = arrays(answer.value) if isinstance(answer, Returned) else ()
    return all((one == np.round(one)).all() for one in found)


def _with_size(change: _Change, size: int, right: Array) -> Array:
    return change(right, size)


def _whole(right: Array) -> Array:
    whole = np.isfinite(right).all() and (np.abs(right) < 2**53).all()
    return np.trunc(right).astype(np.int64) if whole else right


def _repeated(right: Array) -> Array:
    return np.full_like(right, right.flat[0])
