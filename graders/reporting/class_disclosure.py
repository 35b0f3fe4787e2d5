"""How an anonymous page tells a count of students: as a share of the class, in steps of six students or more.

There is one rule for every count. A page tells which of a few marks it reaches, such as a quarter, a half and three
quarters of the class. None is told like few, and all like most, for to know that there is somebody else is halfway to
knowing that there is one. So nothing but the size of the class is known exactly, and there is nothing from which to
subtract. Marks part the class evenly, or what a sum of shares leaves over would be small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from graders.analysis.roll import Roll
from graders.analysis.source import Finding

Shared = TypeVar("Shared", bound=Finding)

FEWEST = 5
"""A count of fewer students than that could point at one of them."""

STEP = 6
"""A step has as many students or more; in steps of five there are classes that could be no other with the same page."""

_PERCENT = (1, 2, 5, 10, 25, 50)
SMALLEST = 100 * STEP // _PERCENT[-1]
"""The size of the smallest class of which a share is told."""


class Share(NamedTuple):
    """A part of a class, in percent: at least ``low`` and less than one more than ``high``, or 100."""

    low: int
    high: int

    @property
    def text(self) -> str:
        """The share in words: ``25 to 49 %``."""
        return f"{self.low} to {self.high} %" if self.low < self.high else f"{self.low} %"


def step(size: int) -> int:
    """Return in which steps shares of a class are told, in percent; 0 where none is, below :data:`SMALLEST`."""
    return next((percent for percent in _PERCENT if size * percent >= 100 * STEP), 0)


def share(count: int, size: int) -> Share:
    """Return how much of a class of at least :data:`SMALLEST` students is told to have something."""
    percent = step(size)
    low = min(100 * count // (size * percent) * percent, 100 - percent)
    return Share(low, 100 if low + percent == 100 else low + percent - 1)  # noqa: PLR2004  percent


def is_told(count: int, size: int) -> bool:
    """Whether it is told of something that so many students of a class have it, one step of them at least."""
    return size >= SMALLEST and share(count, size).low > 0


def told(found: Iterable[Shared], roll: Roll, name: Callable[[Shared], object]) -> Iterator[Shared]:
    """Return the findings of which an anonymous list tells, those of the largest share first.

    Those of one share come by exercise and ``name``, for it is not told which of them is of more students.
    """
    size = len(roll.students)
    listed = [one for one in found if is_told(len(one.sources), size)]
    listed.sort(key=lambda one: (-share(len(one.sources), size).low, roll.exercises.index(one.exercise), name(one)))
    return iter(listed)


def rule(size: int) -> str:
    """Return a sentence on what an anonymous list of a class has."""
    if size < SMALLEST:
        return f"Nothing is told of a class of fewer than {SMALLEST} students."
    return f"Only what at least {step(size)} % of all students share is shown."
