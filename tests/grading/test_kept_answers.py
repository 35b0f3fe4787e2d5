"""What wrong solutions answer, kept on disk: whatever is found there, a mark and its cause are the same."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from graders.exercise import Limits
from graders.grading.kept_answers import PLACE, keep, kept, place
from graders.level import Level
from graders.result import CheckResult
from graders.sandbox.process import ProcessSandbox
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.transcript import Get, Program, Questions, Returned
from tests.grading.test_diagnosis import LINE, NO_BIAS, Counting, exercise, only, submitted

KEY = "0123456789abcdef" * 4
ROWS = [
    [["returned", np.array([1.5, 2.5])], ["raised", "ValueError", "no"]],
    [["returned", {"w": (1, 2.0)}], ["skipped"]],
]
WRONG = "def line(x, w, b): return w * x\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    kept_in = tmp_path / "kept"
    monkeypatch.setenv(PLACE, str(kept_in))
    return kept_in


def the_file(folder: Path) -> Path:
    [path] = folder.iterdir()
    return path


def graded(sandbox: Sandbox) -> tuple[CheckResult, int]:
    """Grade a wrong submission as a new grader would; return the result, and how many programs were run."""
    counting = Counting(sandbox)
    prepared = exercise(sandbox, LINE, misconceptions=NO_BIAS)
    result = only(submitted(prepared, WRONG, counting))  # type: ignore[arg-type]  # runs programs, no more is needed
    return result, len(counting.programs)


def test_what_was_kept_comes_back(folder: Path) -> None:
    assert kept(KEY) is None
    keep(KEY, ROWS)
    found = kept(KEY)
    assert repr(found) == repr(ROWS)
    assert the_file(folder).stat().st_mode & 0o777 == 0o600
    assert folder.stat().st_mode & 0o777 == 0o700


def test_the_next_grader_runs_no_wrong_solution_and_finds_the_same_cause(sandbox: Sandbox, folder: Path) -> None:
    first, programs = graded(sandbox)
    assert programs == 2
    assert the_file(folder).stat().st_size > 0
    assert graded(sandbox) == (first, 1)
    assert first.diagnosis
    assert first.diagnosis.id == "no-bias"


def test_another_reference_or_misconception_or_seed_has_answers_of_its_own(sandbox: Sandbox, folder: Path) -> None:
    for reference, misconceptions in ((LINE, NO_BIAS), (LINE, "[]"), (LINE.replace("w * x", "x * w"), "[]")):
        submitted(exercise(sandbox, reference, misconceptions=misconceptions), WRONG, sandbox)
    assert len(list(folder.iterdir())) == 3


def shorten(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def open_to_all(path: Path) -> None:
    path.chmod(0o666)


def link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder_instead(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILT: Sequence[Callable[[Path], None]] = (shorten, flip, empty, open_to_all, link, pipe)


@pytest.mark.parametrize("spoil", [*SPOILT, folder_instead])
def test_a_file_that_cannot_be_trusted_is_not_read(spoil: Callable[[Path], None], folder: Path) -> None:
    keep(KEY, ROWS)
    spoil(the_file(folder))
    assert kept(KEY) is None


@pytest.mark.parametrize("spoil", SPOILT)
def test_a_file_that_cannot_be_trusted_is_written_anew(
    spoil: Callable[[Path], None], sandbox: Sandbox, folder: Path
) -> None:
    first = graded(sandbox)
    spoil(the_file(folder))
    assert graded(sandbox) == first
    assert graded(sandbox) == (first[0], 1)


def test_a_file_under_another_key_is_not_read(folder: Path) -> None:
    keep(KEY, ROWS)
    the_file(folder).rename(folder / f"{KEY[::-1]}.answers")
    assert kept(KEY[::-1]) is None


@pytest.mark.root
def test_a_file_of_somebody_else_is_not_read(folder: Path) -> None:
    keep(KEY, ROWS)
    os.chown(the_file(folder), 12345, 12345)
    assert kept(KEY) is None


def test_rows_of_another_number_are_run_anew(sandbox: Sandbox, folder: Path) -> None:
    first, _ = graded(sandbox)
    key = the_file(folder).name.partition(".")[0]
    for rows in ([], [[1, 2]] * 100, ROWS):
        keep(key, rows)
        assert graded(sandbox) == (first, 2)


@pytest.mark.parametrize("where", ["", "/proc/nowhere", "/dev/null/graders"])
def test_where_nothing_can_be_kept_nothing_is(where: str, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, where)
    first, programs = graded(sandbox)
    assert programs == 2
    assert graded(sandbox) == (first, 2)


@pytest.mark.parametrize(
    "long", ["sum(range(10 ** 11))", "w * x if x != 2 else max(sum(range(10 ** 6)) for _ in range(400))"]
)
def test_a_run_that_was_cut_off_by_chance_is_not_kept(
    long: str, sandbox: Sandbox, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graders.grading.variant_run._CPU_S", 1)
    slow = f"- {{id: slow, of: line, instead: {long}, says: One line that takes very long.}}\n"
    result = only(submitted(exercise(sandbox, LINE, misconceptions=slow + NO_BIAS), WRONG, sandbox))
    assert result.diagnosis
    assert not folder.exists()


def test_what_is_kept_is_bounded_and_what_was_used_last_stays(folder: Path) -> None:
    big = [[["returned", np.zeros(900_000)]] for _ in range(2)]
    keys = [f"{number:064x}" for number in range(5)]
    for age, key in enumerate(keys[:-1]):
        keep(key, big)
        os.utime(folder / f"{key}.answers", (age, age))
    assert kept(keys[0])
    (folder / "notes.answers.txt").write_text("mine")
    abandoned = folder / ".grade-0123456789abcdef.part"
    abandoned.write_bytes(b"")
    os.utime(abandoned, (1, 1))
    keep(keys[-1], big)
    left = {path.name.partition(".")[0] for path in folder.iterdir()}
    assert left == {keys[0], *keys[2:], "notes"}
    assert not abandoned.exists()


WRITER = """
import sys
from graders.grading.kept_answers import keep
for _ in range(40):
    keep(sys.argv[1], [[["returned", list(range(5000))]]])
"""


def test_several_graders_write_and_read_at_once(folder: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, KEY]) for _ in range(3)]
    seen = []
    while any(writer.poll() is None for writer in writers):
        seen.append(kept(KEY))
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    read = [rows for rows in (*seen, kept(KEY)) if rows is not None]
    assert read
    assert all(rows == [[["returned", list(range(5000))]]] for rows in read)
    assert [path.name for path in folder.iterdir()] == [f"{KEY}.answers"]


def test_what_is_kept_on_a_disk_to_read_only_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_path: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    keep(KEY, ROWS)
    monkeypatch.setattr(os, "utime", refused)
    assert repr(kept(KEY)) == repr(ROWS)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({PLACE: "/a/b"}, Path("/a/b")),
        ({PLACE: ""}, None),
        ({"XDG_CACHE_HOME": "/caches"}, Path("/caches/graders")),
        ({"XDG_CACHE_HOME": "caches", "HOME": "/home/eva"}, Path("/home/eva/.cache/graders")),
        ({"HOME": "/home/eva"}, Path("/home/eva/.cache/graders")),
    ],
)
def test_the_folder_is_that_of_the_environment(
    environment: dict[str, str], expected: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (PLACE, "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert place() == expected


def read_by_a_submission(sandbox: Sandbox, path: Path) -> object:
    source = (
        f"try:\n    found = len(open({str(path)!r}, 'rb').read())\nexcept OSError as error:\n    found = -error.errno\n"
    )
    [[answer]] = sandbox.run(Program("ex.py", source.encode()), Questions([[Get("found")]]), Limits()).answers
    assert isinstance(answer, Returned)
    return answer.value


def test_a_submission_in_the_jail_cannot_read_what_is_kept(folder: Path) -> None:
    keep(KEY, ROWS)
    path = the_file(folder)
    path.chmod(0o644)  # so that it is the jail that forbids it
    for parent in (folder, *folder.parents[:3]):
        parent.chmod(0o755)
    with open_sandbox(Level.CONFINED) as confined:
        assert read_by_a_submission(confined, path) == -errno.EACCES
    with ProcessSandbox("a test") as process:
        assert read_by_a_submission(process, path) == path.stat().st_size
