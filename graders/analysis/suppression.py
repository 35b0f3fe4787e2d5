"""Small counts, hidden in what leaves the instructor's hands."""

from __future__ import annotations

from collections.abc import Sequence

FEWEST = 5
"""A count of fewer students than that could point at one of them."""


def suppressed(counts: Sequence[int]) -> tuple[int | None, ...]:
    """Return the counts of one row, with None for those from 1 to 4.

    The sum of a row is usually known. So that nothing follows from it, the next larger counts are hidden too until
    those hidden together come to :data:`FEWEST`.
    """
    hidden: set[int] = set()
    together = 0
    for position in sorted(range(len(counts)), key=lambda position: (counts[position], position)):
        if counts[position] and (counts[position] < FEWEST or 0 < together < FEWEST):
            hidden.add(position)
            together += counts[position]
    return tuple(None if position in hidden else count for position, count in enumerate(counts))
