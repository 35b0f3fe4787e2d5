"""A member of a pool: a worker in a process of its own, and the submissions that it holds."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import FrameType
from typing import NamedTuple, NoReturn

from graders import cores
from graders.errors import SandboxError
from graders.grading.grade import Prepared
from graders.grading.worker import Done, Task, Worker, published
from graders.level import Level
from graders.sandbox.launch import Launched

_NAME = "grade-worker"
"""What tools such as top call a worker, whose command line is that of its grader."""

_LOOK_S = 1.0
"""How often a worker without work looks whether its grader is there: a signal that says so may get lost."""

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""What ends a grader: Ctrl-C, whoever asks it to, the end of its terminal (which Windows does not have)."""


class Duty(NamedTuple):
    """What all members of a pool do: see :class:`graders.grading.worker.Worker`; temporary files go to ``folder``."""

    prepared: Mapping[str, Prepared]
    require: Level
    folder: str


class Member:
    """A process that grades what it is handed, in that order; on its ``core``, if that is not None.

    ``launched`` is a zygote for it that was started earlier. Where other threads may hold what a fork would wait for,
    the process is a fresh interpreter, which cannot have that zygote and starts one of its own.
    """

    def __init__(self, duty: Duty, core: int | None, launched: Launched | None = None) -> None:
        self.core = core
        self.held: deque[Task] = deque()
        self._launched = launched
        self.connection, theirs = get_context("spawn").Pipe()
        try:
            with _interrupts_held():
                self.process = _start(theirs, duty, core, launched)
        except OSError as error:
            self.connection.close()
            raise SandboxError(f"no process can be started for a worker: {error.strerror}; use fewer --jobs") from None
        finally:
            theirs.close()

    def hand(self, task: Task) -> None:
        """Give it one more submission."""
        self.held.append(task)
        try:
            self.connection.send(task)
        except OSError:  # it died; receiving from it will say so
            return

    def receive(self) -> Done | SandboxError:
        """Return what became of the first submission that it holds, or why it can grade none.

        Raises ``EOFError`` or ``OSError`` when it died.
        """
        answer: Done | SandboxError = self.connection.recv()
        self.held.popleft()
        return answer

    def end(self, patience_s: float) -> None:
        """Wait for it, for so many seconds at most, and clear away what is left of it; it was told to end, or died."""
        self.process.join(patience_s)
        self.process.kill()
        self.process.join()
        self.connection.close()
        if self._launched is not None:
            self._launched.close()


def _start(theirs: Connection, duty: Duty, core: int | None, launched: Launched | None) -> BaseProcess:
    process: BaseProcess
    if _may_fork():
        args = (os.getpid(), theirs, duty, core, launched)
        process = get_context("fork").Process(target=_fork, args=args, daemon=True)
    else:
        process = get_context("spawn").Process(target=_serve, args=(theirs, duty, core, None), daemon=True)
    process.start()
    return process


def _may_fork() -> bool:
    """Say whether this process is known to have no thread but this one: a fork of another may wait for ever."""
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back what ends the grader meanwhile; from a process that is started here, until it is ready for it.

    The mask is for that process, which inherits it. It does not do here, where threads of NumPy take signals too.
    """
    held: list[int] = []
    before = {number: signal.signal(number, lambda number, _frame: held.append(number)) for number in _ENDING}
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in held:
            signal.raise_signal(number)


def _end_by_the_grader_alone() -> None:
    """End when the grader says so, and do nothing about a terminal's interrupts and its end, which are the grader's.

    What this process starts has them all the same, as it would not if they were ignored.
    """
    for number in _ENDING:
        signal.signal(number, _end if number == signal.SIGTERM else lambda _number, _frame: None)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)


def _has_grader() -> bool:
    """Say whether the process that started this one is there: it may have been killed."""
    parent = parent_process()
    if parent is None or sys.platform == "win32":
        return parent is not None and parent.is_alive()
    return os.getppid() == parent.pid  # is_alive waits for the end of a pipe, which later forks have as well


def _end(_number: int, _frame: FrameType | None) -> NoReturn:
    sys.exit()


def _fork(grader: int, connection: Connection, duty: Duty, core: int | None, launched: Launched | None) -> None:
    """Be a worker, having been its grader until now.

    Whatever that had open is open here, the other end of the connection and its turn at the reports among it: the
    connection does not end with the grader, and so this process must.
    """
    from graders.sandbox.kernel import call_itself, end_with  # noqa: PLC0415 - Linux

    call_itself(_NAME)
    end_with(grader, signal.SIGTERM)
    gc.freeze()  # to look through it would copy it
    gc.enable()
    _serve(connection, duty, core, launched)


def _serve(connection: Connection, duty: Duty, core: int | None, launched: Launched | None) -> None:
    """Grade what comes through ``connection`` until it ends. An interrupt is for the process that started this one."""
    tempfile.tempdir = duty.folder
    _end_by_the_grader_alone()
    if core is not None:
        cores.settle(core)
        if launched is not None:
            cores.settle(core, launched.pid)
    try:
        with Worker(duty.prepared, duty.require, launched) as worker:
            while _has_grader():
                if connection.poll(_LOOK_S):
                    submission, page = connection.recv()
                    done = worker.grade(submission)
                    if not _has_grader():
                        return  # whoever grades now has the folder to itself
                    connection.send(published(*done, page))
    except SandboxError as error:
        connection.send(error)
    except (EOFError, ConnectionError):
        return
    except SystemExit:
        os._exit(0)  # Python would take a fifth of a second to clear away what ends here anyway
