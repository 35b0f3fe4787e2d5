"""Many programs tried on the same calls, in one process of the jail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.exercise import Limits
from graders.grading.variant_run import all_in_one, answer_in, ask_all, row_of
from graders.transcript import Answer, Call, Get, Questions, Returned

_MOST_S = 20  # far more than is asked for; it ends what the lines that are counted cannot


class Tried(NamedTuple):
    """A source, and what is asked of it."""

    source: bytes
    asks: Sequence[Get | Call]


def try_all(bench: Bench, tried: Sequence[Tried]) -> list[tuple[Answer, ...]]:
    """Return what each source answers to its asks; ``NotAsked`` where nothing came back.

    What takes ten times the lines that the reference takes for the asks of the first is stopped. The files of the
    reference are there to be read.
    """
    batches = [[ask_all(number, one.asks)] for number, one in enumerate(tried, 1)]
    answers = _run(bench, [one.source for one in tried], batches)
    return [tuple(map(answer_in, row_of(answer, len(one.asks)))) for [answer], one in zip(answers, tried, strict=True)]


def lines(bench: Bench, asks: Sequence[Get | Call]) -> int | None:
    """Return how many lines the reference takes for these asks, loading it included; None when it ends its process."""
    [[_, counted]] = _run(bench, [], [[ask_all(0, asks), Call("lines")]])
    return counted.value if isinstance(counted, Returned) and isinstance(counted.value, int) else None


def _run(bench: Bench, sources: Sequence[bytes], batches: Sequence[Sequence[Call]]) -> tuple[tuple[Answer, ...], ...]:
    """Run the reference and sources, numbered from 0."""
    program = all_in_one(bench.prepared.reference, sources)
    limits = Limits(cpu_s=_MOST_S, wall_s=2 * _MOST_S, memory_mib=bench.prepared.exercise.limits.memory_mib)
    return bench.sandbox.run(program, Questions(batches), limits).answers
