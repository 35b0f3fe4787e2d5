"""The geometry of charts, in units of their own view box, and what they say in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graders.reporting.phrases import counted

_STEP, _BASE, _TALLEST = 30, 100, 80  # of a histogram: from bar to bar, the base line, the height of the largest count
_LEFT, _TOP, _WIDTH, _HEIGHT = 44, 12, 260, 200  # of a scatter plot: the area of its dots
_RADIUS = 4


class Bar(NamedTuple):
    """One bar: its upper left corner, its height, and the count above it, empty for none."""

    x: int
    y: float
    height: float
    label: str


class Histogram(NamedTuple):
    """Counts of submissions or students by tenths of the points; ``description`` says them in words."""

    id: str
    title: str
    description: str
    bars: tuple[Bar, ...]


class Dot(NamedTuple):
    """A dot of a scatter plot; its area is in proportion to the number of students it stands for."""

    x: float
    y: float
    radius: float


class Scatter(NamedTuple):
    """Two shares of each student against each other, with a diagonal where they are equal."""

    id: str
    title: str
    description: str
    dots: tuple[Dot, ...]


def histogram(id_: str, title: str, bins: Sequence[int], *, counts: str) -> Histogram:
    """Return a histogram; ``counts`` says what it counts, such as ``Submissions``."""
    most = max(1, *bins)
    said = "; ".join(f"{interval(position)}: {count}" for position, count in enumerate(bins) if count)
    return Histogram(
        id=id_,
        title=title,
        description=f"{counts} by percent of the points. {said or 'None'}.",
        bars=tuple(_bar(position, count, most) for position, count in enumerate(bins)),
    )


def interval(position: int) -> str:
    """Return what a bin holds, in percent: ``0 to 9``; the last one holds 100 too."""
    return f"{10 * position} to {10 * position + (10 if position == 9 else 9)}"  # noqa: PLR2004  the last of ten bins


def _bar(position: int, count: int, most: int) -> Bar:
    height = round(_TALLEST * count / most, 1)
    return Bar(x=position * _STEP, y=_BASE - height, height=height, label=str(count or ""))


def scatter(id_: str, title: str, points: Iterable[tuple[float, float]]) -> Scatter:
    """Return a plot of pairs from 0 to 1, the first to the right and the second upwards."""
    places: Counter[tuple[int, int]] = Counter()
    above = below = on = 0
    for x, y in ((min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)) for x, y in points):
        places[round(_LEFT + _WIDTH * x), round(_TOP + _HEIGHT * (1 - y))] += 1
        above, below, on = above + (y > x), below + (y < x), on + (y == x)
    return Scatter(
        id=id_,
        title=title,
        description=f"{counted(above, 'student')} above the diagonal, {below} below it, {on} on it.",
        dots=tuple(Dot(x, y, round(_RADIUS * n**0.5, 1)) for (x, y), n in sorted(places.items())),
    )
