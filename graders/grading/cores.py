"""Where workers compute: each on a core of its own, if there are as many of both.

A worker and the process that runs a submission wait for each other in turn. On one core, the one that goes on finds in
the cache what the other one left there, and no other core has to be woken for it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress


def count() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def shared_out(workers: int) -> Sequence[int | None]:
    """Return the core of each worker, or None where it is the kernel that knows better.

    With fewer workers than cores, it also knows where other programs compute.
    """
    if sys.platform == "linux" and workers == count():
        return sorted(os.sched_getaffinity(0))
    return [None] * workers


def settle(core: int) -> None:
    """Compute on this core from now on, and in bulk: so do all processes that are started from here.

    Who computes in bulk interrupts nobody when it is woken. Each answer of a submission wakes its worker, which then
    reads all of them at once. Where the kernel does not allow this, only time is lost.
    """
    with suppress(OSError):
        os.sched_setaffinity(0, {core})
        os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
