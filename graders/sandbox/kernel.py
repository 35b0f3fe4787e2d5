"""The few system calls of Linux that Python has no function for."""

from __future__ import annotations

import ctypes
import os
import signal

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE_PARENT = 0x8000

_libc = ctypes.CDLL(None, use_errno=True)
# Whatever it stands for, an argument fills a register: a whole number is passed as one, bytes as their address.
_libc.syscall.argtypes = (ctypes.c_long, *[ctypes.c_void_p] * 4)
_libc.syscall.restype = ctypes.c_long
_libc.prctl.argtypes = (ctypes.c_int, *[ctypes.c_void_p] * 4)
_libc.mount.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)


def syscall(
    number: int, first: int | bytes | None, second: int | bytes, third: int | bytes = 0, fourth: int = 0
) -> int:
    """Make a system call of at most four arguments; :class:`OSError` with its errno when it fails."""
    return _checked(_libc.syscall(number, first, second, third, fourth))


def prctl(option: int, first: int | bytes = 0, second: int | bytes = 0) -> int:
    """Do an operation on this process; the arguments that an operation does not have must be 0."""
    return _checked(_libc.prctl(option, first, second, 0, 0))


def end_with(parent: int, number: int = signal.SIGKILL) -> None:
    """Get this signal when the parent, whose process id this is, ends; end at once if it has already."""
    prctl(_PR_SET_PDEATHSIG, number)
    if os.getppid() != parent:
        os._exit(1)


def fork_beside() -> int:
    """Fork this process, which has one thread, into a child of its own parent; see CLONE_PARENT in clone(2).

    Returns the process id of the child, and 0 in it.
    """
    return syscall(_CLONE[os.uname().machine], _CLONE_PARENT | signal.SIGCHLD, 0)


def call_itself(name: str) -> None:
    """Let tools such as top show this name, of at most 15 characters, for this process."""
    prctl(_PR_SET_NAME, name.encode("ascii"))


def unshare(flags: int) -> None:
    """Leave the namespaces that ``flags`` names for new ones."""
    _checked(_libc.unshare(flags))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system, or change the flags of one."""
    words = (os.fsencode(word) for word in (source, target, kind))
    _checked(_libc.mount(*words, flags, options.encode("ascii")))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
