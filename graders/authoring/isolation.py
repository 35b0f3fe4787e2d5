"""A bench on which every check is judged by itself, whatever became of the checks that it needs."""

from __future__ import annotations

from dataclasses import replace

from graders.authoring.bench import Bench
from graders.grading.variants import Suspects


def isolated(bench: Bench) -> Bench:
    """Return the bench with checks that wait for no other; it looks for no causes, which takes time."""
    exercise, planned = bench.prepared.exercise, bench.prepared.planned
    checks = tuple(replace(check, needs=()) for check in exercise.checks)
    prepared = bench.prepared._replace(
        exercise=exercise._replace(checks=checks),
        planned=tuple(one._replace(check=check) for one, check in zip(planned, checks, strict=True)),
        suspects=Suspects(exercise, bench.prepared.reference, [], []),
    )
    return bench._replace(prepared=prepared)
