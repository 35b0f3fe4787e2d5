"""The workers of a run: how many there are, where they compute, and that they end with it."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from graders import cores
from tests.cli.pupils import FEW, OUTCOMES, RIGHT, hand_in, numbered, outcomes, records
from tests.cli.running import ROOT, Run
from tests.cli.started import ENDLESS, children, grading, has_ended, wait_for, workers
from tests.grading.machines import WITHOUT_LANDLOCK

pytestmark = pytest.mark.usefixtures("course")


def at_work(pid: int, number: int) -> bool:
    """Say whether so many submissions run, each in a child of a zygote that the grader has started."""
    return len(workers(pid)) == number and len([zygote for zygote in children(pid) if children(zygote)]) == number


def affinity(pid: int) -> tuple[int, ...]:
    return tuple(sorted(os.sched_getaffinity(pid)))


def test_each_worker_has_a_core_and_its_sandbox_is_there_too(tmp_path: Path) -> None:
    number = cores.count()
    submissions = hand_in(tmp_path / "class", {f"s{one}": f"{ENDLESS}# {one}" for one in range(number)})
    everywhere = affinity(0)
    expected = [everywhere if core is None else (core,) for core in cores.shared_out(number)]
    with grading(tmp_path, submissions) as process:
        wait_for(lambda: at_work(process.pid, number))
        at = workers(process.pid)
        assert sorted(map(affinity, at)) == expected
        assert sorted(map(affinity, set(children(process.pid)) - set(at))) == expected


def test_no_more_workers_are_started_than_there_are_submissions_to_grade(grade: Run, tmp_path: Path) -> None:
    submissions = hand_in(tmp_path / "class", numbered(4))
    assert grade(submissions).returncode == 0
    hand_in(submissions, {"zoe": ENDLESS})
    with grading(tmp_path, submissions, "--jobs", 4) as process:
        wait_for(lambda: at_work(process.pid, 1))
        assert len(children(process.pid)) == 2


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_goes_on_without_its_grader(tmp_path: Path, number: signal.Signals) -> None:
    submissions = hand_in(tmp_path / "class", {"ada": ENDLESS, "ben": f"{ENDLESS}# too", "cleo": RIGHT})
    with grading(tmp_path, submissions, "--jobs", 2) as process:
        wait_for(lambda: at_work(process.pid, 2))
        started = [one for child in children(process.pid) for one in (child, *children(child))]
        process.send_signal(number)
        wait_for(lambda: all(map(has_ended, started)))
        assert len(started) == 6


def test_without_a_jail_a_class_is_graded_in_fresh_processes_where_that_is_allowed(few: Path, tmp_path: Path) -> None:
    def run(*require: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, WITHOUT_LANDLOCK, "-m", "graders", few, "--jobs", "2", *require],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    refused, done = run(), run("--require", "process")
    assert refused.returncode == 2
    assert "level confined is required, but only process can be had: Landlock is not available" in refused.stderr
    assert done.returncode == 0, done.stderr
    assert {one["level"] for one in records(tmp_path / "reports").values()} == {"process"}
    assert outcomes(tmp_path / "reports") == {student: OUTCOMES[student] for student in FEW}
