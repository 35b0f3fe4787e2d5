"""Workers as processes of their own: all is graded, whatever becomes of one of them."""

import json
import os
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import pytest

from graders import cores
from graders.errors import SandboxError
from graders.exercise import Exercise, Limits, StdoutCheck
from graders.grading.course import Course, Solution
from graders.grading.grade import Prepared, prepare
from graders.grading.member import Member
from graders.grading.pool import Pool
from graders.grading.worker import Done, Worker
from graders.level import Level
from graders.record import from_record
from graders.reporting.page import page
from graders.result import Graded, Outcome
from graders.sandbox.launch import launch
from graders.sandbox.runner import Sandbox
from graders.submissions.submission import Submission
from graders.transcript import Program
from tests.cli.pupils import COURSE, RIGHT, numbered
from tests.cli.started import ENDLESS, children, has_ended, wait_for
from tests.grading.deadly import Deadly
from tests.grading.tasks import tasks

PATIENCE_S = 60
FILES = {"data.csv": b"1"}
ODD_FILES = {"a\\b.csv": b"1"}
"""A name that no sandbox takes."""


@pytest.fixture(scope="module")
def prepared(sandbox: Sandbox) -> Prepared:
    course = Course(COURSE)
    return prepare(course.exercise("ex2"), course.solution("ex2"), spec="ex2.yaml", seed=0, sandbox=sandbox)


def submission(
    student: str, source: str = RIGHT, *, exercise: str = "ex2", files: Mapping[str, bytes] | None = None
) -> Submission:
    label = f"{student}/{exercise}.py"
    return Submission(label=label, exercise=exercise, student=student, source=source.encode(), files=files or {})


def many(size: int) -> list[Submission]:
    return [submission(student, source) for student, source in numbered(size).items()]


def graded(done: Done) -> Graded:
    return from_record(json.loads(done.record))


def outcomes(results: Iterable[Done]) -> dict[str | None, Outcome]:
    return {done.student: done.outcome for done in results}


@pytest.mark.parametrize("workers", [1, 3])
def test_the_results_are_the_same_for_any_number_of_workers(prepared: Prepared, workers: int, tmp_path: Path) -> None:
    with Pool(workers, {"ex2": prepared}, Level.CONFINED) as pool:
        results = {done.student: done for done in pool.run(tasks(many(12), tmp_path))}
    with Pool(2, {"ex2": prepared}, Level.CONFINED) as pool:
        assert {done.student: done for done in pool.run(tasks(many(12), tmp_path))} == results
    assert sorted(map(str, results)) == sorted(numbered(12))
    assert {done.outcome for done in results.values()} == {Outcome.PASSED, Outcome.WRONG}
    assert {done.level for done in results.values()} == {"confined"}


def test_more_workers_than_submissions_and_no_submission_at_all_are_no_trouble(
    prepared: Prepared, tmp_path: Path
) -> None:
    with Pool(3, {"ex2": prepared}, Level.CONFINED) as pool:
        assert outcomes(pool.run(tasks([submission("ada")], tmp_path))) == {"ada": Outcome.PASSED}
        assert outcomes(pool.run(tasks([], tmp_path))) == {}


def places(processes: Iterable[int]) -> list[list[int]]:
    return [sorted(os.sched_getaffinity(process)) for process in processes]


def test_each_worker_stays_on_its_core_and_its_sandbox_with_it(prepared: Prepared) -> None:
    everywhere = sorted(os.sched_getaffinity(0))
    expected = [everywhere if core is None else [core] for core in cores.shared_out(cores.count())]
    with Pool(cores.count(), {"ex2": prepared}, Level.CONFINED) as pool:
        workers = [member.process.pid or 0 for member in pool._members]
        wait_for(lambda: all(map(children, workers)))
        assert places(workers) == expected
        assert places(zygote for worker in workers for zygote in children(worker)) == expected


def test_a_run_that_takes_long_may_leave_the_core(prepared: Prepared, tmp_path: Path) -> None:
    everywhere = sorted(os.sched_getaffinity(0))
    slow = submission("ada", f"import time\ntime.sleep(1)\n{RIGHT}")
    seen: list[list[int]] = []

    def look() -> None:
        workers = [member.process.pid or 0 for member in pool._members]
        wait_for(lambda: any(children(zygote) for worker in workers for zygote in children(worker)))
        [run] = [run for worker in workers for zygote in children(worker) for run in children(zygote)]
        wait_for(lambda: has_ended(run) or places([run]) == [everywhere])
        seen.append([] if has_ended(run) else places([run])[0])

    with Pool(cores.count(), {"ex2": prepared}, Level.CONFINED) as pool:
        looking = threading.Thread(target=look)
        looking.start()
        assert outcomes(pool.run(tasks([slow], tmp_path))) == {"ada": Outcome.PASSED}
        looking.join()
    assert seen == [everywhere]


def test_submissions_are_read_a_few_at_a_time_however_many_there_are(prepared: Prepared, tmp_path: Path) -> None:
    taken = 0

    def counted() -> Iterable[Submission]:
        nonlocal taken
        for one in many(30):
            taken += 1
            yield one

    with Pool(2, {"ex2": prepared}, Level.CONFINED) as pool:
        ahead = [taken - number for number, _ in enumerate(pool.run(tasks(counted(), tmp_path)), start=1)]
    assert (len(ahead), ahead[-1]) == (30, 0)
    assert max(ahead) <= 5  # two for each worker, and the one that waits for a place


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(prepared: Prepared, tmp_path: Path) -> None:
    with Pool(2, {"ex2": prepared}, Level.CONFINED) as pool:
        found = {}
        for number, done in enumerate(pool.run(tasks(many(20), tmp_path))):
            found[done.student] = done.outcome
            if number == 3:
                os.kill(pool._members[0].process.pid or 0, signal.SIGKILL)
    assert sorted(map(str, found)) == sorted(numbered(20))
    assert Outcome.GRADER_FAILED not in found.values()


def deadly(prepared: Prepared, name: str) -> Prepared:
    return cast("Prepared", Deadly(prepared.exercise._replace(name=name)))


@pytest.mark.parametrize("workers", [1, 2])
def test_submissions_that_kill_their_workers_fail_alone_though_they_come_one_after_the_other(
    prepared: Prepared, workers: int, tmp_path: Path
) -> None:
    exercises = {"ex2": prepared, "deadly": deadly(prepared, "deadly")}
    deaths = [submission(f"mallory{number}", exercise="deadly") for number in range(2)]
    with Pool(workers, exercises, Level.CONFINED) as pool:
        handed_in = [*many(4), *deaths, submission("zoe")]
        results = {done.student: graded(done) for done in pool.run(tasks(handed_in, tmp_path))}
    failed = {student: one for student, one in results.items() if one.outcome is Outcome.GRADER_FAILED}
    assert results.keys() == {one.student for one in handed_in}
    assert failed.keys() == {one.student for one in deaths}
    assert "its worker died, and so did another one" in failed["mallory0"].checks[0].message


def test_workers_that_die_again_and_again_stop_the_run_with_the_reason(
    prepared: Prepared, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("graders.grading.pool._MAX_GIVEN_UP", 3)
    handed_in = [submission(f"s{number}", exercise="deadly") for number in range(9)]
    found: list[Done] = []
    with Pool(2, {"deadly": deadly(prepared, "deadly")}, Level.CONFINED) as pool:
        told = "the workers of 3 submissions in a row ended, and the next one with status -9"
        with pytest.raises(SandboxError, match=told):
            found.extend(pool.run(tasks(handed_in, tmp_path)))
    assert [done.outcome for done in found] == [Outcome.GRADER_FAILED] * 3


@pytest.mark.parametrize("kind", ["ValueError", "UnicodeEncodeError"])
def test_a_fault_of_ours_with_one_submission_is_told_and_the_others_are_graded(
    prepared: Prepared, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def faulty(result: Graded, exercise: Exercise) -> str:
        if result.student != "mallory" or result.outcome is Outcome.GRADER_FAILED:
            return page(result, exercise)
        if kind == "ValueError":
            raise ValueError("\x1b[2J\n::error::")
        return "\udc80"

    monkeypatch.setattr("graders.grading.worker.page", faulty)
    with Worker({"ex2": prepared}, Level.CONFINED) as worker:
        (ada, _), (mallory, its_page), (zoe, _) = (
            worker.grade(submission(student)) for student in ("ada", "mallory", "zoe")
        )
    assert (ada.outcome, zoe.outcome) == (Outcome.PASSED, Outcome.PASSED)
    assert graded(mallory).checks[0].message == f"The grader failed, not the code: an internal fault, {kind}"
    assert b"The grader failed, not the code" in its_page
    told = capsys.readouterr().err
    assert told.startswith("grade: internal fault with mallory/ex2.py. Please report:\n")
    assert "in _with_page\n" in told
    assert told.splitlines()[-1].startswith(f"{kind}: ")
    assert "\x1b" not in told


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder for temporary files, empty, and one that any user may pass."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def test_workers_leave_no_folder_behind_for_the_files_beside_submissions(
    prepared: Prepared, temporary: Path, tmp_path: Path
) -> None:
    handed_in = [submission(f"s{number}", files=FILES) for number in range(4)]
    with Pool(2, {"ex2": prepared}, Level.CONFINED) as pool:
        assert set(outcomes(pool.run(tasks(handed_in, tmp_path))).values()) == {Outcome.PASSED}
        assert list(temporary.iterdir())
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("killed", [False, True])
def test_nor_does_a_worker_that_is_ended_while_it_grades(
    prepared: Prepared, temporary: Path, tmp_path: Path, killed: bool
) -> None:
    patient = prepared._replace(exercise=prepared.exercise._replace(limits=Limits(wall_s=3000)))
    handed_in = [submission("ada", files=FILES), submission("zoe", ENDLESS, files=FILES)]
    with suppress(KeyboardInterrupt), Pool(1, {"ex2": patient}, Level.CONFINED) as pool:
        for _ in pool.run(tasks(handed_in, tmp_path)):
            wait_for(lambda: any(temporary.rglob("data.csv")))
            if killed:
                os.kill(pool._members[0].process.pid or 0, signal.SIGKILL)
            raise KeyboardInterrupt
    assert not list(temporary.iterdir())


def test_workers_end_when_one_of_them_cannot_be_started(
    prepared: Prepared, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hired: list[Member] = []

    def second_fails(*arguments: Any) -> Member:
        if hired:
            raise SandboxError("no more processes")
        hired.append(Member(*arguments))
        return hired[0]

    monkeypatch.setattr("graders.grading.pool.Member", second_fails)
    with pytest.raises(SandboxError, match="no more processes"):
        Pool(2, {"ex2": prepared}, Level.CONFINED)
    assert not hired[0].process.is_alive()
    assert not list(temporary.iterdir())


def test_a_submission_that_no_sandbox_takes_fails_alone(prepared: Prepared, tmp_path: Path) -> None:
    odd = [submission(f"odd{number}", files=ODD_FILES) for number in range(4)]
    with Pool(1, {"ex2": prepared}, Level.CONFINED) as pool:
        found = outcomes(pool.run(tasks([submission("ada"), *odd, submission("zoe")], tmp_path)))
    assert found == {
        "ada": Outcome.PASSED,
        "zoe": Outcome.PASSED,
        **{one.student: Outcome.GRADER_FAILED for one in odd},
    }


def test_a_sandbox_that_fails_for_the_reference_too_stops_the_run(prepared: Prepared, tmp_path: Path) -> None:
    broken = prepared._replace(reference=Program(name="ex2.py", source=b"", files=ODD_FILES))
    with (
        Pool(1, {"ex2": broken}, Level.CONFINED) as pool,
        pytest.raises(SandboxError, match="is no plain file name"),
    ):
        list(pool.run(tasks([submission("odd", files=ODD_FILES), submission("ada")], tmp_path)))


def test_a_sandbox_that_is_lost_during_a_run_is_replaced_and_the_submission_run_once_more(prepared: Prepared) -> None:
    zygote = launch()

    def kill() -> None:
        wait_for(lambda: children(zygote.pid))
        os.kill(zygote.pid, signal.SIGKILL)

    with Worker({"ex2": prepared}, Level.CONFINED, zygote) as worker:
        killing = threading.Thread(target=kill)
        killing.start()
        done, _ = worker.grade(submission("ada", f"import time\ntime.sleep(1)\n{RIGHT}"))
        killing.join()
    assert not zygote.is_open
    assert done.outcome is Outcome.PASSED


def test_large_submissions_with_large_results_do_not_wait_for_each_other(sandbox: Sandbox, tmp_path: Path) -> None:
    checks = tuple(StdoutCheck(id=f"c{number}", asks="prints", points=1, stdout=("x",)) for number in range(400))
    exercise = Exercise(name="wordy", title="T", task="T", checks=checks)
    reference = Program(name="wordy.py", source=b"print('x')", files={})
    wordy = prepare(exercise, Solution(reference, {}), spec="wordy.yaml", seed=0, sandbox=sandbox)
    source = f"print('y' * 5000)  # {'z' * 1_000_000}"
    handed_in = [submission(f"s{number}", source, exercise="wordy") for number in range(4)]
    results: list[Done] = []
    with Pool(1, {"wordy": wordy}, Level.CONFINED) as pool:
        grading = threading.Thread(target=lambda: results.extend(pool.run(tasks(handed_in, tmp_path))))
        grading.start()
        grading.join(PATIENCE_S)
        stuck = grading.is_alive()
        if stuck:
            pool._members[0].process.kill()
    assert not stuck
    assert len(results) == 4
    assert min(len(done.record) for done in results) > 150_000  # more than a pipe holds


def test_a_page_that_cannot_be_written_keeps_nobody_from_a_result(prepared: Prepared, tmp_path: Path) -> None:
    (tmp_path / "ada-ex2.html").mkdir()
    with Pool(1, {"ex2": prepared}, Level.CONFINED) as pool:
        ada, ben = pool.run(tasks([submission("ada"), submission("ben")], tmp_path))
    assert str(ada.fault).endswith("ada-ex2.html: the report cannot be written: Is a directory")
    assert (ada.outcome, ben.outcome, ben.fault) == (Outcome.PASSED, Outcome.PASSED, None)


def test_submissions_that_answer_alike_keep_their_own_names_and_notes(prepared: Prepared) -> None:
    with Worker({"ex2": prepared}, Level.CONFINED) as worker:
        ada, ada_page = worker.grade(submission("ada", RIGHT.replace("+ b", "- b")))
        ben, ben_page = worker.grade(submission("ben", RIGHT.replace("+ b", "- b"), files={"math.py": b""}))
    assert ben.outcome is Outcome.WRONG
    notes = graded(ben).notes
    assert "math.py" in notes[0]
    assert graded(ben) == graded(ada)._replace(submission="ben/ex2.py", student="ben", notes=notes)
    told = ada.record + ada_page.decode(), ben.record + ben_page.decode()
    assert [("ada" in text, "ben" in text) for text in told] == [(True, False), (False, True)]
