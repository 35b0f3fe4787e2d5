"""The zygotes of a class, forked from one interpreter that has loaded what they need."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import suppress
from types import TracebackType
from typing import Self

from graders.sandbox.launch import Launched, connected, launch
from graders.sandbox.order import read_started

_ANOTHER = b"+"
_ANSWER = 64  # bytes, and more than it has
_READY_S = 30.0  # for starting NumPy


class Zygotes:
    """So many zygotes, or fewer where they cannot be had; a context manager that ends them.

    The interpreter that they are forked from starts at once, where there is such a thing. Raises ``SandboxError`` when
    there can be no more processes.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._stem = launch("stem") if count and sys.platform == "linux" else None
        self._launched: list[Launched] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._launched:
            one.close()
        if self._stem is not None:
            self._stem.close()

    def launched(self) -> list[Launched]:
        """Wait for that interpreter, and return the zygotes, each of which is starting; to be called once.

        A worker for which there is none starts its own, and tells it when it cannot.
        """
        if self._stem is not None:
            with socket.socket(fileno=os.dup(self._stem.channel)) as stem:
                stem.settimeout(_READY_S)
                with suppress(OSError):
                    for _ in range(self._count):
                        self._launched.append(connected(lambda *ends: _fork(stem, ends)))
            self._stem.close()
        return self._launched


def _fork(stem: socket.socket, ends: tuple[int, int]) -> int:
    socket.send_fds(stem, [_ANOTHER], ends)
    answer = stem.recv(_ANSWER)
    if not answer:
        raise BrokenPipeError
    return read_started(answer)
