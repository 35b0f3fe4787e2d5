"""The numbers of the pictures of a report, taken from what a submission and the reference answered.

Nothing here is scored. Where a submission gives nothing to draw, nothing of the reference's is drawn either: a student
who has not begun is not shown the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from graders.compare.display import describe
from graders.compare.numeric import numeric
from graders.exercise import Exercise
from graders.grading.advice import is_unfinished
from graders.grading.plan import Planned
from graders.result import Picture, Series
from graders.sketch import PictureKind, Sketch
from graders.transcript import Answer, Get, Returned, Value

if TYPE_CHECKING:
    from numpy.typing import NDArray

MOST = 100
"""Places of a series."""

_MOST_BARS = 20
_MOST_AXES = 8
_BINS = 10
_LARGEST = 1e100  # beyond, the arithmetic of a drawing overflows

Numbers: TypeAlias = "NDArray[np.float64]"
Answers = Mapping[str, Answer]


class _NothingError(Exception):
    """There is nothing to draw, for the reason that is its text."""


def names_to_ask(exercise: Exercise, planned: Sequence[Planned]) -> tuple[str, ...]:
    """Return the variables that the pictures need and no check asks for."""
    asked = {probe.ask.name for one in planned for probe in one.probes if isinstance(probe.ask, Get)}
    wanted = (name for sketch in exercise.pictures for name in (*sketch.variables, *sketch.points))
    return tuple(dict.fromkeys(name for name in wanted if name not in asked))


def by_name(
    planned: Sequence[Planned], answers: Sequence[Sequence[Answer]], names: Sequence[str], others: Sequence[Answer]
) -> dict[str, Answer]:
    """Return the answers about variables: those of the checks, and ``others`` to what :func:`names_to_ask` gave."""
    checked = {
        probe.ask.name: answer
        for one, own in zip(planned, answers, strict=True)
        for probe, answer in zip(one.probes, own, strict=True)
        if isinstance(probe.ask, Get)
    }
    return checked | dict(zip(names, others, strict=True))


def pictures(exercise: Exercise, got: Answers, expected: Answers) -> tuple[Picture, ...]:
    """Return the pictures with the values of a submission; the ``expected`` ones must be fit to draw."""
    return tuple(_picture(sketch, got, expected) for sketch in exercise.pictures)


def _picture(sketch: Sketch, got: Answers, expected: Answers) -> Picture:
    try:
        if sketch.kind is PictureKind.BOXES:
            answer, right = _shape(sketch, got), _shape(sketch, expected)
        else:
            answer, right = _series(sketch, _all(sketch.variables, got), _all(sketch.variables, expected))
        points = (_points(sketch, expected),) if sketch.points else ()
    except _NothingError as nothing:
        return Picture(sketch.kind, sketch.title, note=str(nothing))
    return Picture(sketch.kind, sketch.title, answer, right, points, sketch.labels)


def _series(
    sketch: Sketch, got: Sequence[Numbers], expected: Sequence[Numbers]
) -> tuple[tuple[Series, ...], tuple[Series, ...]]:
    names = sketch.variables
    match sketch.kind:
        case PictureKind.CURVE:
            return (_curve(names[0], got[0]),), (_curve(names[0], expected[0]),)
        case PictureKind.LINE:
            return (_line(names, got),), (_line(names, expected),)
        case PictureKind.BARS:
            return (_bars(names[0], got[0]),), (_bars(names[0], expected[0]),)
        case PictureKind.CALIBRATION:
            return (_calibration(sketch, got),), (_calibration(sketch, expected),)
        case _:
            edges = _edges([*got, *expected])
            return tuple(_distributions(names, got, edges)), tuple(_distributions(names, expected, edges))


def _all(names: Sequence[str], answers: Answers) -> list[Numbers]:
    return [_numbers(name, answers) for name in names]


def _value(name: str, answers: Answers) -> Value:
    answer = answers[name]
    if not isinstance(answer, Returned) or is_unfinished(answer.value):
        raise _NothingError(f"`{name}` has no value yet, so there is nothing to draw.")
    return answer.value


def _numbers(name: str, answers: Answers) -> Numbers:
    """Return the numbers of a value in one row, NaN for those that cannot be drawn; one at least can."""
    value = _value(name, answers)
    numbers = np.empty(0)
    if (array := numeric(value)) is not None and array.dtype.kind != "c":
        with np.errstate(all="ignore"):
            numbers = array.astype(np.float64).ravel()
            numbers[~(np.abs(numbers) <= _LARGEST)] = np.nan
    if np.isnan(numbers).all():
        raise _NothingError(f"`{name}` is {describe(value)}. It has no number that can be drawn.")
    return numbers


def _short(numbers: Numbers) -> tuple[float, ...]:
    return tuple(float(f"{number:.6g}") for number in numbers)


def _left_out(*arrays: Numbers) -> int:
    return sum(int(np.isnan(array).sum()) for array in arrays)


def _curve(name: str, numbers: Numbers) -> Series:
    even = np.linspace(0, numbers.size - 1, min(MOST - 2, numbers.size)).round().astype(int)
    kept = np.unique([*even, np.nanargmin(numbers), np.nanargmax(numbers)])
    return Series((name,), tuple(map(float, kept)), _short(numbers[kept]), numbers.size, _left_out(numbers))


def _line(names: Sequence[str], numbers: Sequence[Numbers]) -> Series:
    for name, one in zip(names, numbers, strict=True):
        if one.size != 1:
            raise _NothingError(f"`{name}` has {one.size} numbers. A line needs one.")
    slope, intercept = numbers
    return Series(tuple(names), _short(slope), _short(intercept), 1)


def _points(sketch: Sketch, expected: Answers) -> Series:
    x, y = _paired(sketch.points, _all(sketch.points, expected))
    kept = np.unique(np.linspace(0, x.size - 1, min(MOST, x.size)).round().astype(int))
    return Series(sketch.points, _short(x[kept]), _short(y[kept]), x.size)


def _paired(names: Sequence[str], numbers: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    first, second = numbers
    if first.size != second.size:
        sizes = f"`{names[0]}` has {first.size} numbers and `{names[1]}` has {second.size}"
        raise _NothingError(f"{sizes}. They cannot be paired.")
    return first, second


def _bars(name: str, numbers: Numbers) -> Series:
    return Series((name,), (), _short(numbers[:_MOST_BARS]), numbers.size, _left_out(numbers))


def _calibration(sketch: Sketch, numbers: Sequence[Numbers]) -> Series:
    predicted, came_true = _paired(sketch.variables, numbers)
    edges = np.array(sketch.edges)
    inside = ~np.isnan(came_true) & (edges[0] <= predicted) & (predicted <= edges[-1])
    if not inside.any():
        between = f"{edges[0]:g} to {edges[-1]:g}"
        raise _NothingError(f"`{sketch.variables[0]}` has no number from {between}, so there is nothing to draw.")
    bins = np.minimum(np.searchsorted(edges, predicted, side="right"), edges.size - 1)
    filled = [inside & (bins == number) for number in range(1, edges.size)]
    means = [(predicted[one].mean(), came_true[one].mean()) for one in filled if one.any()]
    x, y = np.array(means).T
    return Series(sketch.variables, _short(x), _short(y), predicted.size, int((~inside).sum()))


def _edges(groups: Sequence[Numbers]) -> Numbers:
    low = min(float(np.nanmin(group)) for group in groups)
    high = max(float(np.nanmax(group)) for group in groups)
    if low == high:
        low, high = low - max(0.5, abs(low) / 2), high + max(0.5, abs(high) / 2)
    return np.linspace(low, high, _BINS + 1)


def _distributions(names: Sequence[str], groups: Sequence[Numbers], edges: Numbers) -> Iterator[Series]:
    for name, group in zip(names, groups, strict=True):
        finite = group[~np.isnan(group)]
        counts, _ = np.histogram(finite, edges)
        [mean] = _short(finite.mean(keepdims=True))
        yield Series((name,), _short(edges), tuple(map(float, counts)), group.size, _left_out(group), mean)


def _shape(sketch: Sketch, answers: Answers) -> tuple[Series, ...]:
    [name] = sketch.variables
    value = _value(name, answers)
    if not isinstance(value, np.ndarray | np.generic):
        raise _NothingError(f"`{name}` is {describe(value)}. It is not an array, so it has no shape to draw.")
    if value.ndim > _MOST_AXES:
        raise _NothingError(f"`{name}` has {value.ndim} axes. At most {_MOST_AXES} are drawn.")
    return (Series((name,), (), tuple(map(float, value.shape)), value.size),)
