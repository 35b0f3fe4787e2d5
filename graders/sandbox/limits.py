"""The resources that a process leaves itself; there are none of these on Windows."""

from __future__ import annotations

import resource

OPEN_FILES = 64


def lower(limit: int, soft: int, hard: int) -> None:
    """Set a limit of this process, or leave it where what was given is less: only root may go beyond that."""
    _, given = resource.getrlimit(limit)
    if given != resource.RLIM_INFINITY:
        soft, hard = min(soft, given), min(hard, given)
    resource.setrlimit(limit, (soft, hard))


def address_space() -> int:
    """Return how many bytes of address space this process has; on Linux only, and not to be had inside the jail."""
    with open("/proc/self/statm", "rb") as statm:  # noqa: PTH123 - pathlib takes 6 ms to import
        return int(statm.read().split()[0]) * resource.getpagesize()
