"""Runs Python where the kernel has no Landlock: ``python without_landlock.py ARGUMENT ...``."""

import os
import sys

from graders.sandbox import seccomp
from graders.sandbox.kernel import prctl

_PR_SET_NO_NEW_PRIVS = 38
_CREATE_RULESET = 444
_NUMBER = 0  # where the number of a call lies in what a filter sees


def program(machine: seccomp.Machine, pid: int) -> seccomp.Block:  # noqa: ARG001 - called like the other
    """Return a filter that lets every call pass but the first one of Landlock."""
    return [
        (seccomp.LOAD, 0, 0, _NUMBER),
        (seccomp.EQUAL, 0, 1, _CREATE_RULESET),
        (seccomp.RETURN, 0, 0, seccomp.ABSENT),
        (seccomp.RETURN, 0, 0, seccomp.ALLOW),
    ]


if __name__ == "__main__":
    here = seccomp.this_machine()
    assert here is not None
    seccomp.program = program
    prctl(_PR_SET_NO_NEW_PRIVS, 1)
    seccomp.Filter(here).install()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606 - no shell is wanted
