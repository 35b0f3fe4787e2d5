"""Scales, ticks and paths of a drawing, in units of its own view box; upwards is towards 0."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

Point = tuple[float, float]

_TICKS = 4  # about so many
_MARGIN = 0.05  # of the range, so that no mark lies on the frame


class Path(NamedTuple):
    """Lines or dots of one kind, as an SVG path; the kind is a class of the stylesheet."""

    kind: str
    d: str


class Label(NamedTuple):
    """A text; ``anchor`` is as in SVG."""

    x: float
    y: float
    text: str
    anchor: str = "start"


class Scale(NamedTuple):
    """A straight way from numbers, ``low`` below ``high``, to places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, number: float) -> float:
        """Return the place of a number; those outside lie on the frame."""
        share = (number - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self) -> tuple[float, ...]:
        """Return a few round numbers on the scale: multiples of 1, 2 or 5 times a power of ten."""
        rough = (self.high - self.low) / _TICKS
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * digit for digit in (1, 2, 5, 10) if power * digit >= rough)
        first = math.ceil(self.low / step)
        count = math.floor(self.high / step) - first + 1
        return tuple(float(f"{step * (first + number):.12g}") for number in range(count))


def scale(numbers: Iterable[float], start: float, end: float) -> Scale:
    """Return a scale that holds all finite numbers with room at both ends; about 0 where there is none."""
    finite = [number for number in numbers if math.isfinite(number)] or [0.0]
    low, high = min(finite), max(finite)
    room = _MARGIN * (high - low)
    least = max(1e-9 * abs(low), 1e-9 * abs(high), 1e-100)  # a range that is rounding, and no more, is none
    if high - low <= least:
        room = max(abs(low) / 2, 0.5)
    return Scale(low - room, high + room, start, end)


def polyline(points: Sequence[Point]) -> str:
    """Return a line through points; it is broken where one has a NaN, and a point alone is a dot."""
    parts, pen = [], "M"
    for x, y in points:
        if math.isnan(x) or math.isnan(y):
            pen = "M"
            continue
        parts.append(f"{pen}{place(x)} {place(y)}{'h0' if pen == 'M' else ''}")
        pen = "L"
    return "".join(parts)


def dots(points: Sequence[Point]) -> str:
    """Return dots: lines of no length, which a round pen shows."""
    return "".join(f"M{place(x)} {place(y)}h0" for x, y in points if not math.isnan(x + y))


def box(x: float, y: float, width: float, height: float) -> str:
    """Return a rectangle by its upper left corner."""
    return f"M{place(x)} {place(y)}h{place(width)}v{place(height)}h{place(-width)}z"


def place(number: float) -> str:
    """Return a coordinate, to a tenth of a unit."""
    return f"{number:.1f}".removesuffix(".0")


def short(number: float) -> str:
    """Return a number in four digits at most: ``0.659``, ``1.2e+05``."""
    return f"{number:.4g}"
