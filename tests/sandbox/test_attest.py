"""What the grader sees from outside: a jail that lacks anything is refused before student code is sent to it."""

import errno
import os
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.attest import attest
from graders.sandbox.jail import Layer
from graders.sandbox.wire import Frame
from tests.sandbox.probe import jailed

WAIT = """
print(json.dumps(witness))
sys.stdin.readline()
"""
LIMITS = Limits(cpu_s=2, memory_mib=256)
SEEN_FROM_OUTSIDE = {
    Layer.LIMITS: "Max open files is ",
    Layer.LANDLOCK: "Landlock does not keep it from opening /",
    Layer.SECCOMP: "Seccomp is 0, not 2",
}


def _attest(*without: Layer) -> None:
    with jailed(WAIT, *without) as process:
        assert process.stdout is not None
        witness = int(process.stdout.readline())
        try:
            attest(process.pid, Frame("ready", 0, {"landlock": witness}, b""), LIMITS)
        finally:
            process.communicate("\n", timeout=60)


def test_a_shut_jail_is_attested() -> None:
    _attest()


@pytest.mark.parametrize(("layer", "fault"), SEEN_FROM_OUTSIDE.items())
def test_a_jail_that_lacks_a_layer_is_refused_and_the_layer_named(layer: Layer, fault: str) -> None:
    with pytest.raises(SandboxError, match=fault) as refused:
        _attest(layer)
    others = [text for other, text in SEEN_FROM_OUTSIDE.items() if other is not layer]
    assert not any(text in str(refused.value) for text in others)


def test_only_open_descriptors_cannot_be_seen_from_outside() -> None:
    # /proc/PID/fd of a process that cannot be dumped is closed to others; the witness in test_jail is their guard.
    assert set(Layer) - set(SEEN_FROM_OUTSIDE) == {Layer.DESCRIPTORS}


def test_a_process_that_is_not_jailed_at_all_is_refused_with_every_reason() -> None:
    ready = Frame("ready", 0, {"landlock": errno.EACCES}, b"")
    with pytest.raises(SandboxError) as refused:
        attest(os.getpid(), ready, LIMITS)
    for fault in ("Seccomp is 0", "NoNewPrivs is 0", "Max processes is", "Max address space is unlimited"):
        assert fault in str(refused.value)


@pytest.mark.root
def test_a_process_of_root_is_refused() -> None:
    with pytest.raises(SandboxError, match="it runs as root"):
        attest(os.getpid(), Frame("ready", 0, {"landlock": errno.EACCES}, b""), LIMITS)


@pytest.mark.parametrize("tree", [{"landlock": 0}, {}, None, {"landlock": errno.EACCES, "score": 1}])
def test_another_word_than_ready_is_refused(tree: object) -> None:
    with pytest.raises(SandboxError, match="Landlock"):
        attest(os.getpid(), Frame("ready", 0, tree, b""), LIMITS)


def test_a_process_that_is_gone_cannot_be_attested() -> None:
    gone = int(Path("/proc/sys/kernel/pid_max").read_text(encoding="ascii")) + 1
    with pytest.raises(SandboxError, match="cannot be attested"):
        attest(gone, Frame("ready", 0, {"landlock": errno.EACCES}, b""), LIMITS)
