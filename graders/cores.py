"""Where processes compute: each worker of a class on a core of its own, if there are as many of both.

A worker and the process that runs a submission wait for each other in turn. On one core, the one that goes on finds in
the cache what the other one left there, and no other core has to be woken for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

_CAP_SYS_NICE = 1 << 23

_ALLOWED = os.sched_getaffinity(0) if sys.platform == "linux" else set(range(os.cpu_count() or 1))
"""The cores that this process had when it started."""


def count() -> int:
    """Return how many cores this process may use."""
    return len(_ALLOWED)


def shared_out(workers: int) -> Sequence[int | None]:
    """Return the core of each worker, or None where it is the kernel that knows better.

    With fewer workers than cores, it also knows where other programs compute. And nobody is put where he could not be
    let go again.
    """
    if sys.platform == "linux" and workers == count() and _may_set_free():
        return sorted(_ALLOWED)
    return [None] * workers


def settle(core: int, process: int = 0) -> None:
    """Let a process, this one or another, compute on this core from now on, and in bulk; so does all that it starts.

    Who computes in bulk interrupts nobody when it is woken. Each answer of a submission wakes its worker, which then
    reads all of them at once. Where the kernel does not allow this, only time is lost.
    """
    with suppress(OSError):
        os.sched_setaffinity(process, {core})
        if os.sched_getscheduler(process) == os.SCHED_OTHER:  # whoever started this as idle meant it
            os.sched_setscheduler(process, os.SCHED_BATCH, os.sched_param(0))


def _may_set_free() -> bool:
    """Say whether this process may move those of the user that root becomes for student code; capabilities(7)."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    held = int(status.partition("CapEff:")[2].split()[0], 16)
    return os.geteuid() != 0 or bool(held & _CAP_SYS_NICE)


def set_free(process: int) -> None:
    """Let a process compute wherever this one might when it started, whatever core was settled on since."""
    with suppress(OSError):
        os.sched_setaffinity(process, _ALLOWED)
