"""A class through what can go wrong: hostile work, killed processes, full disks, two graders at once, odd names."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote

import pytest

from graders.result import Outcome
from tests.cli.pupils import FEW, FOR_EVER, RIGHT, hand_in, make_course, numbered, outcomes, records, rows, written
from tests.cli.running import ROOT, Run
from tests.hostile import Hostile, corpus

PATIENCE_S = 60
HOSTILE = [hostile for hostile in corpus() if hostile.asks == 1]
STOPS = {"wall": Outcome.TIMED_OUT, "cpu": Outcome.TIMED_OUT}


@pytest.fixture(autouse=True)
def course(tmp_path: Path) -> Path:
    return make_course(tmp_path / "exercises")


@pytest.fixture
def few(tmp_path: Path) -> Path:
    return hand_in(tmp_path / "class", FEW)


@pytest.fixture
def forty(tmp_path: Path) -> Path:
    return hand_in(tmp_path / "class", numbered(40))


@pytest.fixture
def undisturbed(grade: Run, forty: Path, tmp_path: Path) -> dict[str, bytes]:
    assert grade(forty, "--reports", "undisturbed").returncode == 0
    return written(tmp_path / "undisturbed")


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
    deadline = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.002)


def workers(pid: int) -> list[int]:
    """Return the workers that a grader has now."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
    except OSError:
        return []


def pages(reports: Path) -> list[Path]:
    return list(reports.glob("*/ex2.html"))


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_graded(grade: Run, few: Path, tmp_path: Path) -> None:
    (few / "ben" / "ex2.py").unlink()
    (few / "ben" / "ex2.py").symlink_to(few / "ada" / "ex2.py")
    (few / "dan" / "ex2.py").write_bytes(b"#" * (1 << 20) + b"#")
    os.mkfifo(few / "ex2_eva.py")
    result = grade(few)
    assert result.returncode == 0
    assert "files left over" in result.stdout
    assert outcomes(tmp_path / "reports") == {"ada": "passed", "kim": "needs_review"}
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("ben/ex2.py", "dan/ex2.py", "ex2_eva.py"))


def expected(hostile: Hostile) -> set[Outcome]:
    kind, _, detail = hostile.outcome.partition(" ")
    if kind == "returned":
        return {Outcome.PASSED if detail == "42" else Outcome.WRONG}
    if kind == "raised":
        return {Outcome.RAISED}
    return {Outcome.MISSING} if kind == "missing" else {STOPS.get(detail, Outcome.KILLED)}


def test_hostile_submissions_change_nothing_for_the_honest_ones_between_them(
    grade: Run, course: Path, tmp_path: Path
) -> None:
    (course / "trap.yaml").write_text(
        "title: T\ntask: T\nlimits: {cpu: 2 s, wall: 2 s}\nchecks:\n"
        "  - {id: answer, function: answer, asks: an answer, points: 1, cases: [[]]}\n",
        encoding="utf-8",
    )
    (course / "solutions" / "trap.py").write_text("def answer():\n    return 42\n", encoding="utf-8")
    victim = tmp_path / "scratch" / "victim"
    victim.parent.mkdir(mode=0o777)
    victim.write_text("whole", encoding="utf-8")
    solution = course / "solutions" / "trap.py"
    places = {
        "@COURSE@": str(course),
        "@SOLUTION@": str(solution),
        "@SCRATCH@": str(victim.parent),
        "@VICTIM@": str(victim),
    }
    sources: dict[str, str | bytes] = {}
    for number, hostile in enumerate(HOSTILE):
        sources[f"{number:03}a"] = hostile.program(places).source
        sources[f"{number:03}b"] = f"# {number}\nimport numpy as np\ndef answer():\n    return int(np.sum([40, 2]))\n"
    result = grade(hand_in(tmp_path / "class", sources, "trap"))
    assert (result.returncode, result.stderr) == (0, "")
    found = outcomes(tmp_path / "reports")
    assert {student for student in sources if student.endswith("b") and found[student] != "passed"} == set()
    surprises = {
        hostile.id: found[f"{number:03}a"]
        for number, hostile in enumerate(HOSTILE)
        if found[f"{number:03}a"] not in expected(hostile)
    }
    assert surprises == {}
    assert victim.read_text(encoding="utf-8") == "whole"


@pytest.mark.parametrize("after", [0, 1, 8, 16, 24])
def test_a_grader_that_is_killed_goes_on_where_it_stopped(
    grade: Run, forty: Path, undisturbed: dict[str, bytes], tmp_path: Path, after: int
) -> None:
    with grading(tmp_path, forty) as process:
        wait_for(lambda: len(pages(tmp_path / "reports")) >= after and workers(process.pid))
        os.killpg(process.pid, signal.SIGKILL)
        assert process.wait(PATIENCE_S) == -signal.SIGKILL
    result = grade(forty)
    assert (result.returncode, result.stderr) == (0, "")
    assert {path: text for path, text in written(tmp_path / "reports").items() if path in undisturbed} == undisturbed


def test_an_interrupt_ends_the_run_at_once_and_the_next_one_goes_on(
    grade: Run, course: Path, forty: Path, tmp_path: Path
) -> None:
    spec = (course / "ex2.yaml").read_text(encoding="utf-8")
    (course / "ex2.yaml").write_text(spec.replace("cpu: 1 s, wall: 2 s", "cpu: 30 s, wall: 60 s"), encoding="utf-8")
    hand_in(forty, {"zoe": FOR_EVER, "zeno": f"{FOR_EVER}# too"})
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: len(pages(tmp_path / "reports")) == 40)
        os.killpg(process.pid, signal.SIGINT)
        words = process.communicate(timeout=15)  # far less than the submissions would take
    assert (process.returncode, *words) == (130, "", "grade: interrupted\n")
    hand_in(forty, {"zoe": RIGHT, "zeno": RIGHT})
    assert grade(forty).stdout.startswith("42 submissions: 2 graded now, 40 known from before\n")


def test_an_interrupt_while_workers_start_says_no_more_than_that(forty: Path, tmp_path: Path) -> None:
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: workers(process.pid))
        os.killpg(process.pid, signal.SIGINT)
        words = process.communicate(timeout=15)
    assert (process.returncode, *words) == (130, "", "grade: interrupted\n")


def test_a_worker_that_is_killed_is_replaced_and_nothing_is_lost(
    forty: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    with grading(tmp_path, forty, "--jobs", 2) as process:
        wait_for(lambda: len(pages(tmp_path / "reports")) > 4)
        os.kill(workers(process.pid)[0], signal.SIGKILL)
        assert process.communicate(timeout=PATIENCE_S)[1] == ""
    assert process.returncode == 0
    assert written(tmp_path / "reports") == undisturbed


def test_workers_that_are_killed_again_and_again_stop_the_run_and_cost_nobody_a_point(
    grade: Run, forty: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    with grading(tmp_path, forty, "--jobs", 2) as process:
        deadline = time.monotonic() + PATIENCE_S
        while process.poll() is None:
            assert time.monotonic() < deadline
            for worker in workers(process.pid):
                os.kill(worker, signal.SIGKILL)
        _, words = process.communicate()
    assert process.returncode == 2
    assert "4 workers ended unexpectedly, the last with status -9" in words
    assert "Traceback" not in words
    assert grade(forty).returncode == 0
    assert written(tmp_path / "reports") == undisturbed


def test_two_graders_at_once_do_the_work_once(forty: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    with grading(tmp_path, forty, "--jobs", 1) as one, grading(tmp_path, forty, "--jobs", 1) as other:
        said = sorted(process.communicate(timeout=PATIENCE_S)[0].splitlines()[0] for process in (one, other))
    assert (one.returncode, other.returncode) == (0, 0)
    assert said == [
        "40 submissions: 0 graded now, 40 known from before",
        "40 submissions: 40 graded now, 0 known from before",
    ]
    assert written(tmp_path / "reports") == undisturbed


def test_two_graders_with_one_gradebook_and_two_folders_of_reports_do_not_mind_each_other(
    forty: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    book = ("--gradebook", "book.sqlite", "--jobs", 1)
    with (
        grading(tmp_path, forty, "--reports", "one", *book) as one,
        grading(tmp_path, forty, "--reports", "other", *book) as other,
    ):
        assert [process.communicate(timeout=PATIENCE_S)[1] for process in (one, other)] == ["", ""]
    assert (one.returncode, other.returncode) == (0, 0)
    assert written(tmp_path / "one") == written(tmp_path / "other") == undisturbed


def test_each_folder_of_reports_is_kept_up_to_date_by_itself(grade: Run, few: Path, tmp_path: Path) -> None:
    for reports in ("one", "other"):
        assert grade(few, "--reports", reports, "--gradebook", "book.sqlite").returncode == 0
    hand_in(few, {"ben": RIGHT})
    for reports in ("one", "other"):
        assert grade(few, "--reports", reports, "--gradebook", "book.sqlite").returncode == 0
        assert outcomes(tmp_path / reports)["ben"] == "passed"
    assert written(tmp_path / "one") == written(tmp_path / "other")


def test_a_page_that_cannot_be_written_is_told_and_no_result_is_lost(grade: Run, few: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "ben").write_text("a file in the way", encoding="utf-8")
    result = grade(few, "--jobs", 1)
    assert result.returncode == 2
    assert result.stderr == "grade: reports/ben/ex2.html: the report cannot be written: File exists\n"
    (tmp_path / "reports" / "ben").unlink()
    assert " 2 known from before" in grade(few).stdout
    assert set(outcomes(tmp_path / "reports")) == set(FEW)


def test_a_folder_that_cannot_be_made_is_told_before_anything_is_graded(grade: Run, few: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file in the way", encoding="utf-8")
    result = grade(few)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "grade: reports: reports cannot be written: File exists\n"


@contextmanager
def small_disk(folder: Path, options: str) -> Iterator[None]:
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@pytest.mark.root
@pytest.mark.parametrize("size_kib", [100, 300, 600])
def test_a_full_disk_is_told_and_the_next_run_goes_on(
    grade: Run, forty: Path, undisturbed: dict[str, bytes], tmp_path: Path, size_kib: int
) -> None:
    reports = tmp_path / "reports"
    with small_disk(reports, f"size={size_kib}k"):
        result = grade(forty)
        assert result.returncode == 2
        assert "No space left on device" in result.stderr or "is full" in result.stderr
        assert "Traceback" not in result.stderr
        subprocess.run(["mount", "-o", "remount,size=50m", reports], check=True)
        assert grade(forty).returncode == 0
        assert written(reports) == undisturbed


@pytest.mark.root
def test_a_read_only_folder_is_told_and_results_that_are_kept_elsewhere_stay(
    grade: Run, few: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "reports", "ro"):
        beside = grade(few)
        assert (beside.returncode, beside.stdout) == (2, "")
        assert "reports/gradebook.sqlite: " in beside.stderr
        elsewhere = grade(few, "--gradebook", "book.sqlite", "--jobs", 1)
        assert elsewhere.returncode == 2
        assert "the report cannot be written: Read-only file system" in elsewhere.stderr
        assert "Traceback" not in beside.stderr + elsewhere.stderr
    assert grade(few, "--gradebook", "book.sqlite").stdout.startswith("4 submissions: 3 graded now, 1 known")


NAMES = {
    "markup": "<script>alert(1)<",
    "formula": "=HYPERLINK(A1)",
    "command": "@SUM(1)|cmd",
    "option": "-rf",
    "escape": "\x1b[31mred\x1b[0m",
    "right to left": "\u202egnp.ada",
    "lone surrogate": os.fsdecode(b"\xff\xfeada"),
    "backslash": "ada\\ben",
    "dots": "ada..",
    "device": "con",
    "newline": "ada\nben",
    "quotes": "a\"b'c,d;e",
    "longest": "n" * 255,
    "blank": "a b",
    "null-like": "\u2400",
    "percent": "%2e%2e%2fada",
}


def test_a_student_may_be_called_anything(grade: Run, tmp_path: Path) -> None:
    result = grade(hand_in(tmp_path / "class", dict.fromkeys(NAMES.values(), RIGHT)))
    assert (result.returncode, result.stderr) == (0, "")
    reports = tmp_path / "reports"
    assert len(records(reports)) == len(rows(reports)) == len(pages(reports)) == len(NAMES)
    assert {path.parent.parent for path in pages(reports)} == {reports}
    assert [row for row in rows(reports) if row.startswith(("=", "@", "-", "+"))] == []
    for path, content in written(reports).items():
        text = content.decode("utf-8")
        assert "<script>alert" not in text or path.endswith((".csv", ".jsonl"))
        assert not {"\x1b", "\u202e"} & set(text), path
    index = (reports / "index.html").read_text(encoding="utf-8")
    links = {unquote(part.partition('"')[0]) for part in index.split('href="')[1:]}
    assert {str(path.relative_to(reports)) for path in pages(reports)} <= links
