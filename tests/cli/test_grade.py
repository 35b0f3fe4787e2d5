import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import graders
from tests.cli.running import ROOT, Run
from tests.cli.started import ENDLESS, PATIENCE_S, children, grading, has_ended, wait_for
from tests.grading.machines import WITHOUT_LANDLOCK

STUDENTS = ROOT / "tests" / "students"
COURSE = ROOT / "exercises"


def test_a_right_submission_has_status_0_a_card_and_a_page(grade: Run, tmp_path: Path) -> None:
    result = grade("--course", COURSE, STUDENTS / "ada" / "ex2.py")
    assert (result.returncode, result.stderr) == (0, "")
    assert "10 of 10 points" in result.stdout
    assert "Compute a prediction" in (tmp_path / "reports" / "ex2.html").read_text()


def test_a_submission_that_is_not_right_has_status_1_and_says_why(grade: Run) -> None:
    result = grade("--course", COURSE, STUDENTS / "ben" / "ex2.py")
    assert (result.returncode, result.stderr) == (1, "")
    assert "returned 24, expected 34" in result.stdout


@pytest.mark.parametrize("name", ["ex1", "ex2", "ex3"])
def test_each_reference_gets_full_marks_and_each_starter_does_not(grade: Run, name: str) -> None:
    assert grade("--course", COURSE, COURSE / "solutions" / f"{name}.py").returncode == 0
    starter = grade(COURSE / f"{name}.py", "--json", "-")
    assert starter.returncode == 1
    assert json.loads(starter.stdout)["score"] == 0


def test_the_exercise_is_found_beside_the_file(grade: Run, tmp_path: Path) -> None:
    shutil.copytree(COURSE, tmp_path / "course")
    (tmp_path / "course" / "ex2.yaml").rename(tmp_path / "course" / "mine.yaml")
    (tmp_path / "course" / "solutions" / "ex2.py").rename(tmp_path / "course" / "solutions" / "mine.py")
    (tmp_path / "course" / "ex2.py").rename(tmp_path / "course" / "mine.py")
    result = grade("course/mine.py", "--json", "-")
    assert (result.returncode, json.loads(result.stdout)["exercise"]) == (1, "mine")


def test_the_shipped_course_serves_a_file_with_nothing_beside_it(grade: Run, tmp_path: Path) -> None:
    shutil.copy(STUDENTS / "ada" / "ex2.py", tmp_path)
    assert grade("ex2.py").returncode == 0


def test_several_files_get_a_record_and_a_page_each_wherever_options_stand(grade: Run, tmp_path: Path) -> None:
    files = [STUDENTS / student / "ex2.py" for student in ("ada", "ben", "cleo")]
    result = grade("--course", COURSE, files[0], "--json", "out.jsonl", *files[1:], "--reports", "pages")
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()]
    assert [record["submission"] for record in records] == [str(file) for file in files]
    assert result.returncode == 1
    pages = {str(page.relative_to(tmp_path / "pages")) for page in (tmp_path / "pages").rglob("*.html")}
    assert pages == {"ex2.html", "ben/ex2.html", "cleo/ex2.html"}


@pytest.mark.parametrize("folder", [".", "submissions", "submissions/ada"])
def test_a_file_somewhere_in_a_course_of_ones_own_is_graded_by_that_course(
    grade: Run, tmp_path: Path, folder: str
) -> None:
    (tmp_path / "exercises" / "solutions").mkdir(parents=True)
    (tmp_path / "exercises" / "ex1.yaml").write_text(
        "title: Ours\ntask: T\nchecks:\n- {id: y, variable: y, asks: y, points: 1}\n"
    )
    (tmp_path / "exercises" / "solutions" / "ex1.py").write_text("y = 3\n")
    submission = tmp_path / "submissions" / "ada" / "ex1.py"
    submission.parent.mkdir(parents=True)
    submission.write_text("y = 3\n")
    here = tmp_path / folder
    result = grade(os.path.relpath(submission, here), cwd=here)
    assert "ex1 · Ours" in result.stdout
    assert result.returncode == 0


def test_one_file_that_cannot_be_read_does_not_keep_the_others_from_being_graded(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "ex99.py").write_text("")
    result = grade("--course", COURSE, "absent/ex2.py", STUDENTS / "ada" / "ex2.py", "ex99.py")
    assert result.returncode == 2
    assert "10 of 10 points" in result.stdout
    assert "absent/ex2.py: there is no such file or folder" in result.stderr
    assert "no exercise ex99.yaml" in result.stderr
    assert "ex1, ex2, ex3" in result.stderr


def test_json_on_standard_output_replaces_the_cards(grade: Run) -> None:
    result = grade("--course", COURSE, STUDENTS / "ben" / "ex2.py", "--json", "-")
    record = json.loads(result.stdout)
    assert record["format"] == "graders/1"
    assert [check["outcome"] for check in record["checks"][:4]] == ["passed", "wrong", "not_run", "not_run"]


def test_the_same_input_gives_the_same_bytes(grade: Run, tmp_path: Path) -> None:
    runs = []
    for _ in range(2):
        result = grade("--course", COURSE, STUDENTS / "ben" / "ex2.py", "--json", "out.json")
        runs.append((result.stdout, (tmp_path / "out.json").read_bytes(), (tmp_path / "reports/ex2.html").read_bytes()))
    assert runs[0] == runs[1]


def test_another_seed_draws_other_arguments(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "ex.yaml").write_text(
        "title: T\ntask: T\nchecks:\n- {id: f, function: f, asks: f, points: 1, cases: [{x: 'uniform(0, 9)'}]}\n"
    )
    (tmp_path / "solutions" / "ex.py").write_text("def f(x): return x\n")
    (tmp_path / "ex.py").write_text("def f(x): return x + 1\n")
    calls = [json.loads(grade("ex.py", "--json", "-", "--seed", n).stdout)["checks"][0]["call"] for n in (0, 0, 1)]
    assert calls[0] == calls[1] != calls[2]


def test_a_page_that_cannot_be_written_is_told_and_the_card_is_shown(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    result = grade("--course", COURSE, STUDENTS / "ada" / "ex2.py")
    assert result.returncode == 2
    assert "the page cannot be written" in result.stderr
    assert "10 of 10 points" in result.stdout


def test_graders_that_write_one_page_at_once_do_not_meet(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "graders", "--course", str(COURSE), str(STUDENTS / "ada" / "ex2.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    graders = [
        subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(6)
    ]
    assert [grader.communicate(timeout=120)[1] for grader in graders] == [b""] * 6
    assert [path.name for path in (tmp_path / "reports").iterdir()] == ["ex2.html"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "FILE"),
        (["ex2.py", "--seed", "-1"], "expected a whole number"),
        (["ex2.py", "--require", "nothing"], "invalid choice"),
        (["ex2.py", "--json", "no/such/folder.json"], "results cannot be written"),
        (["ex2.txt"], "ex2.txt"),
    ],
)
def test_bad_usage_has_status_2_and_no_traceback(grade: Run, arguments: list[str], message: str) -> None:
    result = grade(*arguments)
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr


def test_a_faulty_exercise_is_told_with_every_place(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "ex.yaml").write_text("title: T\ntask: T\ncheks: []\ntitle: U\n")
    (tmp_path / "ex.py").write_text("")
    result = grade("ex.py")
    assert result.returncode == 2
    assert "ex.yaml:3:1" in result.stderr
    assert "ex.yaml:4:1" in result.stderr


def test_a_reference_that_lacks_a_name_is_told_at_the_check(grade: Run, tmp_path: Path) -> None:
    shutil.copytree(COURSE, tmp_path / "course")
    reference = tmp_path / "course" / "solutions" / "ex2.py"
    reference.write_text(reference.read_text().replace("y_hat =", "y_hut ="))
    result = grade("course/ex2.py")
    assert result.returncode == 2
    assert "course/ex2.yaml:16:15: the reference solution does not pass 'y_hat'" in result.stderr
    assert "Found `y_hut`" in result.stderr


def test_a_file_that_does_not_end_is_told_the_line_on_terminal_page_and_record(grade: Run, tmp_path: Path) -> None:
    shutil.copytree(COURSE, tmp_path / "course")
    exercise = tmp_path / "course" / "ex2.yaml"
    # A busy machine gives no processor time for seconds.
    exercise.write_text(f"limits: {{cpu: 1 s, wall: 60 s}}\n{exercise.read_text()}")
    (tmp_path / "ex2.py").write_text("y_hat = 34\nwhile y_hat: pass\n")
    result = grade("--course", "course", "ex2.py", "--json", "out.json")
    assert result.returncode == 1
    assert "2 of 10 points" in result.stdout
    assert "Look at what ends this loop" in result.stdout
    [file, y_hat, *rest] = json.loads((tmp_path / "out.json").read_text())["checks"]
    assert (file["id"], file["outcome"], y_hat["score"]) == ("file", "timed_out", 2)
    assert "The time ran out in the loop in line 2: `while y_hat: pass`." in file["message"]
    assert {check["message"] for check in rest if check["id"] in {"predict", "explain_3"}} == {
        "Not checked yet, because the file stopped in line 2."
    }
    page = (tmp_path / "reports" / "ex2.html").read_text()
    assert "The time ran out in the loop in line 2: <code>while y_hat: pass</code>." in page


def test_version_and_help_say_what_they_are(grade: Run) -> None:
    assert grade("--version").stdout == f"graders {graders.__version__}\n"
    help_text = grade("--help").stdout
    assert "exit status" in help_text
    assert "grade schema" in help_text


def test_a_full_device_is_told_in_one_line(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [sys.executable, "-m", "graders", "--course", str(COURSE), str(STUDENTS / "ada" / "ex2.py")],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert result.returncode == 2
    assert result.stderr == "grade: no space is left where results are written\n"


def test_where_there_is_no_jail_the_card_says_why_and_the_record_does_not(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, WITHOUT_LANDLOCK, "-m", "graders", STUDENTS / "ada" / "ex2.py", "--json", "ex2.json"],
        cwd=tmp_path,
        env={**os.environ, "COLUMNS": "200", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "No better level here: Landlock is not available" in " ".join(done.stdout.split())
    assert "Landlock" not in (tmp_path / "ex2.json").read_text()


def test_a_narrow_pipe_without_unicode_gets_plain_ascii(grade: Run) -> None:
    result = grade(
        "--course", COURSE, STUDENTS / "ben" / "ex2.py", COLUMNS="40", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
    )
    assert result.stdout.isascii()
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 40


def endless(pid: int) -> list[int]:
    """Return the runs that a grader has had for so long that none is of the reference."""
    runs = [run for zygote in children(pid) for run in children(zygote)]
    time.sleep(0.5)
    return [run for run in runs if not has_ended(run)]


@pytest.fixture
def passable() -> Iterator[Path]:
    """Give a folder that every user may pass on the way to what is its own."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.mark.usefixtures("hangups")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupt_ends_with_130_and_leaves_no_process_and_no_file(
    tmp_path: Path, passable: Path, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    temporary = passable / "temporary"
    temporary.mkdir(0o711)
    monkeypatch.setenv("TMPDIR", str(temporary))
    (tmp_path / "scores.csv").write_text("1\n")
    (tmp_path / "ex2.py").write_text(f"{ENDLESS}# scores.csv\n")
    with grading(tmp_path, "--course", COURSE, "ex2.py") as process:
        wait_for(lambda: endless(process.pid))
        started = [one for zygote in children(process.pid) for one in (zygote, *children(zygote))]
        assert len(started) == 2
        assert [*temporary.rglob("scores.csv")]
        process.send_signal(number)
        _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert "Traceback" not in errors
    wait_for(lambda: all(map(has_ended, started)))
    assert [*temporary.iterdir()] == []


def test_a_hangup_that_is_ignored_stays_so(tmp_path: Path) -> None:
    (tmp_path / "ex2.py").write_text("import time\ntime.sleep(1)\n")
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup has it, which what is started inherits
    try:
        with grading(tmp_path, "--course", COURSE, "ex2.py") as process:
            wait_for(lambda: endless(process.pid))
            process.send_signal(signal.SIGHUP)
            process.communicate(timeout=PATIENCE_S)
    finally:
        signal.signal(signal.SIGHUP, before)
    assert process.returncode == 1


def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -m graders --course {COURSE} {STUDENTS}/ben/ex2.py | true"
    result = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in result.stderr
