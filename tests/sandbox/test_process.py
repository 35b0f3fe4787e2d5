"""What only level ``process`` has to see to: threads, and processes that a program leaves behind."""

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox import interpreter
from graders.sandbox.process import ProcessSandbox
from graders.transcript import Call, Ended, Get, Loaded, Program, Questions, Returned, Stop

GRADER = """
import json, resource
from graders.exercise import Limits
from graders.sandbox.process import ProcessSandbox
from graders.transcript import Call, Program, Questions
LESS = {"CPU": 30, "FSIZE": 1 << 20, "NOFILE": 32, "AS": 4 << 30}
for name, most in LESS.items():
    resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))
source = b"import resource\\ndef f(name):\\n    return resource.getrlimit(getattr(resource, f'RLIMIT_{name}'))"
asks = [Call("f", (name,)) for name in LESS]
limits = Limits(cpu_s=60, memory_mib=1 << 16)
[answers] = ProcessSandbox("").run(Program("e.py", source), Questions([asks]), limits).answers
print(json.dumps([dict(zip(LESS, (answer.value for answer in answers))), LESS]))
"""


def test_who_has_less_than_a_program_may_take_gives_it_no_more(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    argv = [sys.executable, "-c", GRADER]
    done = subprocess.run(argv, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert not done.stderr
    found, less = json.loads(done.stdout)
    assert found == {name: [most, most] for name, most in less.items()}


def test_a_process_that_the_program_leaves_behind_holds_nobody_up(process: ProcessSandbox) -> None:
    source = b"""
import os, time
def f():
    if os.fork() == 0:
        os.setsid()
        time.sleep(30)
        os._exit(0)
    os._exit(4)
"""
    transcript = process.run(Program(name="e.py", source=source), Questions([[Call("f")]]), Limits())
    assert transcript.answers == ((Ended(stop=Stop.EXITED, detail="status 4"),),)


def test_of_what_a_process_left_behind_prints_later_nothing_is_said(
    process: ProcessSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = b"""
import os, time
left = os.fork()
if left == 0:
    os.setsid()
    for _ in range(50):
        time.sleep(0.1)
        print("late")
    os._exit(0)
while os.getpgid(left) != left:
    pass
"""
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    others = threading.enumerate()
    process.run(Program(name="e.py", source=source), Questions([[Get("os")]]), Limits())
    for thread in set(threading.enumerate()).difference(others):
        thread.join()
    assert faults == []


def test_children_of_the_program_are_killed_with_it(process: ProcessSandbox) -> None:
    source = b"""
import os, time
def f():
    pid = os.fork()
    while pid == 0:
        time.sleep(1)
    return pid
"""
    transcript = process.run(Program(name="e.py", source=source), Questions([[Call("f")]]), Limits())
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
    transcript = process.run(Program(name="e.py", source=source), Questions([asks]), Limits(wall_s=0.3))
    assert isinstance(transcript.answers[0][0], Ended)


def test_what_python_warns_of_as_it_reads_a_program_is_told_once_and_not_printed(
    process: ProcessSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    # From Python 3.12 on the warning is no DeprecationWarning, and heard without this.
    heard = "; from graders.sandbox import program; program._SILENT = (); main("
    monkeypatch.setattr(interpreter, "_BOOT", interpreter._BOOT.replace("; main(", heard))
    program = Program(name="e.py", source=b"x = '\\d'\ndef f():\n    print(x)")
    load = process.run(program, Questions([[Get("x")]]), Limits()).load
    assert isinstance(load, Loaded)
    assert load.printed == ""
    [warning] = load.warnings
    assert "invalid escape sequence" in warning


def test_an_interpreter_that_does_not_start_is_a_fault_of_ours(
    process: ProcessSandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with pytest.raises(SandboxError, match="did not start"):
        process.run(Program(name="e.py", source=b""), Questions([[Get("x")]]), Limits())
