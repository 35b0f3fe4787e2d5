"""Giving up root and every capability, in the zygote and for good."""

from __future__ import annotations

import os
import struct

from graders.sandbox.kernel import prctl, syscall

_PR_CAPBSET_READ, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 23, 24, 38, 47
_CLEAR_ALL = 4
_CAPSET = {"x86_64": 126, "aarch64": 91}
_CAPABILITY_VERSION_3 = 0x2008_0522


def unused_user() -> int | None:
    """Return a user and group id that no account has, another for each zygote; None where only root's id exists.

    In a user namespace only some ids are mapped; accounts are given out from their lower end.
    """
    with open("/proc/self/uid_map", encoding="ascii") as ranges:  # noqa: PTH123 - pathlib takes 6 ms to import
        mapped = [(int(first), int(count)) for first, _outside, count in map(str.split, ranges)]
    wanted = 1 << 30 | os.getpid()
    if any(first <= wanted < first + count for first, count in mapped):
        return wanted
    first, count = max(mapped, key=lambda one: one[1])
    return first + count - 1 - os.getpid() % (count // 4 or 1) or None


def become(user: int) -> None:
    """Turn from root into ``user``, in no group but its own, and empty the set of capabilities ever to be had."""
    for capability in range(64):
        try:
            prctl(_PR_CAPBSET_READ, capability)
        except OSError:  # the last one that this kernel knows lies behind
            break
        prctl(_PR_CAPBSET_DROP, capability)
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)


def renounce() -> None:
    """Drop all capabilities, and see to it that no program can bring any back."""
    prctl(_PR_CAP_AMBIENT, _CLEAR_ALL)
    header = struct.pack("=Ii", _CAPABILITY_VERSION_3, 0)
    syscall(_CAPSET[os.uname().machine], header, bytes(24))
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
