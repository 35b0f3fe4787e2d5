"""Workers on this machine: submissions go in, results come out in the order in which they are ready."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from graders import cores
from graders.errors import SandboxError
from graders.grading.grade import Prepared
from graders.grading.member import Duty, Member
from graders.grading.worker import Done, Task, failed, published
from graders.level import Level
from graders.sandbox.launch import Launched
from graders.submissions.submission import Submission

_AHEAD = 2
"""Submissions that a worker holds at a time, so that it never waits for the next one."""

_SMALL = 32 * 1024
"""Bytes that surely fit into a pipe. A worker that is busy is handed no more: to wait for it while it waits for its own
result to be taken would be for ever."""

_PATIENCE_S = 1.0
"""For all workers together, to clear their sandboxes away when they are ended."""

_PASSABLE = 0o711
"""The mode of the folder for temporary files: student code, as another user, may pass it to what is its own."""

_MAX_GIVEN_UP = 10
"""Submissions that may end their workers one after the other, without a result in between, before the run is given up.

So many point to the machine; fewer, to students who sit side by side, or to copies of one file.
"""


class Pool:
    """A number of workers, each a process with a sandbox of its own; a context manager that ends them all.

    A worker that is ended clears its sandbox away and does no more: an interrupt leaves at once, and what was being
    graded is not graded. Whatever ends it, no temporary file of it stays.
    """

    def __init__(
        self, workers: int, prepared: Mapping[str, Prepared], require: Level, launched: Sequence[Launched] = ()
    ) -> None:
        """Start the workers; ``launched`` are zygotes for them that were started earlier, to save time.

        Raises ``SandboxError`` when there can be no more processes.
        """
        self._folder = TemporaryDirectory(prefix="graders-", ignore_cleanup_errors=True)
        Path(self._folder.name).chmod(_PASSABLE)
        self._duty = Duty(dict(prepared), require, self._folder.name)
        self._next: Task | None = None
        self._suspects: set[tuple[str, str | None]] = set()
        self._given_up = 0
        self._members: list[Member] = []
        try:
            for core, zygote in zip_longest(cores.shared_out(workers), launched):
                self._members.append(Member(self._duty, core, zygote))
        except BaseException:
            self._end()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def _end(self) -> None:
        for member in self._members:
            member.process.terminate()
        deadline = time.monotonic() + _PATIENCE_S
        for member in self._members:
            member.end(max(0, deadline - time.monotonic()))
        self._folder.cleanup()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield the result of each submission, holding a few at a time however many there are.

        A submission with which two workers died has the outcome ``GRADER_FAILED``. Raises ``SandboxError`` when
        submissions cannot be run as apart as they must be, or workers die with one submission after the other.
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
                    member.hand(self._next)
                    self._next = None

    def _receive(self, member: Member) -> Done | None:
        """Return a result, or None when the worker turns out to have died and another one took its place."""
        try:
            answer = member.receive()
        except (EOFError, OSError):
            return self._replace(member)
        if isinstance(answer, SandboxError):
            raise answer
        self._given_up = 0
        return answer

    def _replace(self, dead: Member) -> Done | None:
        """Put another worker in the place of one that died; return a result for a submission that may be the cause."""
        dead.end(_PATIENCE_S)
        if self._given_up == _MAX_GIVEN_UP:
            raise SandboxError(
                f"the workers of {self._given_up} submissions in a row ended, and the next one with status "
                f"{dead.process.exitcode}. What was graded so far is kept. Look at the memory of this machine, "
                "and grade again to go on"
            )
        fresh = self._members[self._members.index(dead)] = Member(self._duty, dead.core)
        done = self._suspect(dead.held)
        for task in dead.held:
            fresh.hand(task)
        return done

    def _suspect(self, held: deque[Task]) -> Done | None:
        """Give up the submission that was being graded when a worker died, if that is not the first time."""
        first, page = held[0]
        if (first.exercise, first.student) not in self._suspects:
            self._suspects.add((first.exercise, first.student))
            return None
        held.popleft()
        self._given_up += 1
        reason = "its worker died, and so did another one"
        return published(*failed(first, self._duty.prepared[first.exercise], self._duty.require, reason), page)


def _is_small(submission: Submission) -> bool:
    return len(submission.source) + sum(map(len, submission.files.values())) <= _SMALL
