"""Small counts, which could point at somebody in what leaves the instructor's hands."""

from __future__ import annotations

from collections.abc import Iterable

FEWEST = 5
"""A count of fewer students than that could point at one of them; a count of none points at nobody."""


def is_small(count: int) -> bool:
    """Whether there are some, but fewer than :data:`FEWEST`."""
    return 0 < count < FEWEST


def any_small(counts: Iterable[int]) -> bool:
    """Whether any of the counts is small."""
    return any(map(is_small, counts))
