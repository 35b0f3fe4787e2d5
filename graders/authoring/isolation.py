"""A bench on which every check is judged by itself, whatever became of the checks that it needs."""

from __future__ import annotations

from dataclasses import replace

from graders.authoring.bench import Bench


def isolated(bench: Bench) -> Bench:
    """Return the bench with checks that wait for no other."""
    exercise, planned = bench.prepared.exercise, bench.prepared.planned
    checks = tuple(replace(check, needs=()) for check in exercise.checks)
    alone = tuple(one._replace(check=check) for one, check in zip(planned, checks, strict=True))
    return bench._replace(prepared=bench.prepared._replace(exercise=exercise._replace(checks=checks), planned=alone))
