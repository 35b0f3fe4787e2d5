"""The derived wrong solutions that submissions are not held against, because there are too many of them."""

from __future__ import annotations

from collections.abc import Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding


def excess(bench: Bench) -> Iterator[Finding]:
    """Yield a note where the reference has more mutants than a submission is held against."""
    variants = bench.prepared.suspects.variants
    held, every = (sum(1 for one in chosen if one.mutation) for chosen in (variants(), variants(every=True)))
    if held < every:
        told = f"a submission is held against {held} of the {every} mutants of the reference"
        yield Finding(bench.place(), "G314", f"{told}. Slips that only the other {every - held} have get no cause")
