"""The stem: an interpreter with all that a zygote loads, from which the zygotes of a class are forked.

It runs nothing else. Each zygote is a child of the grader, as one that is started alone, and gives up root and every
right for itself: no two share a user. What takes long, an interpreter with NumPy, starts once for all of them.
"""

from __future__ import annotations

import os
import socket

from graders.sandbox import zygote
from graders.sandbox.kernel import fork_beside
from graders.sandbox.order import pack_started

_CHANNEL, _WORDS = 0, 2  # as a zygote that is started alone has them


def main(arguments: list[str]) -> None:
    """Fork a zygote for each message, with the ends of a socket and of a pipe that come along; tell its process id."""
    os.setsid()  # Ctrl-C in the grader's terminal is the grader's to handle
    channel = socket.socket(fileno=_CHANNEL)
    while True:
        message, ends, _, _ = socket.recv_fds(channel, 1, 2)
        if not message:
            return
        pid = fork_beside()
        if pid == 0:
            channel.detach()
            for end, place in zip(ends, (_CHANNEL, _WORDS), strict=True):
                os.dup2(end, place)
                os.close(end)
            zygote.main(arguments)
            return
        for end in ends:
            os.close(end)
        channel.send(pack_started(pid))
