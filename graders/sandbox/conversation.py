"""One program's run, whatever carries it: load, ask, ask again, and go on in a new process when one ends too early."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from struct import unpack
from typing import Protocol

from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.messages import OUT_OF_MEMORY, Source, pack_request, read_answer, read_load
from graders.sandbox.packed import Packed
from graders.sandbox.wire import Frame, WireError
from graders.transcript import (
    Answer,
    Ask,
    Clues,
    Ended,
    Load,
    LoadFailed,
    NotAsked,
    Questions,
    Raised,
    Returned,
    Stop,
    Transcript,
)

MAX_RESTARTS = 2
"""New processes for one program after its first: a submission costs at most three time limits."""

SENT_LIMIT = 64 * 1024 * 1024
"""What one process may send in its life, in bytes."""

_TURN_BYTES = 8
_PACKED = Packed()


class StoppedError(Exception):
    """A process can answer no more: it was stopped, ended, sent what cannot be read, or would be sent too much."""

    def __init__(self, stop: Stop, detail: str) -> None:
        self.stop = stop
        self.detail = detail
        super().__init__(detail)


class Child(Protocol):
    """The grader's side of one process that is ready for a program."""

    def exchange(self, requests: Sequence[bytes], deadline: float) -> Iterator[Frame]:
        """Send all requests and yield the replies in their order; ``deadline`` is on the clock of ``time.monotonic``.

        Raises :class:`StoppedError`, also for bytes that came before the requests were sent.
        """

    def printed(self) -> str:
        """Return what the process printed up to the next reply that this was not called for yet, or up to its end."""

    def end(self) -> None:
        """Kill the process and free what belongs to it; may be called again."""


def converse(
    start: Callable[[], Child], level: Level, source: Source, questions: Questions, limits: Limits
) -> Transcript:
    """Load ``source`` in a process from ``start``, ask every batch in order and return what came of it."""
    run = _Run(start, source, questions, limits)
    count = len(questions.batches)
    hidden_from = count if questions.hidden_from is None else questions.hidden_from
    try:
        load = run.load_and_ask(range(hidden_from))
        run.ask(range(hidden_from, count))
    finally:
        run.end()
    return Transcript(level=level, load=load, answers=run.answers(), clues=run.clues or Clues())


def judge(exit_code: int, *, used_its_cpu: bool) -> StoppedError:
    """Say why a process that nobody killed has ended; ``exit_code`` is negative for a signal, as in ``subprocess``."""
    if exit_code == OUT_OF_MEMORY:
        return StoppedError(Stop.MEMORY, f"status {exit_code}")
    if exit_code >= 0:
        return StoppedError(Stop.EXITED, f"status {exit_code}")
    name = _signal_name(-exit_code)
    if name == "SIGXCPU" or (name == "SIGKILL" and used_its_cpu):
        return StoppedError(Stop.CPU, name)
    return StoppedError(Stop.MEMORY if name == "SIGKILL" else Stop.CRASHED, name)


class _Run:
    """The processes of one program, one after the other, and what they answer."""

    def __init__(self, start: Callable[[], Child], source: Source, questions: Questions, limits: Limits) -> None:
        self._start = start
        self._source = source
        self._batches = questions.batches
        self._needs = questions.needs or [()] * len(questions.batches)
        self._limits = limits
        self._child: Child | None = None
        self._deadline = 0.0
        self._restarts_left = MAX_RESTARTS
        self._answers: list[list[Answer]] = [[] for _ in questions.batches]
        self._cut_short: set[int] = set()
        self.clues: Clues | None = None

    def load_and_ask(self, numbers: Iterable[int]) -> Load:
        """Load the program and ask the batches with these numbers; return how loading went."""
        asked = self._askable(numbers)
        load, ended_in = self._load_and_exchange(asked)
        self._go_on_after(ended_in, asked)
        return load

    def ask(self, numbers: Iterable[int]) -> None:
        """Ask the batches with these numbers, all at once; after one in which a process ends, the rest in a new one."""
        asked = self._askable(numbers)
        if asked and self._child is not None:
            self._go_on_after(self._exchange(self._child, asked), asked)
        elif asked and self._restarts_left:
            self._restarts_left -= 1
            _, ended_in = self._load_and_exchange(asked)
            self._go_on_after(ended_in, asked)

    def answers(self) -> tuple[tuple[Answer, ...], ...]:
        """Return an answer for every ask of every batch."""
        return tuple(
            (*found, *[NotAsked()] * (len(batch) - len(found)))
            for found, batch in zip(self._answers, self._batches, strict=True)
        )

    def end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None

    def _askable(self, numbers: Iterable[int]) -> list[int]:
        """Return the batches that have something to ask, and need none that is cut short; the others then are too."""
        askable = []
        for number in numbers:
            if not self._cut_short.isdisjoint(self._needs[number]):
                self._cut_short.add(number)
            elif self._batches[number]:
                askable.append(number)
        return askable

    def _go_on_after(self, ended_in: int | None, asked: Iterable[int]) -> None:
        if ended_in is not None:
            self.ask(number for number in asked if number > ended_in)

    def _load_and_exchange(self, numbers: Sequence[int]) -> tuple[Load, int | None]:
        """Do both in a new process, in one exchange; return how loading went, and the batch in which it ended."""
        self._child = child = self._start()
        self._deadline = time.monotonic() + self._limits.wall_s
        frames = self._frames(child, [self._source, *self._asks(numbers)])
        try:
            load, clues = read_load(next(frames))
        except (StoppedError, WireError) as error:
            self._restarts_left = 0  # it would end there again
            return self._ended(error), None
        self.clues = self.clues or clues  # a later process may have seen hidden input before it tells its own
        printed = child.printed()
        if isinstance(load, LoadFailed):
            load = load._replace(raised=load.raised._replace(printed=printed))
        else:
            load = load._replace(printed=printed)
        return load, self._receive(child, frames, numbers)

    def _exchange(self, child: Child, numbers: Sequence[int]) -> int | None:
        return self._receive(child, self._frames(child, self._asks(numbers)), numbers)

    def _receive(self, child: Child, frames: Iterator[Frame], numbers: Sequence[int]) -> int | None:
        """Keep the answers to the asks of these batches; return the batch in which the process has ended."""
        for number in numbers:
            for ask in self._batches[number]:
                try:
                    answer = read_answer(next(frames), ask)
                except (StoppedError, WireError) as error:
                    answer = self._ended(error)
                else:
                    printed = child.printed()
                    if printed and isinstance(answer, Returned | Raised | Ended):
                        answer = answer._replace(printed=printed)
                self._answers[number].append(answer)
                if isinstance(answer, Ended):
                    self.end()
                    self._cut_short.add(number)
                    return number
        return None

    def _asks(self, numbers: Iterable[int]) -> list[Ask]:
        return [ask for number in numbers for ask in self._batches[number]]

    def _frames(self, child: Child, requests: Sequence[Source | Ask]) -> Iterator[Frame]:
        """Send all requests up to one that is too large, and yield the reply to each; such a one stops the process."""
        turns = unpack(f"<{len(requests)}Q", os.urandom(_TURN_BYTES * len(requests)))
        messages: list[bytes] = []
        with suppress(WireError):
            for request, turn in zip(requests, turns, strict=True):
                messages.append(_packed(request, turn))
        frames = child.exchange(messages, self._deadline)
        for turn, frame in zip(turns[: len(messages)], frames, strict=True):
            if frame.turn != turn:
                raise WireError("an answer that was written before the question")
            yield frame
        if len(messages) < len(requests):  # its values may have come from a program, which is no fault of ours
            raise StoppedError(Stop.OVERSIZED, "more than one message carries")

    def _ended(self, error: StoppedError | WireError) -> Ended:
        stop = error.stop if isinstance(error, StoppedError) else Stop.GARBLED
        printed = self._child.printed() if self._child else ""
        self.end()
        return Ended(stop=stop, detail=str(error), printed=printed)


def _packed(request: Source | Ask, turn: int) -> bytes:
    return pack_request(request, turn) if isinstance(request, Source) else _PACKED.pack(request, turn)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
