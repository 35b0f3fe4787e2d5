"""Two arrays of one shape, element by element: which elements differ, which one most, and by how much."""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from graders.exercise import Tolerance

Array: TypeAlias = np.ndarray[Any, np.dtype[Any]]
Mask: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]

_EXACT = Tolerance(rtol=0.0, atol=0.0)
_WHOLE_KINDS = frozenset("iuO")  # integers, and Python integers of more than 64 bits
_EXACT_KINDS = _WHOLE_KINDS | {"b", "U"}
_BELOW_HALF = math.nextafter(0.5, 0.0)
_ROUNDED_FROM = 2.0**53  # beyond, float64 no longer holds every whole number


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What differs between two arrays.

    ``differs`` has the shape of the arrays. ``worst`` is the index of the first element where exactly one is not
    finite, or both are but differently (``nonfinite``); if there is none, of the element that exceeds its tolerance
    most. All that follows is of this element: its ``difference``, the same ``relative`` to what is expected, None where
    that is 0, the difference that is ``allowed``, and the ``tolerance`` that was applied. Truth values, texts and what
    is not finite have no differences, and none is known beside an integer that no float holds.
    """

    differs: Mask
    worst: tuple[int, ...]
    nonfinite: bool
    difference: float | None = None
    relative: float | None = None
    allowed: float | None = None
    tolerance: Tolerance


def differences(answer: Array, expected: Array, tolerance: Tolerance) -> Differences | None:
    """Return what differs, or None where ``|answer - expected| <= atol + rtol * |expected|`` holds throughout.

    Both arrays have the same shape and hold numbers, or both bool, or both text. Where integers are expected, less than
    one half is allowed, whatever the tolerance, unless it is the check's ``own``: no other whole number answers for
    them. The arithmetic is done in float64; whole numbers that it would round are compared as they are. NaN equals NaN,
    and an infinity equals itself; complex numbers of a size that is not finite are compared part by part.
    """
    shape = expected.shape
    answer, expected = answer.reshape(-1), expected.reshape(-1)
    kinds = {answer.dtype.kind, expected.dtype.kind}
    with np.errstate(all="ignore"):
        if kinds <= _EXACT_KINDS and not (tolerance.own and kinds <= _WHOLE_KINDS):
            return _exact(answer, expected, shape)
        return _measured(answer, expected, tolerance, shape)


def _exact(answer: Array, expected: Array, shape: tuple[int, ...]) -> Differences | None:
    common = np.result_type(answer, expected)
    if common.kind in "fO":  # no integer type holds both a uint64 and negative numbers; Python's integers hold all
        answer, expected = answer.astype(object), expected.astype(object)
    elif common.kind in "iu":
        answer, expected = answer.astype(common, copy=False), expected.astype(common, copy=False)
    differs = np.not_equal(answer, expected).astype(np.bool_, copy=False)
    if not differs.any():
        return None
    where = np.flatnonzero(differs)
    if expected.dtype.kind not in _WHOLE_KINDS:
        return Differences(
            differs=differs.reshape(shape), worst=_index(where[0], shape), nonfinite=False, tolerance=_EXACT
        )
    gap = _integer_gap(answer[where], expected[where])
    most = int(gap.argmax())
    difference, relative = _sizes(gap.item(most), abs(expected.item(where[most])))
    return Differences(
        differs=differs.reshape(shape),
        worst=_index(where[most], shape),
        nonfinite=False,
        difference=difference,
        relative=relative,
        allowed=0.0,
        tolerance=_EXACT,
    )


def _integer_gap(answer: Array, expected: Array) -> Array:
    """Return ``|answer - expected|`` of integers of one type, without overflow."""
    if expected.dtype == object:
        apart: Array = np.abs(answer - expected)
        return apart
    unsigned = np.dtype(f"u{expected.dtype.itemsize}")
    high, low = np.maximum(answer, expected), np.minimum(answer, expected)
    gap: Array = high.view(unsigned) - low.view(unsigned)  # wraps round to the true difference
    return gap


def _measured(answer: Array, expected: Array, tolerance: Tolerance, shape: tuple[int, ...]) -> Differences | None:
    is_capped = expected.dtype.kind in _WHOLE_KINDS and not tolerance.own
    try:
        gap = _gap(answer, expected)
        answer, expected = _widened(answer), _widened(expected)
    except OverflowError:  # an integer greater than any float, so a float beside it differs
        if {answer.dtype.kind, expected.dtype.kind} <= _WHOLE_KINDS:
            return _exact(answer, expected, shape)
        return Differences(
            differs=np.ones(shape, np.bool_), worst=_index(0, shape), nonfinite=False, tolerance=tolerance
        )
    allowed = np.abs(expected)
    allowed *= tolerance.rtol
    allowed += tolerance.atol
    if is_capped:
        np.minimum(allowed, _BELOW_HALF, out=allowed)
    close = gap <= allowed
    if close.all() and allowed.max(initial=0.0) < np.inf:
        return None
    differs = ~close
    # An infinite size allows an infinite difference. Complex numbers whose parts are finite can have such a size too.
    beyond = np.flatnonzero(~np.isfinite(allowed))
    differs[beyond] = ~_agree(answer[beyond], expected[beyond], tolerance)
    if not differs.any():
        return None
    finite = np.isfinite(answer) & np.isfinite(expected)
    nonfinite = differs & ~finite
    if nonfinite.any():
        return Differences(
            differs=differs.reshape(shape),
            worst=_index(nonfinite.argmax(), shape),
            nonfinite=True,
            tolerance=tolerance,
        )
    worst = np.where(differs, gap - allowed, -np.inf).argmax()
    difference, relative = _sizes(gap[worst], np.abs(expected[worst]))
    return Differences(
        differs=differs.reshape(shape),
        worst=_index(worst, shape),
        nonfinite=False,
        difference=difference,
        relative=relative,
        allowed=float(allowed[worst]),
        tolerance=Tolerance(0.0, _BELOW_HALF) if is_capped and allowed[worst] == _BELOW_HALF else tolerance,
    )


def _gap(answer: Array, expected: Array) -> Array:
    """Return ``|answer - expected|`` in float64, of the whole numbers themselves where float64 would round them."""
    wide, wanted = _widened(answer), _widened(expected)
    gap: Array = np.abs(wide - wanted)
    kinds = {answer.dtype.kind, expected.dtype.kind}
    if kinds & _WHOLE_KINDS and "c" not in kinds:
        rounded = np.flatnonzero((np.abs(wanted) >= _ROUNDED_FROM) & np.isfinite(gap))
        pairs = zip(answer[rounded].tolist(), expected[rounded].tolist(), strict=True)
        gap[rounded] = [float(abs(int(one) - int(other))) for one, other in pairs]
    return gap


def _widened(array: Array) -> Array:
    return array.astype(np.complex128 if array.dtype.kind == "c" else np.float64, copy=False)


def _agree(answer: Array, expected: Array, tolerance: Tolerance) -> Mask:
    """Tell where two numbers are equal, both NaN, or finite and within the tolerance; complex ones, in both parts."""
    if "c" in (answer.dtype.kind, expected.dtype.kind):
        return _agree(answer.real, expected.real, tolerance) & _agree(answer.imag, expected.imag, tolerance)
    near = np.abs(answer - expected) <= tolerance.atol + tolerance.rtol * np.abs(expected)
    agree: Mask = near & np.isfinite(answer) & np.isfinite(expected)
    agree |= (answer == expected) | (np.isnan(answer) & np.isnan(expected))
    return agree


def _sizes(gap: float, expected: float) -> tuple[float, float | None]:
    """Return a difference, and what part it is of the size that is expected; what exceeds a float is the largest."""
    gap, expected = (float(min(size, sys.float_info.max)) for size in (gap, expected))
    return gap, min(gap / expected, sys.float_info.max) if expected else None


def _index(position: int | np.integer[Any], shape: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(int(place) for place in np.unravel_index(int(position), shape)) if shape else ()
