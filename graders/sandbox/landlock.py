"""Landlock: a process gives up every path but those of a rule set, all TCP, and signals to processes outside.

The interface is that of the kernel's ``linux/landlock.h``; newer versions of it handle more rights, and each version
is asked for all that it has. See https://docs.kernel.org/userspace-api/landlock.html.
"""

from __future__ import annotations

import os
import struct

from graders.sandbox.kernel import syscall

WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_GET_VERSION = 1
_PATH_BENEATH = 1
_QUIET = 1  # LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF, from version 7: denials do not flood the audit log

# How many bits of rights each version knows: for paths, for TCP ports, and for what lies outside the domain.
_RIGHTS = {1: (13, 0, 0), 2: (14, 0, 0), 3: (15, 0, 0), 4: (15, 2, 0), 5: (16, 2, 0), 6: (16, 2, 2)}
_NEWEST = max(_RIGHTS)
_QUIET_SINCE = 7


def version() -> int:
    """Return the version of Landlock in this kernel; :class:`OSError` where it is absent or switched off."""
    return syscall(_CREATE_RULESET, None, 0, _GET_VERSION)


class RuleSet:
    """The paths that a process may still use, prepared once and applied by each child to itself."""

    def __init__(self) -> None:
        self._version = version()
        rights = [(1 << bits) - 1 for bits in _RIGHTS[min(self._version, _NEWEST)] if bits]
        attributes = struct.pack(f"={len(rights)}Q", *rights)
        self.descriptor = syscall(_CREATE_RULESET, attributes, len(attributes), 0)
        os.set_inheritable(self.descriptor, False)

    def allow(self, path: str, rights: int) -> None:
        """Allow ``rights`` on a file, or on a folder and all beneath it; a path that does not exist is left out."""
        try:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return
        try:
            rule = struct.pack("=Qi", rights, descriptor)
            syscall(_ADD_RULE, self.descriptor, _PATH_BENEATH, rule, 0)
        finally:
            os.close(descriptor)

    def restrict(self) -> None:
        """Give up everything that is not allowed, for good; needs no_new_privs."""
        syscall(_RESTRICT_SELF, self.descriptor, _QUIET if self._version >= _QUIET_SINCE else 0)
