"""What the grader sees from outside: a jail that lacks anything is refused before student code is sent to it."""

import errno
import os
from collections.abc import Callable
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


def _attest(*without: Layer, kind: str = "ready") -> None:
    with jailed(WAIT, *without) as process:
        assert process.stdout is not None
        witness = int(process.stdout.readline())
        try:
            attest(process.pid, Frame(kind, 0, {"landlock": witness}, b""), LIMITS)
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


STATUS = {
    "Seccomp": "0",
    "NoNewPrivs": "0",
    "Threads": "2",
    "Uid": "1000 0 1000 1000",
    **dict.fromkeys(("CapInh", "CapPrm", "CapEff", "CapAmb"), f"{1:016x}"),
}
OF_ROOT = {"CapBnd": f"{1:016x}", "Groups": "27"}
LIMIT_NAMES = (
    *("core file size", "file size", "locked memory", "msgqueue size", "open files", "processes", "stack size"),
    *("cpu time", "address space"),
)


def _told(status: dict[str, str], limits: dict[str, str]) -> Callable[[int, str], list[str]]:
    """Return what reads the files of a process as the kernel tells them, but for these lines."""

    def lines(pid: int, name: str) -> list[str]:
        changed = {f"{key}:": f"{key}:\t{value}" for key, value in status.items()} if name == "status" else {}
        if name == "limits":
            changed = {f"{key:<26}": f"{key:<26}{values}" for key, values in limits.items()}
        found = Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8").splitlines()
        return [next((new for start, new in changed.items() if line.startswith(start)), line) for line in found]

    return lines


@pytest.mark.parametrize(("name", "value"), STATUS.items())
def test_each_line_of_the_status_that_is_not_as_it_must_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr("graders.sandbox.attest._lines", _told({name: value}, {}))
    with pytest.raises(SandboxError, match="it runs as root" if name == "Uid" else f"{name} is {value}, not"):
        _attest()


@pytest.mark.root
@pytest.mark.parametrize(("name", "value"), OF_ROOT.items())
def test_what_only_root_can_take_away_is_looked_at_where_root_grades(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setattr("graders.sandbox.attest._lines", _told({name: value}, {}))
    with pytest.raises(SandboxError, match=f"{name} is {value}, not"):
        _attest()


@pytest.mark.parametrize("name", LIMIT_NAMES)
@pytest.mark.parametrize("is_soft", [True, False])
def test_each_limit_that_is_wider_than_it_must_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, name: str, *, is_soft: bool
) -> None:
    values = ("unlimited", "0") if is_soft else ("0", "unlimited")
    line = "".join(f"{value:<21}" for value in values)
    monkeypatch.setattr("graders.sandbox.attest._lines", _told({}, {f"Max {name}": line}))
    with pytest.raises(SandboxError, match=f"Max {name} is {'/'.join(values)}, not"):
        _attest()


def test_a_second_more_than_the_limit_of_time_and_the_one_for_its_signal_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    line = "".join(f"{value:<21}" for value in (LIMITS.cpu_s, LIMITS.cpu_s + 2))
    monkeypatch.setattr("graders.sandbox.attest._lines", _told({}, {"Max cpu time": line}))
    with pytest.raises(SandboxError, match="Max cpu time is 2/4, not 3"):
        _attest()


def test_an_answer_is_no_word_of_being_ready() -> None:
    with pytest.raises(SandboxError, match="Landlock"):
        _attest(kind="returned")


@pytest.mark.parametrize("tree", [{"landlock": 0}, {}, None, {"landlock": errno.EACCES, "score": 1}])
def test_another_word_than_ready_is_refused(tree: object) -> None:
    with pytest.raises(SandboxError, match="Landlock"):
        attest(os.getpid(), Frame("ready", 0, tree, b""), LIMITS)


def test_a_process_that_is_gone_cannot_be_attested() -> None:
    gone = int(Path("/proc/sys/kernel/pid_max").read_text(encoding="ascii")) + 1
    with pytest.raises(SandboxError, match="cannot be attested"):
        attest(gone, Frame("ready", 0, {"landlock": errno.EACCES}, b""), LIMITS)
