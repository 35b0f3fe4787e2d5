"""What only level ``process`` has to see to: threads, and output that is cut by marks."""

import threading
import time

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.process import MarkedOutput, ProcessSandbox
from graders.transcript import Call, Ended, Get, Program, Returned, Stop

MARK = b"<mark>"


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_a_mark_is_found_wherever_the_chunks_are_cut(size: int) -> None:
    output = MarkedOutput(MARK, 100)
    text = b"one<mark>two<mark>three"
    for start in range(0, len(text), size):
        output.feed(text[start : start + size])
    assert output.take(0) == "onetwo"
    output.feed(b"<ma")
    output.feed(b"rk>")
    assert output.take(0) == "three"


def test_what_exceeds_the_limit_is_dropped_but_the_marks_are_not() -> None:
    output = MarkedOutput(MARK, 10)
    for _ in range(100):
        output.feed(b"x" * 7)
    output.feed(b"<mark>yy<mark>")
    assert output.take(0) == "x" * 10
    output.feed(b"z<mark>")
    assert output.take(0) == ""


def test_the_end_closes_what_no_mark_has() -> None:
    output = MarkedOutput(MARK, 100)
    output.feed(b"last words")
    output.feed(b"")
    assert output.take(60) == "last words"


def test_without_a_mark_it_waits_and_then_takes_what_there_is() -> None:
    output = MarkedOutput(MARK, 100)
    output.feed(b"words")
    assert output.take(0.01) == "words"
    threading.Timer(0.05, output.feed, [b"more<mark>"]).start()
    assert output.take(60) == "more"


def test_a_process_that_the_program_leaves_behind_holds_nobody_up(process: ProcessSandbox) -> None:
    source = b"""
import os, time
def f():
    if os.fork() == 0:
        os.setsid()
        time.sleep(5)
        os._exit(0)
    os._exit(4)
"""
    transcript = process.run(Program(name="e.py", source=source), [[Call("f")]], Limits(wall_s=60))
    assert transcript.answers == ((Ended(stop=Stop.EXITED, detail="status 4"),),)


def test_children_of_the_program_are_killed_with_it(process: ProcessSandbox) -> None:
    source = b"""
import os, time
def f():
    pid = os.fork()
    while pid == 0:
        time.sleep(1)
    return pid
"""
    transcript = process.run(Program(name="e.py", source=source), [[Call("f")]], Limits())
    ((answer,),) = transcript.answers
    assert isinstance(answer, Returned)
    assert isinstance(answer.value, int)
    assert _is_gone(answer.value)


def _is_gone(pid: int) -> bool:
    """Tell whether a process has ended or is about to: nobody may have waited for it yet."""
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as stat:  # noqa: PTH123 - one line
                if stat.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.02)
    return False


def test_a_program_that_does_not_read_is_stopped(process: ProcessSandbox) -> None:
    source = b"import time\ndef f(text):\n    time.sleep(100)"
    asks = [Call("f", ("x",)), Call("f", ("x" * 200_000,))]
    transcript = process.run(Program(name="e.py", source=source), [asks], Limits(wall_s=0.3))
    assert isinstance(transcript.answers[0][0], Ended)


def test_an_interpreter_that_does_not_start_is_a_fault_of_ours(
    process: ProcessSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(SandboxError, match="did not start"):
        process.run(Program(name="e.py", source=b""), [[Get("x")]], Limits())
