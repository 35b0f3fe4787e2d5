"""The part of an array that is drawn, and which of its cells differ."""

from __future__ import annotations

import numpy as np

from graders.compare.display import FULL, show, show_pair
from graders.compare.elements import Array, Mask
from graders.result import Cells

_WINDOW = 8  # rows and columns of a larger array


def pair_of_cells(answer: Array, expected: Array, differs: Mask, worst: tuple[int, ...]) -> tuple[Cells, Cells]:
    """Draw the same part of two arrays of one shape, around the element at ``worst``.

    Arrays of at most 12 elements are drawn in full, larger ones through a window of 8 rows and 8 columns; of more than
    two axes, the two last ones are drawn where ``worst`` lies. Differing cells get as many digits as tell them apart.
    """
    origin, corner = _window(expected.shape, worst)
    answers, wanted, marks = (_rows(array[corner]) for array in (answer, expected, differs))
    texts = [
        [show_pair(a, e) if differ else (show(a), show(e)) for a, e, differ in zip(*row, strict=True)]
        for row in zip(answers, wanted, marks, strict=True)
    ]
    flags = tuple(tuple(bool(mark) for mark in row) for row in marks)

    def side(which: int) -> Cells:
        rows = tuple(tuple(pair[which] for pair in row) for row in texts)
        return Cells(shape=expected.shape, rows=rows, differs=flags, origin=origin)

    return side(0), side(1)


def first_cells(array: Array) -> Cells:
    """Draw the first part of an array that has no counterpart of its shape, so that no cell is marked."""
    origin, corner = _window(array.shape, (0,) * array.ndim)
    rows = tuple(tuple(show(number) for number in row) for row in _rows(array[corner])) if array.size else ()
    return Cells(shape=array.shape, rows=rows, differs=tuple((False,) * len(row) for row in rows), origin=origin)


def _window(shape: tuple[int, ...], worst: tuple[int, ...]) -> tuple[tuple[int, ...], tuple[int | slice, ...]]:
    """Return the index of the first cell drawn, and what selects the cells."""
    extent = FULL if np.prod(shape) <= FULL else _WINDOW
    leading = worst[:-2]
    starts = tuple(
        max(0, min(place - extent // 2, size - extent)) for place, size in zip(worst[-2:], shape[-2:], strict=True)
    )
    return leading + starts, leading + tuple(slice(start, start + extent) for start in starts)


def _rows(drawn: Array) -> Array:
    """Return an array of one or two axes as rows; a vector is one row."""
    return drawn.reshape(1, -1) if drawn.ndim == 1 else drawn
