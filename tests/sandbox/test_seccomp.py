import errno
import os
import signal

import pytest

from graders.sandbox.seccomp import ABSENT, ALLOW, DENY, KILL, MACHINES, Machine, program, this_machine
from tests.sandbox.bpf import allows, is_well_formed, run, run_foreign

PID = 4711
X86_64, AARCH64 = MACHINES["x86_64"], MACHINES["aarch64"]
BOTH = pytest.mark.parametrize("machine", MACHINES.values(), ids=MACHINES)

# Numbers as in the kernel's tables, for what must never be allowed.
FORBIDDEN = {
    "x86_64": """
        socket 41 connect 42 sendto 44 bind 49 socketpair 53 clone 56 fork 57 vfork 58 execve 59 kill 62 shmget 29
        flock 73 rename 82 mkdir 83 creat 85 link 86 unlink 87 symlink 88 chmod 90 chown 92 ptrace 101 truncate 76
        ftruncate 77 mknod 133 personality 135 setpriority 141 prctl 157 arch_prctl 158 setrlimit 160 chroot 161
        mount 165 setxattr 188 tkill 200 sched_setaffinity 203 io_setup 206 utimes 235 mq_open 240 keyctl 250
        ioprio_set 251 inotify_init 253 unlinkat 263 renameat 264 unshare 272 signalfd 282 perf_event_open 298
        process_vm_readv 310 seccomp 317 memfd_create 319 bpf 321 execveat 322 userfaultfd 323 copy_file_range 326
        pidfd_send_signal 424 io_uring_setup 425 open_tree 428 pidfd_open 434 openat2 437 pidfd_getfd 438
        landlock_restrict_self 446 fchmodat2 452 setxattrat 463
    """,
    "aarch64": """
        setxattr 5 inotify_init1 26 ioprio_set 30 flock 32 mknodat 33 mkdirat 34 unlinkat 35 symlinkat 36 linkat 37
        mount 40 truncate 45 ftruncate 46 fchmodat 53 fchownat 54 utimensat 88 personality 92 unshare 97 ptrace 117
        sched_setaffinity 122 kill 129 tkill 130 setpriority 140 setrlimit 164 prctl 167 mq_open 180 shmget 194
        socket 198 connect 203 keyctl 219 clone 220 execve 221 perf_event_open 241 renameat2 276 seccomp 277
        memfd_create 279 bpf 280 execveat 281 userfaultfd 282 process_vm_readv 270 pidfd_send_signal 424
        io_uring_setup 425 pidfd_open 434 openat2 437 pidfd_getfd 438 landlock_restrict_self 446 fchmodat2 452
    """,
}


@BOTH
def test_the_kernel_would_take_the_program(machine: Machine) -> None:
    assert is_well_formed(program(machine, PID))


@BOTH
def test_every_number_has_exactly_the_action_of_the_list(machine: Machine) -> None:
    listed = set(machine.calls.values())
    code = program(machine, PID)
    for number in range(1024):
        action = run(code, machine, number)
        assert action in {ALLOW, DENY, ABSENT} if number in listed else action == DENY, number


@BOTH
def test_calls_without_a_rule_are_allowed_whatever_their_arguments(machine: Machine) -> None:
    code = program(machine, PID)
    for name in set(machine.calls) - {"open", "openat", "fcntl", "ioctl", "tgkill", "prlimit64", "clone3"}:
        assert allows(code, machine, name, *[2**64 - 1] * 6), name


@pytest.mark.parametrize("name", MACHINES)
def test_what_harms_or_hides_is_denied(name: str) -> None:
    words = FORBIDDEN[name].split()
    code = program(MACHINES[name], PID)
    allowed = [
        call
        for call, number in zip(words[::2], words[1::2], strict=True)
        if run(code, MACHINES[name], int(number)) != DENY
    ]
    assert allowed == []


@BOTH
@pytest.mark.parametrize("number", [0x4000_0000, 0x4000_0001, 0x7FFF_FFFF, 0xFFFF_FFFF])
def test_numbers_of_another_kind_of_call_kill(machine: Machine, number: int) -> None:
    assert run(program(machine, PID), machine, number) == KILL


@BOTH
@pytest.mark.parametrize("audit", [0x4000_0003, 0x4000_0028, 0, 0xC000_00F3])
def test_every_call_by_the_rules_of_another_architecture_kills(machine: Machine, audit: int) -> None:
    code = program(machine, PID)
    assert {run_foreign(code, audit, number) for number in range(500)} == {KILL}


@BOTH
def test_a_thread_library_is_told_that_clone3_does_not_exist(machine: Machine) -> None:
    assert run(program(machine, PID), machine, machine.calls["clone3"]) == ABSENT


@BOTH
@pytest.mark.parametrize(
    ("flags", "allowed"),
    [
        (os.O_RDONLY, True),
        (os.O_RDONLY | os.O_CLOEXEC, True),
        (os.O_WRONLY | os.O_TRUNC, True),  # Landlock decides
        (os.O_RDWR | os.O_TRUNC, True),
        (os.O_RDONLY | os.O_TRUNC, False),
        (3 | os.O_TRUNC, False),
    ],
)
def test_a_file_cannot_be_emptied_by_opening_it_for_reading(machine: Machine, flags: int, allowed: bool) -> None:
    code = program(machine, PID)
    assert allows(code, machine, "openat", 3, 0, flags) == allowed
    if "open" in machine.calls:
        assert allows(code, machine, "open", 0, flags) == allowed


@BOTH
def test_only_the_process_itself_may_be_ended_and_only_by_abort(machine: Machine) -> None:
    code = program(machine, PID)
    assert allows(code, machine, "tgkill", PID, PID, signal.SIGABRT)
    assert not allows(code, machine, "tgkill", PID + 1, PID, signal.SIGABRT)
    assert not allows(code, machine, "tgkill", PID, PID, signal.SIGSTOP)
    assert not allows(code, machine, "tgkill", PID, PID, signal.SIGKILL)


@BOTH
def test_limits_may_be_asked_for_but_not_set(machine: Machine) -> None:
    code = program(machine, PID)
    assert allows(code, machine, "prlimit64", 0, 7, 0, 0x7FFF_0000_0000)
    assert not allows(code, machine, "prlimit64", PID, 7, 0, 0)
    assert not allows(code, machine, "prlimit64", 0, 7, 0x1000, 0)
    assert not allows(code, machine, "prlimit64", 0, 7, 0x7FFF_0000_0000, 0)


@BOTH
@pytest.mark.parametrize(
    ("command", "allowed"), [(1, True), (1030, True), (6, False), (8, False), (1024, False), (1031, False)]
)
def test_descriptors_can_be_copied_but_neither_locked_nor_owned(machine: Machine, command: int, allowed: bool) -> None:
    assert allows(program(machine, PID), machine, "fcntl", 3, command) == allowed


@BOTH
@pytest.mark.parametrize(("command", "allowed"), [(0x5401, True), (0x5413, True), (0x5412, False), (0x5402, False)])
def test_a_terminal_can_be_asked_about_but_not_written_to(machine: Machine, command: int, allowed: bool) -> None:
    assert allows(program(machine, PID), machine, "ioctl", 0, command) == allowed


def test_no_number_is_listed_twice() -> None:
    for machine in MACHINES.values():
        assert len(set(machine.calls.values())) == len(machine.calls)


def test_both_architectures_have_the_same_calls_but_for_old_ones() -> None:
    old = {"access", "alarm", "dup2", "getpgrp", "lstat", "open", "pause", "pipe", "poll", "readlink", "select", "stat"}
    old |= {"time"}
    assert set(X86_64.calls) - set(AARCH64.calls) <= old
    assert set(AARCH64.calls) <= set(X86_64.calls)


def test_this_machine_is_known() -> None:
    assert this_machine() in MACHINES.values()


def test_the_denial_is_the_errno_that_python_calls_permission_error() -> None:
    assert DENY & 0xFFFF == errno.EPERM
