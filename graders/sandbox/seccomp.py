"""The system calls that student code may make, as a BPF program for the kernel.

A list of what is allowed, because kernels keep adding calls. What is not on it fails with EPERM, so that a library
that tries it sees an ``OSError``; only calls by the rules of another architecture kill. There is no call to start a
process or a thread, to open a socket, or to signal, limit or inspect another process.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import struct
from dataclasses import dataclass
from typing import TypeAlias

from graders.sandbox.kernel import prctl

ALLOW = 0x7FFF_0000
KILL = 0x8000_0000
_ERRNO = 0x0005_0000
DENY = _ERRNO | errno.EPERM
ABSENT = _ERRNO | errno.ENOSYS

# The four instructions that are used, as in linux/bpf_common.h: class, width or operation, and source.
LOAD = 0x20
AND = 0x54
EQUAL = 0x15
AT_LEAST = 0x35
ANY_BIT = 0x45
RETURN = 0x06

_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16  # offsets in struct seccomp_data
_LONGEST_JUMP = 255
_INSTRUCTION, _CONSTANT = 8, 4  # bytes of struct sock_filter, and where its constant begins
_X32 = 0x4000_0000  # calls by the 32-bit pointer rules of x86_64 start here; no architecture has numbers beyond
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2
_ANY_PID = 0xFFFF_FFFF  # stands for the process id, and is none

Instruction: TypeAlias = tuple[int, int, int, int]
"""Code, jump if true, jump if false (both counted from the next instruction), and the constant."""

Block: TypeAlias = list[Instruction]


@dataclass(frozen=True, slots=True)
class Machine:
    """An architecture: its mark in ``seccomp_data``, and the numbers of the calls."""

    audit: int
    calls: dict[str, int]


def _numbered(text: str) -> dict[str, int]:
    words = text.split()
    return dict(zip(words[::2], map(int, words[1::2]), strict=True))


# What reads files, manages memory, keeps time and handles the process itself.
_X86_64 = _numbered("""
    read 0 write 1 close 3 stat 4 fstat 5 lstat 6 poll 7 lseek 8 mmap 9 mprotect 10 munmap 11 brk 12
    rt_sigaction 13 rt_sigprocmask 14 rt_sigreturn 15 pread64 17 readv 19 writev 20 access 21 pipe 22 select 23
    sched_yield 24 mremap 25 msync 26 madvise 28 dup 32 dup2 33 pause 34 nanosleep 35 getitimer 36 alarm 37
    setitimer 38 getpid 39 exit 60 uname 63 getcwd 79 chdir 80 fchdir 81 readlink 89 umask 95 gettimeofday 96
    getrlimit 97 getrusage 98 sysinfo 99 times 100 getuid 102 getgid 104 geteuid 107 getegid 108 getppid 110
    getpgrp 111 getgroups 115 getresuid 118 getresgid 120 getpgid 121 getsid 124 rt_sigpending 127
    rt_sigtimedwait 128 rt_sigsuspend 130 sigaltstack 131 statfs 137 fstatfs 138 gettid 186 time 201 futex 202
    sched_getaffinity 204 getdents64 217 restart_syscall 219 clock_gettime 228 clock_getres 229
    clock_nanosleep 230 exit_group 231 newfstatat 262 readlinkat 267 faccessat 269 pselect6 270 ppoll 271
    dup3 292 pipe2 293 getcpu 309 getrandom 318 statx 332 close_range 436 faccessat2 439
    open 2 ioctl 16 fcntl 72 tgkill 234 openat 257 prlimit64 302 clone3 435
""")
_AARCH64 = _numbered("""
    getcwd 17 dup 23 dup3 24 statfs 43 fstatfs 44 faccessat 48 chdir 49 fchdir 50 close 57 pipe2 59 getdents64 61
    lseek 62 read 63 write 64 readv 65 writev 66 pread64 67 pselect6 72 ppoll 73 readlinkat 78 newfstatat 79
    fstat 80 exit 93 exit_group 94 futex 98 nanosleep 101 getitimer 102 setitimer 103 clock_gettime 113
    clock_getres 114 clock_nanosleep 115 sched_getaffinity 123 sched_yield 124 restart_syscall 128
    sigaltstack 132 rt_sigsuspend 133 rt_sigaction 134 rt_sigprocmask 135 rt_sigpending 136 rt_sigtimedwait 137
    rt_sigreturn 139 getresuid 148 getresgid 150 times 153 getpgid 155 getsid 156 getgroups 158 uname 160
    getrlimit 163 getrusage 165 umask 166 getcpu 168 gettimeofday 169 getpid 172 getppid 173 getuid 174
    geteuid 175 getgid 176 getegid 177 gettid 178 sysinfo 179 brk 214 munmap 215 mremap 216 mmap 222
    mprotect 226 msync 227 madvise 233 getrandom 278 statx 291 close_range 436 faccessat2 439
    fcntl 25 ioctl 29 openat 56 tgkill 131 prlimit64 261 clone3 435
""")
MACHINES = {
    "x86_64": Machine(audit=0xC000_003E, calls=_X86_64),
    "aarch64": Machine(audit=0xC000_00B7, calls=_AARCH64),
}

# F_DUPFD F_GETFD F_SETFD F_GETFL F_SETFL F_DUPFD_CLOEXEC: no lock, lease, owner or notification.
_FCNTL = (0, 1, 2, 3, 4, 1030)
# TCGETS TIOCGWINSZ FIONREAD FIONBIO FIONCLEX FIOCLEX: nothing that writes to a terminal.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_O_TRUNC, _O_ACCMODE, _O_WRONLY, _O_RDWR = 0o1000, 3, 1, 2


def program(machine: Machine, pid: int) -> Block:
    """Return the filter for the process ``pid``, which is the only one that it may abort."""
    rules = {
        "open": _unless_it_empties_what_it_reads(1),
        "openat": _unless_it_empties_what_it_reads(2),
        "fcntl": _if_one_of(1, _FCNTL),
        "ioctl": _if_one_of(1, _IOCTL),
        "tgkill": _if_all([(_low(0), pid), (_low(2), signal.SIGABRT)]),
        "prlimit64": _if_all([(_low(0), 0), (_low(2), 0), (_high(2), 0)]),  # asks for a limit of its own
        "clone3": [_return(ABSENT)],  # its flags lie in memory; the C library then falls back to clone
    }
    blocks = {number: rules.get(name, [_return(ALLOW)]) for name, number in machine.calls.items()}
    foreign = [_return(KILL)]
    return [
        (LOAD, 0, 0, _ARCHITECTURE),
        (EQUAL, len(foreign), 0, machine.audit),
        *foreign,
        (LOAD, 0, 0, _NUMBER),
        *_search(_spans(blocks)),
    ]


class Filter:
    """The program for a machine, translated once; each process puts its own id into it."""

    def __init__(self, machine: Machine) -> None:
        instructions = program(machine, _ANY_PID)
        code = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
        self._code = ctypes.create_string_buffer(code)
        self._pids = [
            number * _INSTRUCTION + _CONSTANT for number, (*_, value) in enumerate(instructions) if value == _ANY_PID
        ]
        self._header = struct.pack("@HP", len(instructions), ctypes.addressof(self._code))

    def install(self) -> None:
        """Filter the calls of this process from now on; needs no_new_privs."""
        for place in self._pids:
            struct.pack_into("=I", self._code, place, os.getpid())
        prctl(_PR_SET_SECCOMP, _MODE_FILTER, self._header)


def this_machine() -> Machine | None:
    """Return the architecture of this process, or None when there is no list of calls for it."""
    return MACHINES.get(os.uname().machine) if struct.calcsize("P") == 8 else None  # noqa: PLR2004 - 64 bits


def _spans(blocks: dict[int, Block]) -> list[tuple[int, Block]]:
    """Return the numbers from which on a block holds, in order, beginning with 0."""
    spans: list[tuple[int, Block]] = []
    deny = [_return(DENY)]
    borders = sorted({0} | {border for number in blocks for border in (number, number + 1)})
    for border in borders:
        block = blocks.get(border, deny)
        if not spans or spans[-1][1] != block:
            spans.append((border, block))
    return [*spans, (_X32, [_return(KILL)])]


def _search(spans: list[tuple[int, Block]]) -> Block:
    """Return code that finds the span of the loaded number by halving, so that a call costs few instructions."""
    if len(spans) == 1:
        return spans[0][1]
    middle = len(spans) // 2
    lower, upper = _search(spans[:middle]), _search(spans[middle:])
    if len(lower) > _LONGEST_JUMP:
        raise ValueError("the list of calls has outgrown the jumps of BPF")
    return [(AT_LEAST, len(lower), 0, spans[middle][0]), *lower, *upper]


def _unless_it_empties_what_it_reads(argument: int) -> Block:
    # Landlock before Linux 6.2 lets O_RDONLY | O_TRUNC empty a file that may only be read.
    return [
        (LOAD, 0, 0, _low(argument)),
        (ANY_BIT, 0, 3, _O_TRUNC),
        (AND, 0, 0, _O_ACCMODE),
        (EQUAL, 1, 0, _O_WRONLY),
        (EQUAL, 0, 1, _O_RDWR),
        _return(ALLOW),
        _return(DENY),
    ]


def _if_one_of(argument: int, values: tuple[int, ...]) -> Block:
    last = len(values) - 1
    tests = [(EQUAL, last - position + 1, 0, value) for position, value in enumerate(values)]
    return [(LOAD, 0, 0, _low(argument)), *tests, _return(DENY), _return(ALLOW)]


def _if_all(wanted: list[tuple[int, int]]) -> Block:
    code: Block = []
    for position, (offset, value) in enumerate(wanted):
        left = len(wanted) - 1 - position
        code += [(LOAD, 0, 0, offset), (EQUAL, 0, 2 * left + 1, value)]
    return [*code, _return(ALLOW), _return(DENY)]


def _low(argument: int) -> int:
    return _ARGUMENTS + 8 * argument


def _high(argument: int) -> int:
    return _low(argument) + 4


def _return(action: int) -> Instruction:
    return (RETURN, 0, 0, action)
