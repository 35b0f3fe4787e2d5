"""A worker's process: how it is started, and that it ends with its grader."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graders.blas import ONE_THREAD
from graders.errors import SandboxError
from graders.grading import member
from graders.grading.member import Duty, Member
from graders.level import Level
from tests.cli.running import ROOT
from tests.cli.started import has_ended, wait_for

START = """
import sys, tempfile, threading, time
from graders.grading.member import Duty, Member
from graders.level import Level
with tempfile.TemporaryDirectory() as folder:
    {before}
    members = [Member(Duty({{}}, Level.PROCESS, folder), None) for _ in range(2)]
    print(*(type(member.process).__name__ for member in members), *(member.process.pid for member in members))
    sys.stdout.flush()
    time.sleep({seconds})
    for member in members:
        member.process.terminate()
        member.end(60)
"""


def start(before: str = "pass", seconds: int = 0) -> "subprocess.Popen[str]":
    """Start two workers from a process that has one thread."""
    return subprocess.Popen(
        [sys.executable, "-c", START.format(before=before, seconds=seconds)],
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_worker_is_a_fork_of_a_process_that_has_one_thread() -> None:
    with start() as grader:
        assert grader.communicate()[0].startswith("ForkProcess ForkProcess ")


def test_beside_a_thread_a_worker_is_a_fresh_interpreter() -> None:
    with start("threading.Thread(target=threading.Event().wait, daemon=True).start()") as grader:
        assert grader.communicate()[0].startswith("SpawnProcess SpawnProcess ")


@pytest.mark.parametrize("lost", [True, False])
def test_workers_without_work_end_with_their_grader_even_when_no_signal_tells_them(lost: bool) -> None:
    before = "import graders.sandbox.kernel as kernel; kernel.end_with = lambda *_: None" if lost else "pass"
    with start(before, seconds=3000) as grader:
        assert grader.stdout is not None
        _, _, *workers = grader.stdout.readline().split()
        grader.send_signal(signal.SIGKILL)
        wait_for(lambda: all(has_ended(int(worker)) for worker in workers))
        assert len(workers) == 2


def test_that_there_can_be_no_more_processes_is_told_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(*_: object) -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(member, "_start", refused)
    with pytest.raises(SandboxError, match="for a worker: Resource temporarily unavailable; use fewer --jobs"):
        Member(Duty({}, Level.PROCESS, str(tmp_path)), None)
