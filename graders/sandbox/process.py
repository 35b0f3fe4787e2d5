"""Level ``process``: a fresh interpreter for each program, on every platform.

Bounds time and, where the platform can, memory; keeps no file, network or other process of the user away from it.
Pipes are read by threads, because Windows cannot wait for several pipes at once.
"""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.conversation import SENT_LIMIT, StoppedError, converse, judge
from graders.sandbox.interpreter import command, environment
from graders.sandbox.messages import Source
from graders.sandbox.output import MarkedOutput
from graders.sandbox.wire import Frame, Inbox, WireError
from graders.sandbox.work_folder import check_names
from graders.transcript import Program, Questions, Stop, Transcript

_CHUNK = 64 * 1024
_READY_S = 60.0
_PATIENCE_S = 1.0  # for output that is still on its way, and for a killed process to be gone
_TICK_S = 0.05


class ProcessSandbox:
    """Runs each program in a fresh interpreter; ``shortfall`` says why it is not kept apart any better."""

    level = Level.PROCESS

    def __init__(self, shortfall: str) -> None:
        self.shortfall = shortfall

    def run(self, program: Program, questions: Questions, limits: Limits) -> Transcript:
        """Run ``program`` in a temporary folder that holds its files."""
        check_names(program.files)
        with tempfile.TemporaryDirectory(prefix="graders-", ignore_cleanup_errors=True) as folder:
            for name, content in program.files.items():
                Path(folder, name).write_bytes(content)
            source = Source(program.name, program.source, folder if program.files else None)
            return converse(lambda: _FreshChild(limits, folder), self.level, source, questions, limits)

    def close(self) -> None:
        """Do nothing: no process outlives a run."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _FreshChild:
    """One interpreter, and a thread for each of its pipes."""

    def __init__(self, limits: Limits, folder: str) -> None:
        mark = secrets.token_hex(8)
        self._limits = limits
        self._process = subprocess.Popen(
            command("fresh", str(limits.cpu_s), str(limits.memory_mib), mark),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            bufsize=0,
            cwd=folder,
            env=environment(),
            start_new_session=True,
        )
        self._inbox = Inbox(SENT_LIMIT)
        self._replies: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._output = _AwaitedOutput(MarkedOutput(mark.encode("ascii"), limits.output_kib * 1024))
        self._threads = [
            _in_background(_read, self._process.stdout, self._replies.put),
            _in_background(_read, self._process.stderr, self._output.feed),
        ]
        self._started = time.monotonic()
        self._await_ready()

    def exchange(self, requests: Sequence[bytes], deadline: float) -> Iterator[Frame]:
        if not self._inbox.is_empty or not self._replies.empty():
            raise self._killed(Stop.GARBLED, "it answered before it was asked")
        self._output.expect(len(requests))
        # A child that does not read would block the writing; that thread ends with the child.
        self._threads.append(_in_background(_write, self._process.stdin, b"".join(requests)))
        for _ in requests:
            yield self._receive(deadline)

    def printed(self) -> str:
        return self._output.take(_PATIENCE_S)

    def end(self) -> None:
        self._kill()
        self._process.wait()
        pipes = (self._process.stdout, self._process.stderr, self._process.stdin)
        for thread in self._threads:
            thread.join(_PATIENCE_S)
        for pipe in pipes:
            if pipe is not None:
                pipe.close()

    def _receive(self, deadline: float) -> Frame:
        while True:
            try:
                frame = self._inbox.take()
                if frame is not None:
                    return frame
                self._inbox.feed(self._replies.get(timeout=_TICK_S))
            except WireError as error:
                raise self._killed(Stop.GARBLED, str(error)) from error
            except queue.Empty:
                # The end of the pipe says nothing: a process that the program has started may hold it open.
                exit_code = self._process.poll()
                if exit_code is not None:
                    used_its_cpu = time.monotonic() - self._started > self._limits.cpu_s
                    raise judge(exit_code, used_its_cpu=used_its_cpu) from None
            if time.monotonic() > deadline:
                raise self._killed(Stop.WALL, f"{self._limits.wall_s:g} s")

    def _await_ready(self) -> None:
        try:
            frame = self._receive(time.monotonic() + _READY_S)
        except StoppedError as error:
            words = self._output.take(_PATIENCE_S).strip()
            self.end()
            raise SandboxError(f"a fresh {sys.executable} did not start ({error}): {words}") from error
        if frame.kind != "ready":
            self.end()
            raise SandboxError(f"a fresh {sys.executable} did not say that it was ready, but {frame.kind}")
        self._started = time.monotonic()

    def _killed(self, stop: Stop, detail: str) -> StoppedError:
        self._kill()
        return StoppedError(stop, detail)

    def _kill(self) -> None:
        if sys.platform == "win32":
            self._process.kill()
        else:
            with contextlib.suppress(
                ProcessLookupError, PermissionError
            ):  # macOS forbids to signal what has just ended
                os.killpg(self._process.pid, signal.SIGKILL)


class _AwaitedOutput:
    """Output that one thread reads and another one waits for."""

    def __init__(self, output: MarkedOutput) -> None:
        self._output = output
        self._ended = False
        self._changed = threading.Condition()

    def expect(self, marks: int) -> None:
        """Let so many more marks close a part."""
        with self._changed:
            self._output.expect(marks)

    def feed(self, chunk: bytes) -> None:
        """Append what was read; an empty chunk is the end."""
        with self._changed:
            self._output.feed(chunk)
            self._ended = self._ended or not chunk
            self._changed.notify_all()

    def take(self, patience_s: float) -> str:
        """Return what was printed up to the next mark or the end, for which it waits at most ``patience_s``."""
        with self._changed:
            self._changed.wait_for(lambda: self._output.has_part or self._ended, patience_s)
            return self._output.take()


def _in_background(work: Callable[..., None], *arguments: object) -> threading.Thread:
    thread = threading.Thread(target=work, args=arguments, daemon=True)
    thread.start()
    return thread


def _read(pipe: IO[bytes], put: Callable[[bytes], None]) -> None:
    with contextlib.suppress(ValueError):  # closed by now: what the program has started and left holds the other end
        while chunk := pipe.read(_CHUNK):
            put(chunk)
    put(b"")


def _write(pipe: IO[bytes], request: bytes) -> None:
    left = memoryview(request)
    with contextlib.suppress(BrokenPipeError, ValueError):  # as above
        while left:
            left = left[pipe.write(left) :]
