"""Workers on this machine: submissions go in, results come out in the order in which they are ready."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType, TracebackType
from typing import NoReturn, Self

from graders import cores
from graders.errors import SandboxError
from graders.grading.grade import Prepared
from graders.grading.worker import Done, Task, Worker, failed, published
from graders.submissions.submission import Submission
from graders.transcript import Level

_AHEAD = 2
"""Submissions that a worker holds at a time, so that it never waits for the next one."""

_SMALL = 32 * 1024
"""Bytes that surely fit into a pipe. A worker that is busy is handed no more: to wait for it while it waits for its own
result to be taken would be for ever."""

_PATIENCE_S = 1.0
"""For all workers together, to clear their sandboxes away when they are ended."""

_PASSABLE = 0o711
"""The mode of the folder for temporary files: student code, as another user, may pass it to what is its own."""

_MAX_DEATHS = 3
"""Workers that may die one after the other, without a result in between, before the run is given up."""


@dataclass(eq=False, slots=True)
class _Member:
    process: SpawnProcess
    connection: Connection
    core: int | None
    held: deque[Task] = field(default_factory=deque)


class Pool:
    """A number of workers, each a process with a sandbox of its own; a context manager that ends them all.

    A worker that is ended clears its sandbox away and does no more: an interrupt leaves at once, and what was being
    graded is not graded. Whatever ends it, no temporary file of it stays.
    """

    def __init__(self, workers: int, prepared: Mapping[str, Prepared], require: Level) -> None:
        self._context = get_context("spawn")
        self._prepared = dict(prepared)
        self._require = require
        self._folder = TemporaryDirectory(prefix="graders-", ignore_cleanup_errors=True)
        Path(self._folder.name).chmod(_PASSABLE)
        self._next: Task | None = None
        self._suspects: set[tuple[str, str | None]] = set()
        self._deaths = 0
        self._members: list[_Member] = []
        self._members += (self._hire(core) for core in cores.shared_out(workers))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for member in self._members:
            member.process.terminate()
        deadline = time.monotonic() + _PATIENCE_S
        for member in self._members:
            member.process.join(max(0, deadline - time.monotonic()))
            member.process.kill()
            member.process.join()
            member.connection.close()
        self._folder.cleanup()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield the result of each submission, holding a few at a time however many there are.

        A submission with which two workers died has the outcome ``GRADER_FAILED``. Raises ``SandboxError`` when
        submissions cannot be run as apart as they must be, or workers die again and again.
        """
        waiting = iter(tasks)
        self._fill(waiting)
        while busy := {member.connection: member for member in self._members if member.held}:
            for ready in wait(list(busy)):
                member = busy[ready]  # type: ignore[index]  # wait returns what it was given
                done = self._receive(member)
                self._fill(waiting)  # before anybody looks at the result, lest the worker waits for that
                if done is not None:
                    yield done

    def _fill(self, waiting: Iterator[Task]) -> None:
        for room in range(1, _AHEAD + 1):
            for member in self._members:
                self._next = self._next or next(waiting, None)
                if (
                    self._next is not None
                    and len(member.held) < room
                    and (not member.held or _is_small(self._next.submission))
                ):
                    _hand(member, self._next)
                    self._next = None

    def _receive(self, member: _Member) -> Done | None:
        """Return a result, or None when the worker turns out to have died and another one took its place."""
        try:
            answer = member.connection.recv()
        except (EOFError, OSError):
            return self._replace(member)
        member.held.popleft()
        if isinstance(answer, SandboxError):
            raise answer
        self._deaths = 0
        return answer  # type: ignore[no-any-return]  # what _serve sends

    def _replace(self, member: _Member) -> Done | None:
        """Put another worker in the place of one that died; return a result for a submission that may be the cause."""
        self._deaths += 1
        member.process.join()
        if self._deaths > _MAX_DEATHS:
            raise SandboxError(
                f"{self._deaths} workers ended unexpectedly, the last with status {member.process.exitcode}; "
                "what was graded so far is kept. Look at the memory of this machine, and grade again to go on"
            )
        held, fresh = member.held, self._hire(member.core)
        member.connection.close()
        member.process, member.connection, member.held = fresh.process, fresh.connection, deque()
        done = self._suspect(held)
        for task in held:
            _hand(member, task)
        return done

    def _suspect(self, held: deque[Task]) -> Done | None:
        """Give up the submission that was being graded when a worker died, if that is not the first time."""
        first, page = held[0]
        if (first.exercise, first.student) not in self._suspects:
            self._suspects.add((first.exercise, first.student))
            return None
        held.popleft()
        reason = "its worker died, and so did another one"
        return published(*failed(first, self._prepared[first.exercise], self._require, reason), page)

    def _hire(self, core: int | None) -> _Member:
        ours, theirs = self._context.Pipe()
        args = (theirs, core, self._folder.name, self._prepared, self._require)
        process = self._context.Process(target=_serve, args=args, daemon=True)
        with _interrupts_held():
            process.start()
        theirs.close()
        return _Member(process, ours, core)


def _is_small(submission: Submission) -> bool:
    return len(submission.source) + sum(map(len, submission.files.values())) <= _SMALL


def _hand(member: _Member, task: Task) -> None:
    member.held.append(task)
    try:
        member.connection.send(task)
    except OSError:  # it died; receiving from it will say so
        return


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back an interrupt meanwhile; from a process that is started here, until it is ready for it.

    The mask is for that process, which inherits it. It does not do here, where threads of NumPy take interrupts too.
    """
    held: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _frame: held.append(number))
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        signal.signal(signal.SIGINT, before)
        if held:
            signal.raise_signal(signal.SIGINT)


def _leave_interrupts() -> None:
    """Do nothing about interrupts, but let what this process starts have them, as it would not if they were ignored."""
    signal.signal(signal.SIGINT, lambda _number, _frame: None)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _has_parent() -> bool:
    """Say whether the process that started this one is there: it may have been killed while a submission ran."""
    parent = parent_process()
    return parent is not None and parent.is_alive()


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit()


def _serve(
    connection: Connection, core: int | None, folder: str, prepared: Mapping[str, Prepared], require: Level
) -> None:
    """Grade what comes through ``connection`` until it ends. An interrupt is for the process that started this one."""
    tempfile.tempdir = folder
    _leave_interrupts()
    if core is not None:
        cores.settle(core)
    signal.signal(signal.SIGTERM, _end)
    try:
        with Worker(prepared, require) as worker:
            while True:
                submission, page = connection.recv()
                done = worker.grade(submission)
                if not _has_parent():
                    return  # whoever grades now has the folder to itself
                connection.send(published(*done, page))
    except SandboxError as error:
        connection.send(error)
    except (EOFError, ConnectionError):
        return
    except SystemExit:
        os._exit(0)  # Python would take a fifth of a second to clear away what ends here anyway
