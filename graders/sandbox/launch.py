"""Starts the stem; imports nothing that takes time, because the stem starts before everything else."""

from __future__ import annotations

import _socket  # socket takes 8 ms to import, by which the zygote would start later
import os
from collections.abc import Callable

from graders.sandbox.interpreter import command, environment

_SIGKILL = 9  # signal takes 5 ms to import
_WITHOUT_ENDS = b"."


class Launched:
    """A zygote or a stem that is starting: its process id, the grader's end of its socket, a pipe with its last words.

    ``is_open`` tells whether these are still its own. A fork of the process that started it may use it instead.
    """

    def __init__(self, pid: int, channel: int, words: int, *, is_stem: bool) -> None:
        self.pid = pid
        self.channel = channel
        self.words = words
        self.is_open = True
        self._is_stem = is_stem
        self._starter = os.getpid()

    def become_zygote(self) -> None:
        """Have a stem go on as a zygote, from which no others are forked; may be called again."""
        if self._is_stem:
            self._is_stem = False
            channel = _socket.socket(fileno=self.channel)
            try:
                channel.send(_WITHOUT_ENDS)
            except OSError:  # it is gone, which whoever listens to it is told
                return
            finally:
                channel.detach()

    def close(self) -> None:
        """End the process, and with it any child; may be called again.

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


def launch(module: str = "stem") -> Launched:
    """Start a stem and return at once; ``module`` of this room has the ``main`` that it runs.

    Raises ``SandboxError`` when there can be no more processes.
    """
    try:
        return connected(lambda channel, words: _spawn(module, channel, words), is_stem=True)
    except OSError as error:
        from graders.errors import SandboxError  # noqa: PLC0415 - takes time

        reason = f"no process can be started to run submissions in: {error.strerror}"
        raise SandboxError(reason) from None


def _spawn(module: str, channel: int, words: int) -> int:
    argv = command(module)
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        actions = [(os.POSIX_SPAWN_DUP2, end, place) for end, place in ((channel, 0), (null, 1), (words, 2))]
        return os.posix_spawn(argv[0], argv, environment(), file_actions=actions)
    finally:
        os.close(null)


def connected(start: Callable[[int, int], int], *, is_stem: bool) -> Launched:
    """Return what ``start`` starts with its ends of a socket and of a pipe, and returns the process id of.

    It must be a child of this process.
    """
    ours, theirs = _socket.socketpair(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
    try:
        words, its_words = os.pipe()
    except OSError:
        ours.close()
        theirs.close()
        raise
    try:
        pid = start(theirs.fileno(), its_words)
    except BaseException:
        ours.close()
        os.close(words)
        raise
    finally:
        theirs.close()
        os.close(its_words)
    return Launched(pid, ours.detach(), words, is_stem=is_stem)
