"""What only level ``confined`` has to see to: the zygote, its end, and what it leaves readable."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.channel import ZygoteChannel
from graders.sandbox.confined import ConfinedSandbox
from graders.sandbox.conversation import StoppedError
from graders.sandbox.jailed import JailedChild
from graders.sandbox.launch import launch
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.transcript import Ask, Call, Get, Program, Questions, Raised, Returned, Stop, Transcript

REPOSITORY = Path(__file__).parents[2]


def _run(sandbox: Sandbox, source: str, *asks: Ask) -> Transcript:
    return sandbox.run(Program(name="e.py", source=source.encode()), Questions([asks]), Limits())


def _value(sandbox: Sandbox, source: str) -> object:
    ((answer,),) = _run(sandbox, source, Get("x")).answers
    assert isinstance(answer, Returned), answer
    return answer.value


@contextlib.contextmanager
def _zygote() -> Iterator[tuple[Sandbox, int]]:
    launched = launch()
    with open_sandbox(Level.CONFINED, launched) as sandbox:
        yield sandbox, launched.pid


def test_a_zygote_that_is_killed_is_a_fault_of_ours_and_closes_the_sandbox() -> None:
    with _zygote() as (sandbox, pid):
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(SandboxError, match="is lost"):
            _run(sandbox, "x = 1", Get("x"))
        with pytest.raises(SandboxError, match="is closed"):
            _run(sandbox, "x = 1", Get("x"))


def test_a_child_that_is_gone_and_cleared_away_is_stopped_and_ended_like_any_other() -> None:
    # As when its zygote is killed: the child ends with it, and init clears it away at once. Here its zygote does.
    launched = launch()
    launched.become_zygote()
    channel = ZygoteChannel(launched)
    channel.await_ready()
    child = JailedChild(channel, Limits(), None, draws=False)
    [pid] = _children(launched.pid)
    os.kill(pid, signal.SIGKILL)
    channel.wait()
    with pytest.raises(StoppedError) as stopped:
        next(child.exchange([b""], time.monotonic()))
    assert stopped.value.stop is Stop.WALL
    child.end()
    channel.close()


def test_a_sandbox_that_was_closed_before_it_was_used_says_so() -> None:
    sandbox = open_sandbox()
    sandbox.close()
    with pytest.raises(SandboxError, match="is closed"):
        _run(sandbox, "x = 1", Get("x"))


def test_a_zygote_that_cannot_start_says_its_last_words() -> None:
    with pytest.raises(SandboxError, match=r"No module named 'graders\.sandbox\.nothing'"):
        open_sandbox(Level.CONFINED, launch("nothing"))


def test_a_child_that_is_not_attested_is_never_sent_a_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graders.sandbox.attest._MOST", {"Max open files": 1})
    with _zygote() as (sandbox, _), pytest.raises(SandboxError, match="not shut, so nothing was run in it: Max open"):
        _run(sandbox, "x = 1", Get("x"))


def test_random_generators_are_loaded_once_and_only_when_a_program_may_want_them() -> None:
    with _zygote() as (sandbox, pid):
        maps = Path(f"/proc/{pid}/maps")
        _run(sandbox, "x = 1", Get("x"))
        assert "/_mt19937" not in maps.read_text(encoding="utf-8")
        _run(sandbox, "import numpy as np\nx = np.random.random()", Get("x"))
        assert "/_mt19937" in maps.read_text(encoding="utf-8")


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def test_no_process_is_left_after_runs_but_the_entry_of_the_last_nor_after_closing() -> None:
    with _zygote() as (sandbox, pid):
        _run(sandbox, "import os\ndef f():\n    os._exit(0)", Call("f"))
        assert _children(pid) == []
        for _ in range(3):
            _run(sandbox, "x = 1", Get("x"))
            [ended] = _children(pid)
            assert "State:\tZ" in Path(f"/proc/{ended}/status").read_text(encoding="ascii")
    assert not Path(f"/proc/{pid}").exists()


def test_a_zygote_rehearses_once_it_has_started_many_children_and_leaves_no_trace_of_it() -> None:
    source = "import linecache, sys, warnings\nx = list(linecache.cache), list(warnings.filters), sorted(sys.modules)"
    with _zygote() as (sandbox, _):
        seen = {repr(_value(sandbox, source)) for _ in range(30)}
    assert len(seen) == 1


def test_a_program_has_nothing_of_the_zygotes_but_its_modules(confined: Sandbox) -> None:
    """Neither its socket, which standard input is there, nor its session, arguments and way to make files."""
    source = """
import os, stat, sys
mask = os.umask(0o077)
x = [stat.S_ISCHR(os.fstat(0).st_mode), sys.stdin.read(), os.getsid(0) == os.getpid(), mask == 0o077, sys.argv]
"""
    assert _value(confined, source) == [True, "", True, True, [""]]


def test_a_zygote_is_in_no_session_of_its_grader_and_goes_first_when_memory_runs_out() -> None:
    with _zygote() as (sandbox, pid):
        assert sandbox.level is Level.CONFINED
        assert os.getsid(pid) == pid
        assert Path(f"/proc/{pid}/oom_score_adj").read_text(encoding="ascii") == "1000\n"


def test_a_zygote_keeps_no_descriptor_of_a_run() -> None:
    with _zygote() as (sandbox, pid):
        _run(sandbox, "x = 1", Get("x"))
        before = len(os.listdir(f"/proc/{pid}/fd"))  # noqa: PTH208
        for _ in range(3):
            _run(sandbox, "x = 1", Get("x"))
        assert len(os.listdir(f"/proc/{pid}/fd")) == before  # noqa: PTH208


def test_no_descriptor_is_left_after_runs() -> None:
    with _zygote() as (sandbox, _):
        _run(sandbox, "x = 1", Get("x"))
        before = len(os.listdir("/proc/self/fd"))  # noqa: PTH208
        for source in ("x = 1", "import os\nos._exit(1)", "1 / 0", "import ctypes\nctypes.string_at(0)"):
            _run(sandbox, source, Get("x"))
        assert len(os.listdir("/proc/self/fd")) == before  # noqa: PTH208


def test_the_memory_of_the_zygote_stays_as_it_is() -> None:
    with _zygote() as (sandbox, pid):
        statm = Path(f"/proc/{pid}/statm")
        program = "import numpy as np\nx = np.ones(100_000)\ny = [0] * 100_000"
        for _ in range(20):  # a rehearsal is among them
            _run(sandbox, program, Get("x"))
        before = statm.read_text(encoding="ascii").split()[1]
        for _ in range(50):
            _run(sandbox, program, Get("x"))
        assert abs(int(statm.read_text(encoding="ascii").split()[1]) - int(before)) < 100


GRADER = """
import os, sys, time
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.launch import launch
from graders.sandbox.runner import open_sandbox
from graders.transcript import Call, Program, Questions
launched = launch()
with open_sandbox(Level.CONFINED, launched) as sandbox:
    print(launched.pid, flush=True)
    program = Program(name="e.py", source=b"import time\\ntime.sleep(1000)")
    sandbox.run(program, Questions([[Call("f")]]), Limits(wall_s=1000))
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_grader_that_is_interrupted_or_killed_leaves_no_process(number: signal.Signals) -> None:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    argv = [sys.executable, "-c", GRADER]
    pipe = subprocess.PIPE
    with subprocess.Popen(argv, stdout=pipe, stderr=pipe, text=True, env=environment) as grader:
        assert grader.stdout is not None
        zygote = int(grader.stdout.readline())
        while not (children := _children(zygote)):
            time.sleep(0.01)
        grader.send_signal(number)
        _, errors = grader.communicate(timeout=60)
    assert grader.returncode in {-number, 130}, errors
    for pid in (zygote, *children):
        _await_end(pid)


def _await_end(pid: int) -> None:
    for _ in range(500):
        if not Path(f"/proc/{pid}").exists():
            return
        time.sleep(0.02)
    pytest.fail(f"process {pid} has been left behind")


def test_the_best_level_has_no_shortfall(confined: Sandbox) -> None:
    assert (confined.level, confined.shortfall) == (Level.CONFINED, "")


EVERY_MODULE = """
import importlib, os, sys, warnings
warnings.simplefilter('ignore')
useless = {'antigravity', 'this', 'idlelib', 'tkinter', '_tkinter', 'turtle', 'turtledemo', 'crypt', '_crypt', 'nis'}
names = sorted(sys.stdlib_module_names - useless)
x = []
for name in names:
    try:
        importlib.import_module(name)
        x.append(name)
    except BaseException:
        pass
"""


def test_every_module_of_the_standard_library_can_be_imported_that_can_be_elsewhere(
    confined: Sandbox, process: Sandbox
) -> None:
    assert _value(confined, EVERY_MODULE) == _value(process, EVERY_MODULE)


def test_all_of_numpy_can_be_imported_when_it_is_used(confined: Sandbox) -> None:
    parts = "import numpy as np\nx = np.testing.__name__, np.polynomial.__name__, np.ma.__name__, np.rec.__name__"
    assert _value(confined, parts) == ("numpy.testing", "numpy.polynomial", "numpy.ma", "numpy.rec")


@pytest.mark.parametrize("path", ["/etc/hostname", "/proc/self/status", "/proc/self/maps", "/", "/tmp", "/dev"])  # noqa: S108
def test_nothing_else_can_be_opened(confined: Sandbox, path: str) -> None:
    ((answer,),) = _run(confined, "import os\ndef f(path):\n    os.open(path, os.O_RDONLY)", Call("f", (path,))).answers
    assert isinstance(answer, Raised)
    assert answer.message.startswith("[Errno 13]")


def test_the_packages_beside_numpy_cannot_be_read(confined: Sandbox) -> None:
    source = (
        "import os, numpy\n"
        "packages = os.path.dirname(os.path.dirname(numpy.__file__))\n"
        "def f():\n    return open(os.path.join(packages, 'yaml', '__init__.py')).read()"
    )
    ((answer,),) = _run(confined, source, Call("f")).answers
    assert isinstance(answer, Raised)
    assert answer.exception == "PermissionError"


def test_the_null_device_can_be_written_and_random_bytes_be_read(confined: Sandbox) -> None:
    source = (
        "import os\nx = open(os.devnull, 'w').write('a'), len(os.urandom(4)), len(open('/dev/urandom', 'rb').read(4))"
    )
    assert _value(confined, source) == (1, 4, 4)


def test_a_sandbox_that_is_closed_twice_is_closed() -> None:
    sandbox = open_sandbox(Level.CONFINED)
    assert sandbox.level is Level.CONFINED
    sandbox.close()
    sandbox.close()


def test_it_is_a_confined_sandbox_that_the_door_opens_here() -> None:
    with _zygote() as (sandbox, _):
        assert sandbox.level is ConfinedSandbox.level
