"""A grader that was started and goes on by itself, for tests that disturb it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.cli.running import ROOT

PATIENCE_S = 300
"""How long a test waits for what must come; only one that fails waits so long, however busy the machine is."""

ENDLESS = "import time\ntime.sleep(3000)\n"
"""A submission that is not over before the test is: while it runs, no grader can come to its end."""


INTERRUPTED = "grade: interrupted; what was graded is kept, and the same command goes on from there\n"


@contextmanager
def grading(folder: Path, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Start ``grade`` in a session of its own, and end all of that session at the end."""
    with subprocess.Popen(
        [sys.executable, "-m", "graders", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def wait_for(what: Callable[[], object]) -> None:
    """Wait until something holds; a test that waits too long has failed."""
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def children(pid: int) -> list[int]:
    """Return what a process has started and is still there; nothing when it is not there itself."""
    try:
        return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()))
    except OSError:
        return []


def workers(pid: int) -> list[int]:
    """Return the workers that a grader has now."""
    try:
        return [child for child in children(pid) if Path(f"/proc/{child}/comm").read_bytes() == b"grade-worker\n"]
    except OSError:
        return []


def has_taken_in_all(pid: int) -> bool:
    """Say whether a grader has every result whose page is there: its workers, and then itself, wait for what runs.

    A worker that has written a page is not asleep until it has sent the result, and whom that wakes is not asleep.
    """
    return all(_has_state(worker, "S") for worker in workers(pid)) and _has_state(pid, "S")


def has_ended(pid: int) -> bool:
    """Say whether a process is gone, or waits to be cleared away."""
    return not Path(f"/proc/{pid}").exists() or _has_state(pid, "Z")


def _has_state(pid: int, state: str) -> bool:
    try:
        return f"State:\t{state}" in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return False


def pages(reports: Path) -> list[Path]:
    """Return the pages of students that are there by now."""
    return list(reports.glob("*/ex2.html"))
