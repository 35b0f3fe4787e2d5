"""The zygote: an interpreter with NumPy and no secret, from which each run is forked in about a millisecond.

It talks with the grader over a socket that keeps messages apart, one request at a time::

    zygote   {"shortfall", "user"}                               once: ready, or why it cannot be; whom it became
    grader   {"cpu_s", "memory", "folder", "draws", "mark"}, three fds   fork a child: requests, replies, output
    zygote   {"pid"}, its pidfd
    grader   {}                                                  the child is over: wait for it
    zygote   {"exit_code", "cpu_s"}

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
from graders.sandbox.child import serve
from graders.sandbox.interpreter import forget_packages
from graders.sandbox.jail import Jail, address_space, die_with
from graders.sandbox.landlock import READ_DIR, READ_FILE, version
from graders.sandbox.readable import rule_set, trees
from graders.sandbox.wire import pack

_MESSAGE = 64 * 1024
_CHANNEL = 0
_OUT_OF_MEMORY_FIRST = "1000"


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
    while (message := _hear(channel)) is not None:
        request, descriptors = message
        _run(channel, jail, request, descriptors)


def prepare() -> Jail:
    """Give up what no child needs and return the jail; :class:`UnfitError` or OSError where that cannot be."""
    os.setsid()  # Ctrl-C in the grader's terminal is the grader's to handle
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


def _run(channel: socket.socket, jail: Jail, request: dict[str, Any], descriptors: list[int]) -> None:
    if request["folder"] is not None:
        jail.rules.allow(request["folder"], READ_FILE | READ_DIR)  # the same one each time
    if request["draws"]:
        import_module("numpy.random")  # makes the zygote larger and each fork slower, so only when it is wanted
    zygote, memory = os.getpid(), address_space() + request["memory"]
    pid = os.fork()
    if pid == 0:
        _be_child(zygote, jail, request, memory, descriptors)
    for descriptor in descriptors:
        os.close(descriptor)
    handle = os.pidfd_open(pid)
    _say(channel, {"pid": pid}, [handle])
    os.close(handle)
    if _hear(channel) is None:
        sys.exit()
    _, status, usage = os.wait4(pid, 0)
    _say(channel, {"exit_code": os.waitstatus_to_exitcode(status), "cpu_s": usage.ru_utime + usage.ru_stime})


def _be_child(zygote: int, jail: Jail, request: dict[str, Any], memory: int, descriptors: list[int]) -> NoReturn:
    requests, replies, output = descriptors
    try:
        os.dup2(output, 1)
        os.dup2(output, 2)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.setsid()
        die_with(zygote)
        witness = jail.enter(request["cpu_s"], memory, {requests, replies})
        os.write(replies, pack("ready", 0, {"landlock": witness}))
        serve(requests, replies, 1, bytes.fromhex(request["mark"]))
    finally:
        # Whatever happens, a child never goes on as a second zygote.
        os._exit(1)


def _say(channel: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
    socket.send_fds(channel, [json.dumps(message).encode("ascii")], descriptors or [])


def _hear(channel: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Return the next message and its descriptors, or None when the grader is gone."""
    message, descriptors, _, _ = socket.recv_fds(channel, _MESSAGE, 3)
    return (json.loads(message), descriptors) if message else None
