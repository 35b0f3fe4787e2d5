"""How scores spread over a class."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BINS = 10

_ROUNDING = 1e-9  # 0.3 * 10 and its like may fall short of a whole number by that little


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A distribution of shares, from 0 to 1.

    ``bins`` counts those of at least 0 and below 10 percent, of at least 10 and below 20, and so on; 100 percent is in
    the last. ``sd`` is the standard deviation of a sample (divisor n - 1). What cannot be told from ``n`` is None.
    """

    n: int
    mean: float | None
    median: float | None
    sd: float | None
    bins: tuple[int, ...]


def spread(shares: Iterable[float]) -> Spread:
    """Return how shares spread; those outside 0 to 1 count for the first or the last bin."""
    ordered = sorted(shares)
    n = len(ordered)
    return Spread(
        n=n,
        mean=mean(ordered),
        median=mean(ordered[(n - 1) // 2 : n // 2 + 1]),
        sd=_sd(ordered) if n > 1 else None,
        bins=_bins(ordered),
    )


def mean(values: Iterable[float]) -> float | None:
    """Return the arithmetic mean, None of nothing. The order of the values makes no difference."""
    known = tuple(values)
    return math.fsum(known) / len(known) if known else None


def _sd(values: Sequence[float]) -> float:
    average = math.fsum(values) / len(values)
    return math.sqrt(math.fsum((value - average) ** 2 for value in values) / (len(values) - 1))


def _bins(shares: Iterable[float]) -> tuple[int, ...]:
    counts = [0] * BINS
    for share in shares:
        counts[min(max(math.floor(share * BINS + _ROUNDING), 0), BINS - 1)] += 1
    return tuple(counts)
