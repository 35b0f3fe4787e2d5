"""Starts the zygote; imports nothing that takes time, because the zygote starts before everything else."""

from __future__ import annotations

import _socket  # socket takes 8 ms to import, by which the zygote would start later
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from graders.sandbox.interpreter import command, environment

_SIGKILL = 9  # signal takes 5 ms to import


class Launched:
    """A zygote that is starting: its process id, the grader's end of its socket, and a pipe with its last words.

    ``is_open`` tells whether these are still its own. A fork of the process that started a zygote may use it instead.
    """

    def __init__(self, pid: int, channel: int, words: int) -> None:
        self.pid = pid
        self.channel = channel
        self.words = words
        self.is_open = True
        self._starter = os.getpid()

    def close(self) -> None:
        """End the zygote, and with it any child; may be called again.

        In a process that did not start it, it ends as soon as it listens, which it does but for moments.
        """
        if not self.is_open:
            return
        self.is_open = False
        channel = _socket.socket(fileno=self.channel)
        channel.shutdown(_socket.SHUT_RDWR)  # which ends the zygote, whoever else has this end of its socket
        channel.close()
        os.close(self.words)
        if os.getpid() == self._starter:  # for others the process id may be somebody else's by now
            os.kill(self.pid, _SIGKILL)
            os.waitpid(self.pid, 0)


def launch(module: str = "zygote") -> Launched:
    """Start a zygote and return at once; ``module`` of this room has the ``main`` that it runs.

    Raises ``SandboxError`` when there can be no more processes.
    """
    ours, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    words, its_words = os.pipe()
    null = os.open(os.devnull, os.O_WRONLY)
    argv = command(module)
    places = ((theirs.fileno(), 0), (null, 1), (its_words, 2))
    try:
        actions = [(os.POSIX_SPAWN_DUP2, end, place) for end, place in places]
        pid = os.posix_spawn(argv[0], argv, environment(), file_actions=actions)
    except OSError as error:
        from graders.errors import SandboxError  # noqa: PLC0415 - takes time

        ours.close()
        os.close(words)
        raise SandboxError(f"no process can be started to run submissions in: {error.strerror}") from None
    finally:
        theirs.close()
        os.close(its_words)
        os.close(null)
    return Launched(pid, ours.detach(), words)


@contextmanager
def launching(count: int) -> Iterator[list[Launched]]:
    """Start so many zygotes where there is such a thing, and end them with the block."""
    launched: list[Launched] = []
    try:
        for _ in range(count if sys.platform == "linux" else 0):
            launched.append(launch())  # noqa: PERF401 - what is started by then is ended if one cannot be
        yield launched
    finally:
        for one in launched:
            one.close()
