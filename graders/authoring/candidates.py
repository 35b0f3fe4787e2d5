"""Small arguments for a function, in the shapes and from the ranges of those that the author wrote."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice, product, zip_longest
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from graders.authoring.notation import case_text
from graders.transcript import Call, Value

MOST = 400
"""Candidates for one function."""

Key: TypeAlias = int | str
"""A parameter: its position, or its name where it is given by name."""

_Axis: TypeAlias = tuple[Key, int]

_NUMBERS = (2, 3, 1, 0, -1, 0.5, -2, -3)
_FRACTIONS = (0.5, 0.25, 0.75, 0.9, 0.1, 1, 0)
# What fills an array: in order and not, with signs, ties, zeros, fractions, all alike, and too large for exp.
_FILLINGS: tuple[tuple[float, ...], ...] = (
    (1, 2, 4, 7, 11, 16, 22, 29, 37),
    (3, 1, 2, 5, 0, 4, 8, 6, 7),
    (1, -2, 3, -4, 6, -5, 2, -1, 7),
    (2, 2, 1, 1, 3, 3, 2, 1, 3),
    (0, 3, 0, 1, 0, 2, 0, 0, 5),
    (0.5, 2, -1.5, 1, 2.5, 0, 1.5, 3, -2),
    (-1, -3, -2, -5, -4, -6, -9, -8, -7),
    (2,) * 9,
    (1000, 999, -1000),
)
_FRACTION_FILLINGS = ((0.5, 0.25, 0.9, 0.1, 0.75), (0.9, 0.2, 0.6, 0.3, 0.1), (0.2, 0.2, 0.8, 0.5), (1, 0, 0.5))
_LABEL_FILLINGS = ((1, 0, 1, 1, 0), (0, 1, 1, 0, 0, 0), (0, 0, 1), (1, 1, 0))
_LENGTHS = (1, 2, 3)


class Candidate(NamedTuple):
    """One call, ``case`` as an author writes it, and how far it is from the smallest there could be."""

    ask: Call
    case: str
    size: tuple[float, ...]


class _Base(NamedTuple):
    """A call of the author's: its values by parameter."""

    name: str
    values: Mapping[Key, Value]

    def call(self) -> Call:
        args = tuple(value for key, value in self.values.items() if isinstance(key, int))
        return Call(self.name, args, {key: value for key, value in self.values.items() if isinstance(key, str)})

    def changed(self, values: Mapping[Key, Value]) -> _Base:
        return self._replace(values={**self.values, **values})

    @property
    def form(self) -> tuple[tuple[Key, object], ...]:
        """What two calls with the same kinds of arguments have in common."""
        return tuple((key, _form(value)) for key, value in self.values.items())


def candidates(calls: Sequence[Call], defaults: Mapping[str, Value]) -> list[Candidate]:
    """Return other calls of the same function, the smallest first.

    ``defaults`` are those of its parameters that have one. Changed is one argument of a call at a time, then all arrays
    at once with axes of other lengths, then all numbers.
    """
    bases = [*map(_base, calls)]
    forms: dict[object, list[_Base]] = {}
    for base in bases:
        forms.setdefault(base.form, []).append(base)
    turns = zip_longest(*(_changes(alike, defaults) for alike in forms.values()))
    found: dict[str, Candidate] = {}
    for base in islice((base for turn in turns for base in turn if base), 2 * MOST):
        call = base.call()
        case = case_text(call.args, call.kwargs)
        found.setdefault(case, Candidate(call, case, _size(base, bases)))
    return sorted(islice(found.values(), MOST), key=lambda one: (one.size, one.case))


def _base(call: Call) -> _Base:
    values: dict[Key, Value] = dict(enumerate(call.args))
    values.update(call.kwargs)
    return _Base(call.name, values)


def defaults_of(tree: ast.Module, name: str) -> dict[str, Value]:
    """Return the plain defaults of a function, by parameter."""
    found: dict[str, Value] = {}
    for statement in tree.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == name:
            given = statement.args
            last_first = [*given.posonlyargs, *given.args][::-1]
            pairs = [
                *zip(last_first, given.defaults[::-1], strict=False),
                *zip(given.kwonlyargs, given.kw_defaults, strict=True),
            ]
            found = {one.arg: value.value for one, value in pairs if isinstance(value, ast.Constant)}
    return found


def _changes(bases: Sequence[_Base], defaults: Mapping[str, Value]) -> Iterator[_Base]:
    """Yield changed calls; the bases have the same kinds of arguments."""
    first = bases[0]
    ranges = {key: [base.values[key] for base in bases] for key in first.values}
    axes = _axes(ranges)
    for key, value in first.values.items():
        for other in chain(_numbers(value, ranges[key]), _refilled(key, ranges[key], axes)):
            yield first.changed({key: other})
    for name, value in defaults.items():
        if name not in first.values:
            for other in _numbers(value, [value]):
                yield first.changed({name: other})
    for grouping in _groupings(axes):
        yield from _reshaped(first, ranges, grouping)
    numbers = {key: tuple(_numbers(value, ranges[key])) for key, value in first.values.items()}
    changing = {key: others[:5] for key, others in numbers.items() if others}
    for values in product(*changing.values()):
        yield first.changed(dict(zip(changing, values, strict=True)))


def _numbers(value: Value, given: Sequence[Value]) -> Iterator[Value]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield from _FRACTIONS if _within_one(given) else _NUMBERS


def _axes(ranges: Mapping[Key, Sequence[Value]]) -> dict[_Axis, object]:
    """Return the axes of all arrays, with the lengths that each has in the author's calls."""
    return {
        (key, axis): tuple(np.asarray(value).shape[axis] for value in values)
        for key, values in ranges.items()
        if (array := _array(values[0])) is not None
        for axis in range(array.ndim)
    }


def _groupings(axes: Mapping[_Axis, object]) -> Iterator[Mapping[_Axis, object]]:
    """Yield what axes may have in common: length for length what the author's have, then square arrays made oblong."""
    yield axes
    for (key, axis), lengths in axes.items():
        if any(one == key and other != axis and axes[one, other] == lengths for one, other in axes):
            yield {**axes, (key, axis): (key, axis)}


def _refilled(key: Key, given: Sequence[Value], axes: Mapping[_Axis, object]) -> Iterator[Value]:
    """Yield arrays with as many axes: as long as they are, or of any length where no other array has to fit."""
    if (array := _array(given[0])) is not None:
        own = {axes[key, axis] for axis in range(array.ndim)}
        is_free = own.isdisjoint(lengths for (one, _), lengths in axes.items() if one != key)
        shapes = [array.shape, *(product(_LENGTHS, repeat=array.ndim) if is_free else ())]
        for filling, shape in product(_fillings(given), dict.fromkeys(shapes)):
            yield _filled(given[0], shape, filling)


def _reshaped(base: _Base, ranges: Mapping[Key, Sequence[Value]], axes: Mapping[_Axis, object]) -> Iterator[_Base]:
    """Yield calls in which all arrays change; axes of one group have one length."""
    keys = list(dict.fromkeys(key for key, _ in axes))
    groups = list(dict.fromkeys(axes.values()))
    fillings = {key: _fillings(ranges[key]) for key in keys}
    for turn in range(max(map(len, fillings.values()), default=0)):
        for chosen in product(_LENGTHS, repeat=len(groups)):
            length = dict(zip(groups, chosen, strict=True))
            values: dict[Key, Value] = {}
            for number, key in enumerate(keys):
                shape = tuple(length[group] for (one, _), group in axes.items() if one == key)
                filling = fillings[key][(turn + number) % len(fillings[key])]
                values[key] = _filled(base.values[key], shape, filling)
            yield base.changed(values)


def _fillings(given: Sequence[Value]) -> tuple[tuple[float, ...], ...]:
    if not _within_one(given):
        return _FILLINGS
    whole = all(np.array_equal(array, np.round(array)) for array in map(np.asarray, given))
    return _LABEL_FILLINGS if whole else _FRACTION_FILLINGS


def _filled(like: Value, shape: tuple[int, ...], filling: Sequence[float]) -> Value:
    count = int(np.prod(shape))
    array = np.array([filling[number % len(filling)] for number in range(count)]).reshape(shape)
    return array.tolist() if isinstance(like, list) else array


def _array(value: Value) -> np.ndarray[Any, Any] | None:
    """Return an array of numbers, or a list of them, with at least one axis as an array."""
    if not isinstance(value, list | np.ndarray):
        return None
    try:
        array = np.asarray(value)
    except ValueError:  # rows of different lengths
        return None
    return array if array.dtype.kind in "iuf" and array.ndim else None


def _form(value: Value) -> object:
    array = _array(value)
    if array is not None:
        return type(value), array.ndim
    return float if isinstance(value, int | float) and not isinstance(value, bool) else type(value)


def _within_one(given: Sequence[Value]) -> bool:
    """Say whether all numbers are from 0 to 1, some of them fractions or in an array: probabilities, or labels."""
    arrays = [np.asarray(value) for value in given]
    alone = all(array.ndim == 0 and array in (0, 1) for array in arrays)
    return not alone and all(((array >= 0) & (array <= 1)).all() for array in arrays)


def _size(base: _Base, bases: Sequence[_Base]) -> tuple[float, ...]:
    """Return what smaller calls have less of: signs that no call has, numbers, their sizes, fractions."""
    numbers = _all_numbers([base])
    strange = (numbers < 0).any() and not (_all_numbers(bases) < 0).any()
    fractions = int((numbers != np.round(numbers)).sum())
    plain = float(np.abs(numbers).sum()) + 3 * int((numbers == 0).sum())  # a zero hides more than it shows
    return bool(strange), numbers.size, fractions, plain, int((numbers < 0).sum())


def _all_numbers(bases: Sequence[_Base]) -> np.ndarray[Any, Any]:
    values = [value for base in bases for value in base.values.values()]
    arrays = [np.asarray(value) for value in values if isinstance(value, int | float) or _array(value) is not None]
    return np.concatenate([np.zeros(0), *(array.astype(float).ravel() for array in arrays)])
