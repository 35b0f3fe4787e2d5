"""The few system calls of Linux that Python has no function for."""

from __future__ import annotations

import ctypes
import os

_libc = ctypes.CDLL(None, use_errno=True)
_libc.syscall.restype = ctypes.c_long
_libc.mount.argtypes = (ctypes.c_char_p, ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulong, ctypes.c_char_p)


def syscall(number: int, *arguments: int | ctypes.c_void_p | bytes | None) -> int:
    """Make a system call; :class:`OSError` with its errno when it fails."""
    return _checked(_libc.syscall(ctypes.c_long(number), *map(_wide, arguments)))


def prctl(option: int, first: int | ctypes.c_void_p = 0, second: int | ctypes.c_void_p = 0) -> int:
    """Do an operation on this process; the arguments that an operation does not have must be 0."""
    return _checked(_libc.prctl(option, _wide(first), _wide(second), _wide(0), _wide(0)))


def unshare(flags: int) -> None:
    """Leave the namespaces that ``flags`` names for new ones."""
    _checked(_libc.unshare(flags))


def mount(source: str, target: str, kind: str, flags: int, options: str = "") -> None:
    """Mount a file system, or change the flags of one."""
    words = (os.fsencode(word) for word in (source, target, kind))
    _checked(_libc.mount(*words, flags, options.encode("ascii")))


def _wide(argument: int | ctypes.c_void_p | bytes | None) -> object:
    """Return an argument that fills a register: ctypes would pass an int as 32 bits."""
    return ctypes.c_long(argument) if isinstance(argument, int) else argument


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
