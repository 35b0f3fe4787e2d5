"""The geometry of charts, in units of their own view box, and what they say in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graders.reporting.class_disclosure import Share
from graders.reporting.phrases import counted

_STEP, _BASE, _TALLEST = 30, 100, 80  # of a histogram: from bar to bar, the base line, the height of the largest count
_LEFT, _TOP, _WIDTH, _HEIGHT = 44, 12, 260, 200  # of a scatter plot: the area of its dots
_RADIUS = 4


class Bar(NamedTuple):
    """One bar: its upper left corner, its height, and what stands above it, empty for no bar."""

    x: int
    y: float
    height: float
    label: str


class Histogram(NamedTuple):
    """Bars over tenths of the points; ``description`` says in words what they tell."""

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


def reach(id_: str, title: str, shares: Sequence[Share]) -> Histogram:
    """Return a bar for each of 10, 20 … percent of the points: the share of a class that reaches it, at the least."""
    said = "; ".join(f"{10 * position} or more: {share.text}" for position, share in enumerate(shares, 1))
    return Histogram(
        id=id_,
        title=title,
        description=f"Part of the class by percent of the points. {said}.",
        bars=tuple(_step(position, share) for position, share in enumerate(shares, 1)),
    )


def _step(position: int, share: Share) -> Bar:
    height = round(_TALLEST * share.low / 100, 1)
    label = f"{share.low}+" if share.low else f"<{share.high + 1}"
    return Bar(x=position * _STEP, y=_BASE - height, height=height, label=label)


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
