"""What the kernel says of a child that is ready, read from outside before any student code is sent to it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.wire import Frame

_MIB = 1024 * 1024
_SLACK = 16 * _MIB  # the child measured its memory a little before it was ready

# The most that /proc/PID/limits may say, soft and hard alike, beside time and memory.
_MOST = {
    "Max core file size": 0,
    "Max file size": 0,
    "Max locked memory": 0,
    "Max msgqueue size": 0,
    "Max open files": 64,
    "Max processes": 0,
    "Max stack size": 8 * _MIB,
}
_FILTERED, _NO_NEW_PRIVILEGES, _ONE_THREAD, _NOTHING = "2", "1", "1", "0000000000000000"


def attest(pid: int, ready: Frame, limits: Limits) -> None:
    """Make sure that the child is jailed; :class:`SandboxError` names everything that is not as it must be.

    ``ready`` is the child's own word that Landlock keeps it from opening ``/``. It is worth something because no
    student code has been near the child yet, and nobody outside can see Landlock.
    """
    status = dict(line.split(":", 1) for line in _lines(pid, "status"))
    faults = [*_faults_of_status(status), *_faults_of_limits(pid, status, limits)]
    if ready.kind != "ready" or ready.tree != {"landlock": errno.EACCES}:
        faults.append("Landlock does not keep it from opening /")
    if faults:
        raise SandboxError(f"the jail is not shut, so nothing was run in it: {'; '.join(faults)}")


def _faults_of_status(status: dict[str, str]) -> Iterator[str]:
    wanted = {
        "Seccomp": _FILTERED,
        "NoNewPrivs": _NO_NEW_PRIVILEGES,
        "Threads": _ONE_THREAD,
        "CapInh": _NOTHING,
        "CapPrm": _NOTHING,
        "CapEff": _NOTHING,
        "CapAmb": _NOTHING,
    }
    if os.geteuid() == 0:  # only root can take these away
        wanted |= {"CapBnd": _NOTHING, "Groups": ""}
    for name, value in wanted.items():
        found = status.get(name, "absent").strip()
        if found != value:
            yield f"{name} is {found}, not {value}"
    if "0" in status.get("Uid", "0").split():
        yield "it runs as root"


def _faults_of_limits(pid: int, status: dict[str, str], limits: Limits) -> Iterator[str]:
    taken = int(status.get("VmSize", "0").split()[0]) * 1024
    most = _MOST | {
        "Max cpu time": limits.cpu_s + 1,
        "Max address space": taken + limits.memory_mib * _MIB + _SLACK,
    }
    width = len("Max realtime timeout      ")
    found = {line[:width].strip(): line[width:].split()[:2] for line in _lines(pid, "limits")[1:]}
    for name, bound in most.items():
        values = found.get(name, ["absent"])
        if not all(value.isdecimal() and int(value) <= bound for value in values):
            yield f"{name} is {'/'.join(values)}, not {bound}"


def _lines(pid: int, name: str) -> list[str]:
    try:
        with open(f"/proc/{pid}/{name}", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - no path to build
            return file.read().splitlines()
    except OSError as error:
        raise SandboxError(f"the jail cannot be attested: /proc/{pid}/{name}: {error.strerror}") from error
