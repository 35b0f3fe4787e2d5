"""One witness for each layer, which fails for the reason of that layer alone."""

import os
from pathlib import Path

import pytest

from graders.sandbox.jail import Layer
from tests.sandbox.probe import result

WITNESSES = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)

def personality():
    if libc.personality(0xffffffff) < 0:
        raise OSError(ctypes.get_errno(), "")

def copy_too_often():
    copies = []
    try:
        while len(copies) < 100:
            copies.append(os.dup(0))
    finally:
        for copy in copies:
            os.close(copy)

print(json.dumps({
    "limits": errno_of(copy_too_often),
    "landlock": errno_of(lambda: os.listdir("/")),
    "descriptors": errno_of(lambda: os.fstat(forgotten)),
    "seccomp": errno_of(personality),
}))
"""
SHUT = {"limits": "EMFILE", "landlock": "EACCES", "descriptors": "EBADF", "seccomp": "EPERM"}


def test_every_layer_has_a_witness() -> None:
    assert set(SHUT) == set(Layer)


def test_all_layers_together_hold_every_witness_with_its_own_errno() -> None:
    assert result(WITNESSES) == SHUT


@pytest.mark.parametrize("layer", Layer)
def test_without_a_layer_its_own_witness_is_free_and_no_other(layer: Layer) -> None:
    assert result(WITNESSES, layer) == SHUT | {layer: "OPEN"}


def test_without_any_layer_every_witness_is_free() -> None:
    assert result(WITNESSES, *Layer) == dict.fromkeys(SHUT, "OPEN")


LIMITS = """
names = [name for name in dir(resource) if name.startswith("RLIMIT_")]
print(json.dumps({name[7:]: resource.getrlimit(getattr(resource, name)) for name in names}))
"""


def test_every_limit_is_what_it_should_be() -> None:
    found = result(LIMITS)
    expected = {
        "CORE": [0, 0],
        "CPU": [2, 3],
        "FSIZE": [0, 0],
        "NOFILE": [64, 64],
        "NPROC": [0, 0],
        "MEMLOCK": [0, 0],
        "MSGQUEUE": [0, 0],
    }
    assert {name: found[name] for name in expected} == expected
    assert 256 << 20 < found["AS"][0] == found["AS"][1] < 4 << 30


def test_without_the_layer_of_limits_none_of_them_is_set() -> None:
    found = result(LIMITS, Layer.LIMITS)
    assert found["CPU"] != [2, 3]
    assert found["NPROC"] != [0, 0]
    assert found["AS"] == [-1, -1]


def test_the_jail_cannot_be_left_or_widened() -> None:
    attempts = """
print(json.dumps([
    errno_of(lambda: os.setuid(0)),
    errno_of(lambda: os.fork()),
    errno_of(lambda: os.execv("/bin/true", ["true"])),
    errno_of(lambda: os.chroot("/")),
]))
"""
    assert result(attempts) == ["EPERM", "EPERM", "EPERM", "EPERM"]


def test_a_core_dump_is_forbidden_by_more_than_a_limit() -> None:
    # A crash handler behind a pipe ignores RLIMIT_CORE, but not that a process cannot be dumped.
    owner = "print(json.dumps(os.stat(f'/proc/{os.getpid()}/environ').st_uid))"
    assert result(owner) == 0


@pytest.mark.root
def test_root_becomes_a_user_of_no_group_and_with_no_capability() -> None:
    status = """
with open("/proc/self/status") as file:
    print(json.dumps(dict(line.rstrip("\\n").split(":\\t") for line in file if ":\\t" in line)))
"""
    found = result(status, Layer.LANDLOCK)
    assert {found[name] for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")} == {"0" * 16}
    assert found["Groups"].strip() == ""
    assert len(set(found["Uid"].split())) == 1
    assert int(found["Uid"].split()[0]) >= 1 << 30
    assert found["Uid"] == found["Gid"]


def test_what_is_shut_in_the_jail_is_open_to_this_very_process() -> None:
    assert list(Path("/").iterdir())
    with Path("/proc/self/status").open(encoding="ascii") as file:
        assert os.fstat(file.fileno())
