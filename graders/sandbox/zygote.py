"""The zygote: an interpreter with NumPy and no secret, from which each run is forked in about a millisecond.

It talks with the grader over a socket that keeps messages apart, one request at a time (:mod:`graders.sandbox.order`)::

    zygote   {"shortfall", "user"} as JSON     once: ready, or why it cannot be; whom it became
    grader   an order, three descriptors       clear the last child away, fork another: requests, replies, output
    zygote   its process id, its pidfd
    grader   wait                              how has the last child ended?
    zygote   its exit code, its time

It ends with the socket, and its child with it.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from importlib import import_module
from typing import Any, NoReturn

from graders.sandbox import mounts, privileges, seccomp
from graders.sandbox.child import get_ready, serve
from graders.sandbox.interpreter import forget_packages
from graders.sandbox.jail import Jail
from graders.sandbox.kernel import end_with
from graders.sandbox.landlock import READ_DIR, READ_FILE, version
from graders.sandbox.limits import address_space
from graders.sandbox.order import WAIT, Order, Over, pack_started, read_order
from graders.sandbox.readable import rule_set, trees
from graders.sandbox.rehearsal import rehearse
from graders.sandbox.wire import pack

_MESSAGE = 64 * 1024
_CHANNEL = 0
_OUT_OF_MEMORY_FIRST = "1000"
_MANY = 10
"""Children after which it pays to rehearse: more than one submission takes, fewer than a class does."""


class UnfitError(Exception):
    """The jail cannot be had on this machine; the text says why, and what would help."""


def main(_arguments: list[str]) -> None:
    """Serve the grader at the other end of the socket that is standard input."""
    channel = socket.socket(fileno=_CHANNEL)
    forget_packages()
    is_root = os.geteuid() == 0
    try:
        jail = prepare()
    except (UnfitError, OSError) as error:
        _say(channel, {"shortfall": str(error), "user": None})
        return
    _say(channel, {"shortfall": "", "user": os.geteuid() if is_root else None})
    get_ready()
    _Nursery(channel, jail).serve()


def prepare() -> Jail:
    """Give up what no child needs and return the jail; :class:`UnfitError` or OSError where that cannot be."""
    machine = seccomp.this_machine()
    if machine is None:
        raise UnfitError(f"there is no list of system calls for {os.uname().machine}; run on x86_64 or aarch64")
    try:
        version()
    except OSError as error:
        raise UnfitError(f"Landlock is not available ({error.strerror}); it needs Linux 5.13 or later") from error
    if len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - pathlib takes 6 ms to import
        raise UnfitError("NumPy has started threads, which no jail put on later would hold")
    with open("/proc/self/oom_score_adj", "w", encoding="ascii") as score:  # noqa: PTH123
        score.write(_OUT_OF_MEMORY_FIRST)
    if os.geteuid() == 0:
        user = privileges.unused_user()
        if user is None:
            raise UnfitError("student code would run as root, for there is no other user id here; map more of them")
        mounts.make_reachable(trees())
        privileges.become(user)
    privileges.renounce()
    for tree in trees():
        if not os.access(tree, os.R_OK | os.X_OK):
            raise UnfitError(f"user {os.geteuid()}, who runs student code, cannot read {tree}; chmod -R a+rX it")
    # Complete lines reach the grader even when the process is killed in the next one.
    sys.stdout.reconfigure(line_buffering=True)  # type: ignore[union-attr]  # a TextIOWrapper, as Python opened it
    return Jail(rule_set(), seccomp.Filter(machine))


class _Nursery:
    """Starts children, one at a time."""

    def __init__(self, channel: socket.socket, jail: Jail) -> None:
        self._channel = channel
        self._jail = jail
        self._zygote = os.getpid()
        self._child: int | None = None
        self._started = 0

    def serve(self) -> None:
        """Do what the grader says until it is gone."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._channel, _MESSAGE, 3)
            if not message:
                return
            if message == WAIT:
                self._channel.send(self._end_of_child().pack())
            else:
                self._start(read_order(message), descriptors)

    def _start(self, order: Order, descriptors: list[int]) -> None:
        if self._child is not None:
            self._end_of_child()
        if order.folder is not None:
            self._jail.rules.allow(order.folder, READ_FILE | READ_DIR)  # the same one each time
        if order.draws:
            import_module("numpy.random")  # makes the zygote larger and each fork slower, so only when it is wanted
        memory = address_space() + order.memory
        pid = self._child = os.fork()
        if pid == 0:
            self._be_child(order, memory, descriptors)
        handle = os.pidfd_open(pid)
        socket.send_fds(self._channel, [pack_started(pid)], [handle])
        for descriptor in (handle, *descriptors):
            os.close(descriptor)
        self._started += 1
        if self._started == _MANY:
            rehearse()

    def _end_of_child(self) -> Over:
        """Wait for the child, which has ended or been killed."""
        pid, self._child = self._child, None
        if pid is None:
            raise ValueError("there is no child to wait for")
        _, status, usage = os.wait4(pid, 0)
        return Over(os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime)

    def _be_child(self, order: Order, memory: int, descriptors: list[int]) -> NoReturn:
        requests, replies, output = descriptors
        try:
            os.dup2(output, 1)
            os.dup2(output, 2)
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.setsid()
            end_with(self._zygote)
            witness = self._jail.enter(order.cpu_s, memory, {requests, replies})
            os.write(replies, pack("ready", 0, {"landlock": witness}))
            serve(requests, replies, 1, order.mark)
        finally:
            # Whatever happens, a child never goes on as a second zygote.
            os._exit(1)


def _say(channel: socket.socket, message: dict[str, Any]) -> None:
    channel.send(json.dumps(message).encode("ascii"))
