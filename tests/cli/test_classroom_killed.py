"""A run over a class that is killed or interrupted, or loses its workers, and the run after it."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, hand_in, numbered, written
from tests.cli.running import Run
from tests.cli.started import (
    ENDLESS,
    INTERRUPTED,
    PATIENCE_S,
    children,
    grading,
    has_ended,
    has_taken_in_all,
    pages,
    wait_for,
    workers,
)

pytestmark = pytest.mark.usefixtures("course")

HANDED_IN = 1_790_000_000  # one moment, so that the same bytes handed in again are the same attempt


def last(submissions: Path, source: str) -> None:
    """Let one more student, the last one to be graded, hand in this source."""
    hand_in(submissions, {"zoe": source})
    os.utime(submissions / "zoe" / "ex2.py", (HANDED_IN, HANDED_IN))


def killed(process: "subprocess.Popen[str]") -> bool:
    """Kill the workers that a grader has now, and tell whether it has given up."""
    for worker in workers(process.pid):
        with suppress(ProcessLookupError):  # the grader may be ending them itself by now
            os.kill(worker, signal.SIGKILL)
    return process.poll() is not None


@pytest.fixture
def forty(forty: Path) -> Path:
    """Return a class whose last submission a test can make endless, so that no run is over before it is disturbed."""
    last(forty, RIGHT)
    return forty


def test_a_file_that_is_gone_when_its_turn_comes_was_not_graded(tmp_path: Path) -> None:
    slow = f"import time\ntime.sleep(2)\n{RIGHT}"
    work = hand_in(tmp_path / "class", {**{f"s{number}": f"# {number}\n{slow}" for number in range(4)}, "zoe": RIGHT})
    with grading(tmp_path, work, "--jobs", 1) as process:
        wait_for(lambda: workers(process.pid))
        (work / "zoe" / "ex2.py").unlink()
        told, _ = process.communicate(timeout=PATIENCE_S)
    assert told.startswith("4 submissions: 4 graded now, 0 known from before\n1 file left over")
    assert "1 could not be graded" in told


@pytest.mark.parametrize("after", [0, 1, 8, 16, 24])
def test_a_grader_that_is_killed_goes_on_where_it_stopped(
    grade: Run, forty: Path, undisturbed: dict[str, bytes], tmp_path: Path, after: int
) -> None:
    last(forty, ENDLESS)
    with grading(tmp_path, forty) as process:
        wait_for(lambda: len(pages(tmp_path / "reports")) >= after and workers(process.pid))
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    last(forty, RIGHT)
    result = grade(forty)
    assert (result.returncode, result.stderr) == (0, "")
    assert {path: text for path, text in written(tmp_path / "reports").items() if path in undisturbed} == undisturbed


def test_a_worker_whose_grader_was_killed_writes_no_page_any_more(tmp_path: Path) -> None:
    submissions = hand_in(tmp_path / "class", {"ada": "import time\ntime.sleep(2)\n"})
    hand_in(submissions, {"ben": "import time\ntime.sleep(3)\n"})
    with grading(tmp_path, submissions, "--jobs", 2) as process:
        wait_for(lambda: len(workers(process.pid)) == 2 and any(map(children, children(process.pid))))
        started = children(process.pid)
        process.kill()
        wait_for(lambda: all(map(has_ended, started)))
    assert pages(tmp_path / "reports") == []


def test_an_interrupt_waits_for_no_submission_and_the_next_run_goes_on(grade: Run, forty: Path, tmp_path: Path) -> None:
    hand_in(forty, {"zoe": ENDLESS, "zeno": f"{ENDLESS}# too"})
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: len(pages(tmp_path / "reports")) == 40 and has_taken_in_all(process.pid))
        os.killpg(process.pid, signal.SIGINT)
        words = process.communicate(timeout=PATIENCE_S)  # half of what the submissions may take
    assert (process.returncode, *words) == (130, "", INTERRUPTED)
    hand_in(forty, {"zoe": RIGHT, "zeno": RIGHT})
    assert grade(forty).stdout.startswith("42 submissions: 2 graded now, 40 known from before\n")


@pytest.mark.usefixtures("hangups")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_while_workers_start_says_no_more_than_that(
    forty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    last(forty, ENDLESS)
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: workers(process.pid))
        os.killpg(process.pid, number)
        words = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, *words) == (130, "", INTERRUPTED)
    assert [*temporary.iterdir()] == []


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(grade: Run, tmp_path: Path) -> None:
    slow = {student: f"import time\ntime.sleep(0.5)\n{source}" for student, source in numbered(12).items()}
    submissions = hand_in(tmp_path / "class", slow)
    with grading(tmp_path, submissions, "--jobs", 2) as process:
        wait_for(lambda: pages(tmp_path / "reports"))
        os.kill(workers(process.pid)[0], signal.SIGKILL)
        assert process.communicate(timeout=PATIENCE_S)[1] == ""
    assert process.returncode == 0
    assert grade(submissions, "--jobs", 4, "--reports", "undisturbed").returncode == 0
    assert written(tmp_path / "reports") == written(tmp_path / "undisturbed")


def test_workers_that_are_killed_again_and_again_stop_the_run_and_cost_nobody_a_point(
    grade: Run, forty: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    last(forty, ENDLESS)
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: killed(process))
        _, words = process.communicate()
    assert process.returncode == 2
    assert "the workers of 10 submissions in a row ended, and the next one with status -9" in words
    assert "Traceback" not in words
    last(forty, RIGHT)
    assert grade(forty).returncode == 0
    assert written(tmp_path / "reports") == undisturbed
