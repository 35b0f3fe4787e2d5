"""The zygotes of a class, forked from one stem."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from graders.sandbox.launch import Launched, connected
from graders.sandbox.order import read_started

_ANOTHER = b"+"
_ANSWER = 64  # bytes, and more than it has
_READY_S = 30.0  # for starting NumPy


@contextmanager
def zygotes(count: int, stem: Launched | None) -> Iterator[list[Launched]]:
    """Give so many zygotes, each of which is starting, or fewer where they cannot be had; they end with the block.

    They are forked from the ``stem``, for which this waits; it is None where there is no such thing. A worker for which
    there is none starts its own, and tells it when it cannot.
    """
    launched: list[Launched] = []
    try:
        if stem is not None and count:
            with socket.socket(fileno=os.dup(stem.channel)) as channel, suppress(OSError):
                channel.settimeout(_READY_S)
                launched.extend(connected(lambda *ends: _fork(channel, ends), is_stem=False) for _ in range(count))
        yield launched
    finally:
        for one in launched:
            one.close()


def _fork(stem: socket.socket, ends: tuple[int, int]) -> int:
    socket.send_fds(stem, [_ANOTHER], ends)
    answer = stem.recv(_ANSWER)
    if not answer:
        raise BrokenPipeError
    return read_started(answer)
