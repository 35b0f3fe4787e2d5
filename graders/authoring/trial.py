"""Many programs tried on the same calls, in one process of the jail."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.exercise import Limits
from graders.grading.variant_run import all_in_one, plain
from graders.transcript import Answer, Ask, Call, Get, NotAsked, Returned

_MOST_S = 20.0  # far more than is asked for; it ends what the lines that are counted cannot


class Tried(NamedTuple):
    """A source, and what is asked of it."""

    source: bytes
    asks: Sequence[Get | Call]


def try_all(bench: Bench, tried: Sequence[Tried]) -> list[tuple[Answer, ...]]:
    """Return what each source answers to its asks: a value, or ``NotAsked`` where none came.

    What takes ten times the lines that the reference takes for the asks of the first is stopped. The files of the
    reference are there to be read.
    """
    batches: list[list[Ask]] = [[_answer(number, one.asks)] for number, one in enumerate(tried, 1)]
    answers = _run(bench, [one.source for one in tried], batches)
    return [_unpacked(answer, len(one.asks)) for [answer], one in zip(answers, tried, strict=True)]


def lines(bench: Bench, asks: Sequence[Get | Call]) -> int | None:
    """Return how many lines the reference takes for these asks, loading it included; None when it ends its process."""
    [[_, counted]] = _run(bench, [], [[_answer(0, asks), Call("lines")]])
    return counted.value if isinstance(counted, Returned) and isinstance(counted.value, int) else None


def _run(bench: Bench, sources: Sequence[bytes], batches: Sequence[Sequence[Ask]]) -> tuple[tuple[Answer, ...], ...]:
    """Run the reference and sources, numbered from 0."""
    program = all_in_one(bench.prepared.reference, sources)
    limits = Limits(cpu_s=_MOST_S, wall_s=2 * _MOST_S, memory_mib=bench.prepared.exercise.limits.memory_mib)
    return bench.sandbox.run(program, batches, limits).answers


def _answer(number: int, asks: Sequence[Get | Call]) -> Call:
    return Call("answer", (number, [plain(ask) for ask in asks]))


def _unpacked(answer: Answer, count: int) -> tuple[Answer, ...]:
    """Return the answers of one source; none when it ended its process, or has more than a message holds."""
    if not isinstance(answer, Returned) or not isinstance(answer.value, list) or len(answer.value) != count:
        return (NotAsked(),) * count
    return tuple(Returned(one[1]) if one[0] == "returned" else NotAsked() for one in answer.value)
