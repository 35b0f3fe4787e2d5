"""Workers on this machine: submissions go in, results come out in the order in which they are ready."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import TracebackType
from typing import Self

from graders.errors import SandboxError
from graders.grading.grade import Prepared
from graders.grading.worker import Done, Worker
from graders.submissions.submission import Submission
from graders.transcript import Level

_AHEAD = 2
"""Submissions that a worker holds at a time, so that it never waits for the next one."""

_MAX_DEATHS = 3
"""Workers that may die before the run is given up."""


@dataclass(eq=False, slots=True)
class _Member:
    process: SpawnProcess
    connection: Connection
    held: deque[Submission] = field(default_factory=deque)


class Pool:
    """A number of workers, each a process with a sandbox of its own; a context manager that ends them all.

    Nothing waits for a worker that is ended: an interrupt leaves at once, and what was being graded is not graded.
    """

    def __init__(self, workers: int, prepared: Mapping[str, Prepared], require: Level) -> None:
        self._context = get_context("spawn")
        self._arguments = (dict(prepared), require)
        self._deaths = 0
        self._members = [self._hire() for _ in range(workers)]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            member.process.kill()
        for member in self._members:
            member.process.join()
            member.connection.close()

    def run(self, submissions: Iterable[Submission]) -> Iterator[Done]:
        """Yield the result of each submission, holding a few at a time however many there are.

        Raises ``SandboxError`` when a submission cannot be run as apart as it must be, or workers die again and again.
        """
        waiting = iter(submissions)
        self._fill(waiting)
        while busy := {member.connection: member for member in self._members if member.held}:
            for ready in wait(list(busy)):
                member = busy[ready]  # type: ignore[index]  # wait returns what it was given
                done = self._receive(member)
                if done is not None:
                    yield done
            self._fill(waiting)

    def _fill(self, waiting: Iterator[Submission]) -> None:
        for _ in range(_AHEAD):
            for member in self._members:
                if len(member.held) < _AHEAD and (submission := next(waiting, None)) is not None:
                    self._hand(member, submission)

    def _hand(self, member: _Member, submission: Submission) -> None:
        member.held.append(submission)
        try:
            member.connection.send(submission)
        except OSError:  # it died; receiving from it will say so
            return

    def _receive(self, member: _Member) -> Done | None:
        """Return a result, or None when the worker turns out to have died and another one took its place."""
        try:
            answer = member.connection.recv()
        except (EOFError, OSError):
            self._replace(member)
            return None
        member.held.popleft()
        if isinstance(answer, SandboxError):
            raise answer
        return answer  # type: ignore[no-any-return]  # what _serve sends

    def _replace(self, member: _Member) -> None:
        self._deaths += 1
        member.process.join()
        if self._deaths > _MAX_DEATHS:
            raise SandboxError(
                f"{self._deaths} workers ended unexpectedly, the last with status {member.process.exitcode}; "
                "what was graded so far is kept. Look at the memory of this machine, and grade again to go on"
            )
        held, fresh = member.held, self._hire()
        member.process, member.connection, member.held = fresh.process, fresh.connection, deque()
        for submission in held:
            self._hand(member, submission)

    def _hire(self) -> _Member:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, *self._arguments), daemon=True)
        process.start()
        theirs.close()
        return _Member(process, ours)


def _serve(connection: Connection, prepared: Mapping[str, Prepared], require: Level) -> None:
    """Grade what comes through ``connection`` until it ends. An interrupt is for the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Worker(prepared, require) as worker:
            while True:
                connection.send(worker.grade(connection.recv()))
    except SandboxError as error:
        connection.send(error)
    except (EOFError, BrokenPipeError):
        return
