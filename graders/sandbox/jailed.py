"""The grader's side of one jailed process: a fork of the zygote, three pipes, and its pidfd."""

from __future__ import annotations

import math
import os
import select
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress

from graders.cores import set_free
from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.attest import attest
from graders.sandbox.channel import ZygoteChannel
from graders.sandbox.conversation import SENT_LIMIT, StoppedError, judge
from graders.sandbox.order import MARK_BYTES, Order
from graders.sandbox.output import MarkedOutput
from graders.sandbox.wire import Frame, Inbox, WireError
from graders.transcript import Stop

_CHUNK = 64 * 1024
_READS = 64  # a process may print faster than it is read
_MIB = 1024 * 1024
_SHORT_S = 0.05  # nearly all runs are shorter
_READY_S = 30.0  # for what is ours: a fork and the jail


class JailedChild:
    """One jailed process, attested before the constructor returns."""

    def __init__(self, zygote: ZygoteChannel, limits: Limits, folder: str | None, *, draws: bool) -> None:
        """Fork and attest; ``draws`` is a hint that the program will need random generators."""
        self._zygote = zygote
        self._limits = limits
        self._inbox = Inbox(SENT_LIMIT)
        mark = os.urandom(MARK_BYTES)
        self._output = MarkedOutput(mark, limits.output_kib * 1024)
        self._is_open = True
        self._is_over = False
        self._left = memoryview(b"")
        its_requests, self._requests = os.pipe()
        self._replies, its_replies = os.pipe()
        self._printed, its_output = os.pipe()
        theirs = (its_requests, its_replies, its_output)
        try:
            order = Order(limits.cpu_s, limits.memory_mib * _MIB, draws, mark, folder)
            pid, self._handle = zygote.start(order, theirs)
        except BaseException:
            for descriptor in (self._requests, self._replies, self._printed):
                os.close(descriptor)
            raise
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        self._moves = (
            (self._requests, self._write),
            (self._printed, self._read_output),
            (self._replies, self._read_replies),
        )
        for descriptor, _ in self._moves:
            os.set_blocking(descriptor, False)
        self._waiting = select.poll()
        for descriptor in (self._replies, self._printed, self._handle):
            self._waiting.register(descriptor, select.POLLIN)
        self._pid = pid
        self._patience_s = _SHORT_S
        try:
            self._start(pid)
        except BaseException:
            self.end()
            raise

    def exchange(self, requests: Sequence[bytes], deadline: float) -> Iterator[Frame]:
        """See :class:`graders.sandbox.conversation.Child`, as for the two that follow."""
        try:
            self._read_replies()
            if not self._inbox.is_empty:
                raise self._killed(Stop.GARBLED, "it answered before it was asked")
            self._output.expect(len(requests))
            self._left = memoryview(b"".join(requests))
            if self._write():  # nearly all requests fit into the pipe at once
                self._waiting.register(self._requests, select.POLLOUT)
            for _ in requests:
                yield self._receive(deadline)
        except WireError as error:
            raise self._killed(Stop.GARBLED, str(error)) from error

    def printed(self) -> str:  # noqa: D102
        if not self._output.has_part:
            self._read_output()
        return self._output.take()

    def end(self) -> None:  # noqa: D102
        if not self._is_open:
            return
        self._is_open = False
        try:
            if not self._is_over:
                self._kill()
                # What runs next must not meet it. The zygote clears it away before it starts another one.
                _await_end(self._handle)
        finally:
            for descriptor in (self._requests, self._replies, self._printed, self._handle):
                os.close(descriptor)

    def _start(self, pid: int) -> None:
        try:
            ready = self._receive(time.monotonic() + _READY_S)
        except (StoppedError, WireError) as error:
            raise SandboxError(f"a jail was not shut within {_READY_S:g} s, or ended: {error}") from error
        attest(pid, ready, self._limits)

    def _receive(self, deadline: float) -> Frame:
        """Write and read until a frame is whole; a process that ends right after it has still replied."""
        while (frame := self._inbox.take()) is None:
            seconds = deadline - time.monotonic()
            if seconds <= 0:
                raise self._killed(Stop.WALL, f"{self._limits.wall_s:g} s")
            waiting_ms = math.ceil(min(seconds, self._patience_s) * 1000)
            ready = {descriptor for descriptor, _ in self._waiting.poll(waiting_ms)}
            if not ready:
                self._set_free()
            for descriptor, move in self._moves:
                if descriptor in ready and not move():
                    self._waiting.unregister(descriptor)
            if self._handle in ready:
                self._read_replies()
                frame = self._inbox.take()
                if frame is None:
                    raise self._ended()
                return frame
        return frame

    def _set_free(self) -> None:
        """Let a run that takes long go where there is room: others may compute on the core that this one began on."""
        self._patience_s = math.inf
        set_free(self._pid)

    def _write(self) -> bool:
        """Write what the pipe takes; return False when there is nothing left to write."""
        try:
            self._left = self._left[os.write(self._requests, self._left) :]
        except BlockingIOError:
            return True
        except BrokenPipeError:  # nobody will read it: why, is seen from the process
            return False
        return len(self._left) > 0

    def _read_replies(self) -> bool:
        """Read what the pipe holds, and return False at the end; what is whole is taken before more of it is read."""
        chunk = _read(self._replies)
        if chunk:
            self._inbox.feed(chunk)
        return chunk != b""

    def _read_output(self) -> bool:
        """Read what there is, and return False at the end."""
        for _ in range(_READS):
            chunk = _read(self._printed)
            if not chunk:
                return chunk is None
            self._output.feed(chunk)
            if len(chunk) < _CHUNK:
                break
        return True

    def _killed(self, stop: Stop, detail: str) -> StoppedError:
        self._kill()
        return StoppedError(stop, detail)

    def _kill(self) -> None:
        with suppress(ProcessLookupError):  # it has ended with its zygote, and somebody else has cleared it away
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)

    def _ended(self) -> StoppedError:
        over = self._zygote.wait()
        self._is_over = True
        return judge(over.exit_code, used_its_cpu=over.cpu_s >= self._limits.cpu_s)


def _await_end(handle: int) -> None:
    ending = select.poll()
    ending.register(handle, select.POLLIN)
    ending.poll()


def _read(descriptor: int) -> bytes | None:
    """Return a chunk, nothing at the end of the pipe, or None when there is none yet."""
    try:
        return os.read(descriptor, _CHUNK)
    except BlockingIOError:
        return None
