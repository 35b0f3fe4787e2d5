"""No answer is in the memory of a process that runs student code."""

import re
import threading
from pathlib import Path

import pytest

from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.launch import launch
from graders.sandbox.runner import open_sandbox
from graders.transcript import Call, Get, Program, Questions, Transcript

CANARY = b"canary 5f1c0a7e"
MARKER = b"marker 0b93d2f4"


def _count(pid: int, wanted: bytes) -> int:
    """Return how often the bytes are found in the memory of a process."""
    count = 0
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines():
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r", line)
            if found is None or line.endswith(("[vvar]", "[vsyscall]", "[vvar_vclock]")):
                continue
            start, end = (int(bound, 16) for bound in found.groups())
            memory.seek(start)
            count += memory.read(end - start).count(wanted)
    return count


def _the_child_of(zygote: int, before: set[str]) -> int:
    """Return the process id of a child that was not there before."""
    while not (new := _children(zygote) - before):
        pass
    return int(new.pop())


def _children(zygote: int) -> set[str]:
    return set(Path(f"/proc/{zygote}/task/{zygote}/children").read_text(encoding="ascii").split())


@pytest.mark.root
def test_the_values_of_the_reference_are_not_in_the_memory_of_the_students_process() -> None:
    # Neither source has the bytes as such: they come to be where the program runs, and in this process.
    spelt = "bytes.fromhex('{}')".format
    reference = Program(name="r.py", source=f"answer = {spelt(CANARY.hex())}.decode()".encode())
    student = f"import time\nmine = {spelt(MARKER.hex())}\ndef answer():\n    time.sleep(1000)\n"
    launched = launch()
    with open_sandbox(Level.CONFINED, launched) as sandbox:
        expected = sandbox.run(reference, Questions([[Get("answer")]]), Limits())
        assert CANARY.decode() in repr(expected)
        done: list[Transcript] = []
        program = Program(name="s.py", source=student.encode())
        limits = Limits(wall_s=3)
        run = threading.Thread(target=lambda: done.append(sandbox.run(program, Questions([[Call("answer")]]), limits)))
        before = _children(launched.pid)
        run.start()
        child = _the_child_of(launched.pid, before)
        while not _count(child, MARKER):
            assert run.is_alive()
        assert _count(child, CANARY) == 0
        run.join()
    assert done
