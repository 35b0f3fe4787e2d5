"""An array drawn as boxes: rows and columns, and sheets behind one another for a third axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graders.reporting.plot import box

_SIDE, _TOP = 18, 46
_ROWS, _COLUMNS, _SHEETS = 6, 7, 4
_STEP = 6  # from a sheet to the one behind it

PART = f"Of a large array {_ROWS} rows, {_COLUMNS} columns and {_SHEETS} sheets are drawn."


def boxes(shape: Sequence[int], left: float) -> Iterator[str]:
    """Yield the sheets of the last three axes as paths, the farthest first; nothing for an empty array."""
    depth, rows, columns = _drawn(shape)
    for sheet in reversed(range(depth if rows and columns else 0)):
        x, y = left + sheet * _STEP, _TOP - sheet * _STEP
        width, height = columns * _SIDE, rows * _SIDE
        across = "".join(f"M{x} {y + row * _SIDE}h{width}" for row in range(1, rows))
        upright = "".join(f"M{x + column * _SIDE} {y}v{height}" for column in range(1, columns))
        yield box(x, y, width, height) + across + upright


def height(shapes: Iterable[Sequence[int]]) -> int:
    """Return how high a picture of these shapes is, with room for a line of text above."""
    return _TOP + _SIDE * max(_drawn(shape)[1] for shape in shapes) + 8


def is_cut(shape: Sequence[int]) -> bool:
    """Tell whether an array is larger than what is drawn of it."""
    return _drawn(shape) != (1, 1, 1, *shape)[-3:]


def _drawn(shape: Sequence[int]) -> tuple[int, int, int]:
    depth, rows, columns = (1, 1, 1, *shape)[-3:]
    return min(depth, _SHEETS), min(rows, _ROWS), min(columns, _COLUMNS)
