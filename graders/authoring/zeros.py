"""Right answers so small that 0 passes for them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.compare.elements import Array
from graders.compare.numeric import leaves
from graders.exercise import Compares, Tolerance
from graders.transcript import Returned, Value

_ROUNDING = 1e-13  # of the largest number beside it: what is smaller may be 0 but for rounding


def zeros(bench: Bench) -> Iterator[Finding]:
    """Yield each check that 0 passes where another number is expected, unless its author chose its tolerance."""
    told: set[str] = set()
    for one in bench.prepared.suspects.compared:
        check, (tolerance, compares) = one.check, (one.comparison.tolerance, one.comparison.compares)
        if (
            check.id in told
            or tolerance.own
            or compares is not Compares.VALUE
            or not isinstance(one.expected, Returned)
        ):
            continue
        if size := vanishing(one.expected.value, tolerance):
            told.add(check.id)
            usual = f"{tolerance.atol:.3g}".replace("e-0", "e-")
            text = (
                f"0 passes '{check.id}', where `{one.text}` has a number of size {size:.3g}. Write tolerance: "
                f"{{atol: 0}}, or {{atol: {usual}}} when it is 0 but for rounding"
            )
            yield Finding(bench.place(check), "G406", text)


def vanishing(value: Value, tolerance: Tolerance) -> float:
    """Return the size of the largest number in a value that 0 is not told from; 0 where there is none."""
    sizes = np.concatenate([np.zeros(0), *map(_sizes, leaves(value))])
    least = _ROUNDING * sizes.max(initial=0.0)
    small = (sizes > least) & (sizes <= tolerance.atol + tolerance.rtol * sizes)
    return float(sizes[small].max(initial=0.0))


def _sizes(value: Value) -> Array:
    """Return the size of each finite number in an array, or of the number that a value is."""
    is_number = isinstance(value, int | float | complex | np.ndarray | np.number)
    array = np.asarray(value) if is_number else np.zeros(0)
    with np.errstate(over="ignore"):  # a complex number may be larger than a float
        sizes = np.abs(array.astype(np.complex128)).ravel() if array.dtype.kind in "iufc" else np.zeros(0)
    return sizes[np.isfinite(sizes)]
