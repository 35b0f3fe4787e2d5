"""One program's run, whatever carries it: load, ask, ask again, and go on in a new process when one ends too early."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple, Protocol

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.messages import Source, pack_request, read_answer, read_load
from graders.sandbox.wire import Frame, WireError
from graders.transcript import (
    Answer,
    Ask,
    Clues,
    Ended,
    Level,
    Load,
    LoadFailed,
    NotAsked,
    Raised,
    Returned,
    Stop,
    Transcript,
)

MAX_RESTARTS = 2
"""New processes for one program after its first: a submission costs at most three time limits."""

SENT_LIMIT = 64 * 1024 * 1024
"""What one process may send in its life, in bytes."""

_TURN_BYTES = 6


class Questions(NamedTuple):
    """What a program is asked; see :meth:`graders.sandbox.runner.Sandbox.run`."""

    batches: Sequence[Sequence[Ask]]
    needs: Sequence[Collection[int]]


class StoppedError(Exception):
    """A process can answer no more: it was stopped, it ended by itself, or it sent what cannot be read."""

    def __init__(self, stop: Stop, detail: str) -> None:
        self.stop = stop
        self.detail = detail
        super().__init__(detail)


class Child(Protocol):
    """The grader's side of one process that is ready for a program."""

    def exchange(self, request: bytes, deadline: float) -> Frame:
        """Send a request and return the one reply to it; ``deadline`` is on the clock of ``time.monotonic``.

        Raises :class:`StoppedError`, also for bytes that came before the request was sent.
        """

    def printed(self) -> str:
        """Return what the process printed since this was last called."""

    def end(self) -> None:
        """Kill the process and free what belongs to it; may be called again."""


def converse(
    start: Callable[[], Child], level: Level, source: Source, questions: Questions, limits: Limits
) -> Transcript:
    """Load ``source`` in a process from ``start``, ask every batch in order and return what came of it."""
    run = _Run(start, source, limits)
    needs = questions.needs or [()] * len(questions.batches)
    answers: list[tuple[Answer, ...]] = []
    cut_short: set[int] = set()
    try:
        load = run.load()
        for number, (batch, needed) in enumerate(zip(questions.batches, needs, strict=True)):
            answers.append(run.ask_batch(batch) if cut_short.isdisjoint(needed) else (NotAsked(),) * len(batch))
            if any(isinstance(answer, Ended | NotAsked) for answer in answers[-1]):
                cut_short.add(number)
    finally:
        run.end()
    return Transcript(level=level, load=load, answers=tuple(answers), clues=run.clues)


def judge(exit_code: int, *, used_its_cpu: bool) -> StoppedError:
    """Say why a process that nobody killed has ended; ``exit_code`` is negative for a signal, as in ``subprocess``."""
    if exit_code >= 0:
        return StoppedError(Stop.EXITED, f"status {exit_code}")
    name = _signal_name(-exit_code)
    if name == "SIGXCPU" or (name == "SIGKILL" and used_its_cpu):
        return StoppedError(Stop.CPU, name)
    return StoppedError(Stop.MEMORY if name == "SIGKILL" else Stop.CRASHED, name)


class _Run:
    """The processes of one program, one after the other."""

    def __init__(self, start: Callable[[], Child], source: Source, limits: Limits) -> None:
        self._start = start
        self._source = source
        self._limits = limits
        self._child: Child | None = None
        self._deadline = 0.0
        self._restarts_left = MAX_RESTARTS
        self.clues = Clues()

    def load(self) -> Load:
        self._child = child = self._start()
        self._deadline = time.monotonic() + self._limits.wall_s
        try:
            load, self.clues = read_load(self._exchange(child, self._source))
        except (StoppedError, WireError) as error:
            self._restarts_left = 0  # it would end there again
            return self._ended(error)
        printed = child.printed()
        if isinstance(load, LoadFailed):
            return load._replace(raised=load.raised._replace(printed=printed))
        return load._replace(printed=printed)

    def ask_batch(self, asks: Sequence[Ask]) -> tuple[Answer, ...]:
        if asks and self._child is None and self._restarts_left:
            self._restarts_left -= 1
            self.load()
        return tuple(self._ask(ask) for ask in asks)

    def _ask(self, ask: Ask) -> Answer:
        if self._child is None:
            return NotAsked()
        try:
            answer = read_answer(self._exchange(self._child, ask), ask)
        except (StoppedError, WireError) as error:
            return self._ended(error)
        printed = self._child.printed()
        return answer._replace(printed=printed) if isinstance(answer, Returned | Raised) else answer

    def _exchange(self, child: Child, request: Source | Ask) -> Frame:
        turn = int.from_bytes(os.urandom(_TURN_BYTES), "little")
        frame = child.exchange(_packed(request, turn), self._deadline)
        if frame.turn != turn:
            raise WireError("an answer that was written before the question")
        return frame

    def _ended(self, error: StoppedError | WireError) -> Ended:
        stop = error.stop if isinstance(error, StoppedError) else Stop.GARBLED
        printed = self._child.printed() if self._child else ""
        self.end()
        return Ended(stop=stop, detail=str(error), printed=printed)

    def end(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


def _packed(request: Source | Ask, turn: int) -> bytes:
    try:
        return pack_request(request, turn)
    except WireError as error:
        what = request.name if isinstance(request, Source) else "an argument"
        raise SandboxError(f"{what} is {error} to be sent to the sandbox") from error


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:  # a real-time signal
        return f"signal {number}"
