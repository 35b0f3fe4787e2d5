"""The jail that a child shuts itself into before it sees any student code. The order of the layers matters."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from graders.sandbox.kernel import prctl
from graders.sandbox.landlock import RuleSet
from graders.sandbox.limits import OPEN_FILES, lower
from graders.sandbox.seccomp import Filter

_LAST_DESCRIPTOR = (1 << 31) - 1
_STACK = 8 * 1024 * 1024
_PR_SET_DUMPABLE = 4


class Layer(StrEnum):
    """What can be left out in a test, to see that its absence is noticed."""

    LIMITS = "limits"
    LANDLOCK = "landlock"
    DESCRIPTORS = "descriptors"
    SECCOMP = "seccomp"


NO_LAYER: AbstractSet[Layer] = frozenset()


@dataclass(frozen=True, slots=True)
class Jail:
    """What a jail is made of; prepared once, entered by each child."""

    rules: RuleSet
    calls: Filter
    without: AbstractSet[Layer] = NO_LAYER

    def enter(self, cpu_s: int, memory: int, keep: AbstractSet[int]) -> int:
        """Shut this process in, with no descriptors but 0, 1, 2 and ``keep``.

        ``memory`` bounds the address space, in bytes. Returns the errno of an attempt to open ``/``, which any process
        may and only Landlock forbids.
        """
        prctl(_PR_SET_DUMPABLE, 0)
        os.umask(0o077)
        # Limits before Landlock, which hides /proc; the filter last, as it forbids all that comes before it.
        if Layer.LIMITS not in self.without:
            _set_limits(cpu_s, memory)
        if Layer.LANDLOCK not in self.without:
            self.rules.restrict()
        if Layer.DESCRIPTORS not in self.without:
            _close_all_but({0, 1, 2, *keep})
        witness = _errno_of_opening_root()
        if Layer.SECCOMP not in self.without:
            self.calls.install()
        return witness


def _set_limits(cpu_s: int, memory: int) -> None:
    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_MEMLOCK, 0),
        (resource.RLIMIT_MSGQUEUE, 0),
        (resource.RLIMIT_STACK, _STACK),
    ):
        lower(limit, most, most)
    lower(resource.RLIMIT_CPU, cpu_s, cpu_s + 1)  # SIGXCPU at the first, SIGKILL at the second


def _close_all_but(keep: AbstractSet[int]) -> None:
    borders = [*sorted(keep), _LAST_DESCRIPTOR]
    for before, after in pairwise(borders):
        os.closerange(before + 1, after)


def _errno_of_opening_root() -> int:
    try:
        os.close(os.open("/", os.O_RDONLY))
    except OSError as error:
        return error.errno or errno.EIO
    return 0
