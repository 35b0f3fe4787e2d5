"""The stem: an interpreter with all that a zygote loads, which forks zygotes and becomes one itself.

It runs nothing else. Each zygote is a child of the grader, and gives up root and every right for itself: no two share a
user. What takes long, an interpreter with NumPy, starts once for all of them.
"""

from __future__ import annotations

import os
import socket

from graders.sandbox import zygote
from graders.sandbox.kernel import fork_beside
from graders.sandbox.order import pack_started

_CHANNEL, _WORDS = 0, 2  # as a zygote has them


def main(arguments: list[str]) -> None:
    """Fork a zygote for each message, with the ends of a socket and of a pipe that come along; tell its process id.

    A message without ends makes this process the last one.
    """
    os.setsid()  # Ctrl-C in the grader's terminal is the grader's to handle
    channel = socket.socket(fileno=_CHANNEL)
    while True:
        message, ends, _, _ = socket.recv_fds(channel, 1, 2)
        if not message:
            return
        if not ends:
            break
        pid = fork_beside()
        if pid == 0:
            os.setsid()
            _move(ends)
            break
        for end in ends:
            os.close(end)
        channel.send(pack_started(pid))
    channel.detach()
    zygote.main(arguments)


def _move(ends: list[int]) -> None:
    """Let these be the ends that a zygote talks by."""
    for end, place in zip(ends, (_CHANNEL, _WORDS), strict=True):
        os.dup2(end, place)
        os.close(end)
