"""A class graded on several machines: as on one, and through what happens to machines."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from distributed import Client

from graders.errors import GradersError
from graders.grading import cluster as cluster_module
from graders.grading.cluster import Cluster
from graders.grading.course import Course
from graders.grading.grade import Prepared, prepare
from graders.grading.intake import grader_version
from graders.grading.pool import Pool
from graders.grading.workbench import Workbench
from graders.grading.worker import Done
from graders.level import Level
from graders.result import Outcome
from graders.sandbox.runner import open_sandbox
from graders.submissions.beside import MAX_FILES
from graders.submissions.regular import MAX_FILE
from graders.submissions.submission import Submission
from tests.cli.started import INTERRUPTED
from tests.grading.faulty_worker import DEADLY
from tests.grading.machines import FAULTY, ROOT, WITHOUT_LANDLOCK, Machines, lose, until
from tests.grading.tasks import tasks

COURSE = Course(ROOT / "exercises")
SOLUTION = COURSE.reference("ex2").read_bytes()
SOURCES = (
    SOLUTION,
    SOLUTION.replace(b"+", b"-"),
    b"y_hat = 1 / 0\n",
    b"import os\nos._exit(0)\n",
    b"def predict(x, w, b):\n    return 34\nprint('<b>\\x1b[31m')\n",
)


@pytest.fixture(scope="module")
def prepared() -> dict[str, Prepared]:
    with open_sandbox(Level.CONFINED) as sandbox:
        return {"ex2": prepare(COURSE.exercise("ex2"), COURSE.solution("ex2"), spec="ex2", seed=0, sandbox=sandbox)}


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    with Machines(tmp_path) as started:
        yield started


@pytest.fixture(scope="module")
def two_machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """Return machines that no test may harm; the second runs several things at once, as Dask does if it is let."""
    with Machines(tmp_path_factory.mktemp("two")) as started:
        started.worker("first")
        started.worker("second", "--nthreads", "4")
        yield started


def submissions(number: int, *, exercise: str = "ex2") -> list[Submission]:
    return [
        Submission(
            label=f"s{one}/{exercise}.py",
            exercise=exercise,
            student=f"s{one}",
            source=SOURCES[one % len(SOURCES)] + b"# %d\n" % one,
            files={"scores.csv": b"1,2\n"},
        )
        for one in range(number)
    ]


def by_student(done: list[Done]) -> dict[str | None, Done]:
    found = {one.student: one for one in done}
    assert len(found) == len(done)
    return found


def on_one_machine(prepared: dict[str, Prepared], number: int) -> dict[str | None, Done]:
    with TemporaryDirectory() as folder, Pool(1, prepared, Level.CONFINED) as pool:
        return by_student(list(pool.run(tasks(submissions(number), Path(folder)))))


def pages(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_machines_grade_as_one_does(two_machines: Machines, prepared: dict[str, Prepared], tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    with Pool(1, prepared, Level.CONFINED) as pool:
        alone = by_student(list(pool.run(tasks(submissions(40), here))))
    with Cluster(two_machines.address, prepared, Level.CONFINED) as cluster:
        assert by_student(list(cluster.run(tasks(submissions(40), there)))) == alone
    assert pages(there) == pages(here)
    assert len(pages(here)) == 40


def test_data_of_an_exercise_are_on_every_machine(
    two_machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    source = b"with open('signal.csv') as file:\n    y_hat = int(file.read())\n"
    class_ = [one._replace(source=source, files={"signal.csv": b"0"}) for one in submissions(4)]
    with_data = {"ex2": prepared["ex2"]._replace(data={"signal.csv": b"34"})}
    with Cluster(two_machines.address, with_data, Level.CONFINED) as cluster:
        done = list(cluster.run(tasks(class_, tmp_path)))
    assert [(one.score, "`signal.csv` beside this file differs" in one.record) for one in done] == [(2, True)] * 4


def test_few_submissions_are_held_however_many_there_are(
    two_machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    taken = 0

    def counted() -> Iterator[Submission]:
        nonlocal taken
        for submission in submissions(30):
            taken += 1
            yield submission

    with Cluster(two_machines.address, prepared, Level.CONFINED) as cluster:
        held = [taken - given for given, _ in enumerate(cluster.run(tasks(counted(), tmp_path)))]
    assert max(held) == 4
    assert taken == 30


def test_a_submission_of_the_largest_size_is_sent_without_a_word(
    two_machines: Machines, prepared: dict[str, Prepared], capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    [submission] = submissions(1)
    large = submission._replace(files={f"{number}.csv": bytes(MAX_FILE) for number in range(MAX_FILES)})
    with Cluster(two_machines.address, prepared, Level.CONFINED) as cluster:
        [done] = cluster.run(tasks([large], tmp_path))
    assert done.outcome is Outcome.PASSED
    assert capfd.readouterr() == ("", "")


def test_what_a_lost_machine_was_grading_is_graded_by_another(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    lost = machines.worker("lost", "--preload", FAULTY, GRADES_BEFORE_IT_DIES="5")
    machines.worker("kept")
    with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
        done = list(cluster.run(tasks(submissions(40), tmp_path)))
    assert lost.wait() == -signal.SIGKILL
    assert by_student(done) == on_one_machine(prepared, 40)


def test_what_a_frozen_machine_holds_is_graded_by_another(
    tmp_path: Path, prepared: dict[str, Prepared], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_FETCH_S", 0.5)
    with Machines(tmp_path, DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL="4 s") as machines:
        frozen = machines.worker("frozen")
        machines.worker("kept")
        with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
            results = cluster.run(tasks(submissions(40), tmp_path))
            done = [next(results) for _ in range(5)]
            frozen.send_signal(signal.SIGSTOP)
            done += results
    assert by_student(done) == on_one_machine(prepared, 40)


def test_a_machine_that_joins_later_has_its_share(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    first = machines.worker("first")
    with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
        results = cluster.run(tasks(submissions(20), tmp_path))
        done = [next(results)]
        machines.worker("second")
        lose(first)
        done += results
    assert by_student(done) == on_one_machine(prepared, 20)


def test_a_submission_that_takes_its_machines_with_it_is_no_verdict_and_stops_nobody_else(
    tmp_path: Path, prepared: dict[str, Prepared]
) -> None:
    [deadly] = submissions(1)
    deadly = deadly._replace(source=DEADLY)
    with Machines(tmp_path, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1") as machines:
        for name in ("first", "second", "third"):
            machines.worker(name, "--preload", FAULTY)
        with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
            [failed] = cluster.run(tasks([deadly], tmp_path))
            others = by_student(list(cluster.run(tasks(submissions(5), tmp_path))))
    assert failed.outcome is Outcome.GRADER_FAILED
    assert "2 workers ended while it was being graded" in failed.record
    assert others == on_one_machine(prepared, 5)


def test_a_machine_without_the_jail_is_refused_by_name_before_anything_is_graded(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    machines.worker("fit")
    machines.worker("unfit", under=WITHOUT_LANDLOCK)
    with pytest.raises(GradersError) as refused:
        Cluster(machines.address, prepared, Level.CONFINED)
    assert str(refused.value) == (
        f"worker {machines.address_of('unfit')}: level confined is required, but only process can be had: "
        "Landlock is not available (Function not implemented); it needs Linux 5.13 or later"
    )
    with Cluster(machines.address, prepared, Level.PROCESS) as cluster:
        assert len(list(cluster.run(tasks(submissions(5), tmp_path)))) == 5


def test_a_machine_without_the_jail_that_joins_later_grades_nothing(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    fit = machines.worker("fit")
    with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
        results = cluster.run(tasks(submissions(20), tmp_path))
        done = [next(results)]
        machines.worker("unfit", under=WITHOUT_LANDLOCK)
        lose(fit)
        with pytest.raises(GradersError, match=f"worker {machines.address_of('unfit')}: level confined is required"):
            done += results
    assert {one.level for one in done} == {"confined"}


def test_every_machine_with_another_grader_is_refused_by_name(
    machines: Machines, prepared: dict[str, Prepared]
) -> None:
    for name in ("old", "older"):
        machines.worker(name, "--preload", FAULTY, OTHER_VERSION=name)
    with pytest.raises(GradersError) as refused:
        Cluster(machines.address, prepared, Level.CONFINED)
    assert set(str(refused.value).splitlines()) == {
        f"worker {machines.address_of(name)}: it has graders {name}, {grader_version().partition(', ')[2]}, "
        f"but {grader_version()} is needed"
        for name in ("old", "older")
    }


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a machine on which the grader was not installed."""
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "graders.py").write_text("raise ModuleNotFoundError(\"No module named 'graders'\")\n")
    return {"PYTHONPATH": str(tmp_path / "bare")}


def test_a_machine_without_the_grader_is_told_what_it_lacks(
    machines: Machines, prepared: dict[str, Prepared], bare: dict[str, str]
) -> None:
    machines.worker("bare", **bare)
    with pytest.raises(GradersError, match=f"worker {machines.address_of('bare')}: .*No module named 'graders'"):
        Cluster(machines.address, prepared, Level.CONFINED)


def test_a_scheduler_without_the_grader_is_told_what_it_lacks(
    tmp_path: Path, prepared: dict[str, Prepared], bare: dict[str, str]
) -> None:
    with Machines(tmp_path, **bare) as machines:
        machines.worker("only")
        with pytest.raises(GradersError, match=f"scheduler {machines.address}: No module named 'graders'; install"):
            Cluster(machines.address, prepared, Level.CONFINED)


def test_a_scheduler_without_workers_is_said_to_have_none(
    machines: Machines, prepared: dict[str, Prepared], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER_S", 1.0)
    with pytest.raises(GradersError, match=f"it has no worker; start `dask worker {machines.address}` on each"):
        Cluster(machines.address, prepared, Level.CONFINED)


def test_the_loss_of_all_machines_ends_the_run_with_what_was_graded(
    machines: Machines, prepared: dict[str, Prepared], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cluster_module, "_PATIENCE_S", 1.0)
    only = machines.worker("only")
    with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
        results = cluster.run(tasks(submissions(20), tmp_path))
        next(results)
        lose(only)
        with pytest.raises(GradersError, match=r"all workers are lost, and for 1 s none has joined. What was graded"):
            list(results)


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "127.0.0.1", "gopher://127.0.0.1:1", "tls://127.0.0.1:1", "\x1b"]
)
def test_an_address_without_a_scheduler_is_told_with_what_was_expected(
    address: str, prepared: dict[str, Prepared], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER_S", 0.5)
    with pytest.raises(GradersError, match=r"no Dask scheduler answers .* expected the address that") as refused:
        Cluster(address, prepared, Level.CONFINED)
    assert str(refused.value).isprintable()


@pytest.mark.parametrize("words", [b"", b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"], ids=["mute", "web"])
def test_something_else_that_listens_there_is_no_scheduler(
    words: bytes, prepared: dict[str, Prepared], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster_module, "_ANSWER_S", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=answer, args=(server, words)).start()
        with pytest.raises(GradersError, match="no Dask scheduler answers"):
            Cluster(f"tcp://127.0.0.1:{server.getsockname()[1]}", prepared, Level.CONFINED)


def answer(server: socket.socket, words: bytes) -> None:
    """Say the words to the first caller, and nothing more until it hangs up."""
    caller, _ = server.accept()
    with caller:
        caller.sendall(words)
        while caller.recv(4096):
            pass


def children(process: subprocess.Popen[bytes]) -> str:
    return "".join(path.read_text() for path in Path(f"/proc/{process.pid}/task").glob("*/children"))


def test_nothing_is_left_on_a_machine_after_a_run(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    only = machines.worker("only")
    with Cluster(machines.address, prepared, Level.CONFINED) as cluster:
        results = cluster.run(tasks(submissions(20), tmp_path))
        next(results)
        assert children(only)
    until(lambda: not children(only))
    with Client(machines.address, set_as_default=False) as client:
        until(lambda: not any(client.processing().values()))


def test_what_a_killed_grader_left_is_cleared_away_by_the_next(
    machines: Machines, prepared: dict[str, Prepared], tmp_path: Path
) -> None:
    machines.worker("only")
    with Client(machines.address, set_as_default=False) as client:
        client.register_plugin(Workbench(prepared, Level.CONFINED), name="graders-Client-of-the-killed")
    with (
        Cluster(machines.address, prepared, Level.CONFINED) as other,
        Cluster(machines.address, prepared, Level.CONFINED) as cluster,
    ):
        assert benches(cluster) == {other._bench, cluster._bench}
        assert by_student(list(cluster.run(tasks(submissions(5), tmp_path)))) == by_student(
            list(other.run(tasks(submissions(5), tmp_path)))
        )


def benches(cluster: Cluster) -> set[str]:
    [plugins] = cluster._client.run(plugin_names).values()
    return {name for name in plugins if name.startswith("graders-")}


def plugin_names(dask_worker: object) -> list[str]:
    return list(dask_worker.plugins)  # type: ignore[attr-defined]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of 40 submissions, some of which take their time."""
    slow = b"import time\ntime.sleep(0.1)\n"
    for submission in submissions(40):
        path = tmp_path / "class" / submission.label
        path.parent.mkdir(parents=True)
        path.write_bytes(slow + submission.source)
    return tmp_path / "class"


def start(folder: Path, reports: str, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "graders", "--course", str(COURSE.folder), "--reports", reports, *options]
    return subprocess.Popen(
        [*command, str(folder)],
        cwd=folder.parent,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def some_are_graded(folder: Path, reports: str) -> bool:
    return len(list((folder.parent / reports).glob("*/ex2.html"))) > 4


def content(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("gradebook.sqlite")
    }


def test_the_reports_of_a_class_are_the_same_bytes_though_a_machine_is_lost(machines: Machines, folder: Path) -> None:
    lost = machines.worker("lost")
    machines.worker("kept")
    grader = start(folder, "cluster", "--cluster", machines.address)
    until(lambda: some_are_graded(folder, "cluster"))
    assert grader.poll() is None
    lose(lost)
    said = grader.communicate()
    assert (grader.returncode, said[1]) == (0, "")
    alone = start(folder, "alone", "--jobs", "1")
    assert alone.communicate()[0] == said[0].replace("cluster", "alone")
    found = content(folder.parent / "cluster")
    assert found == content(folder.parent / "alone")
    assert {"index.html", "grades.csv", "results.jsonl", "s39/ex2.html"} <= found.keys()


def test_an_interrupt_ends_the_run_and_leaves_the_machines_to_the_next(machines: Machines, folder: Path) -> None:
    machines.worker("only")
    grader = start(folder, "reports", "--cluster", machines.address)
    until(lambda: some_are_graded(folder, "reports"))
    grader.send_signal(signal.SIGINT)
    assert grader.communicate() == ("", INTERRUPTED)
    assert grader.returncode == 130
    said, _ = start(folder, "reports", "--cluster", machines.address).communicate()
    known = int(said.partition("graded now, ")[2].split()[0])
    assert known > 0
    assert f"{40 - known} graded now" in said


def test_a_scheduler_that_is_lost_is_told_in_one_line(machines: Machines, folder: Path) -> None:
    machines.worker("only")
    grader = start(folder, "reports", "--cluster", machines.address)
    until(lambda: some_are_graded(folder, "reports"))
    lose(machines.scheduler)
    _, complaint = grader.communicate()
    assert grader.returncode == 2
    assert complaint == (
        f"grade: cluster {machines.address}: the scheduler is lost. "
        "What was graded so far is kept; mend the cluster, and grade again to go on\n"
    )
