import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graders.drafts import replacing
from tests.cli.running import ROOT


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_reader_sees_the_file_before_until_the_new_one_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"before")
    with replacing(target) as draft:
        draft.write(b"new")
        draft.flush()
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"new"
    assert names(tmp_path) == ["page.html"]


def test_the_folder_is_made(tmp_path: Path) -> None:
    with replacing(tmp_path / "a" / "b" / "page.html") as draft:
        draft.write(b"new")
    assert (tmp_path / "a" / "b" / "page.html").read_bytes() == b"new"


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt, GeneratorExit])
def test_what_ends_badly_leaves_the_file_before_and_no_draft(reason: type[BaseException], tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_bytes(b"before")

    def write_a_piece() -> None:
        with replacing(target) as draft:
            draft.write(b"a piece")
            raise reason

    with pytest.raises(reason):
        write_a_piece()
    assert target.read_bytes() == b"before"
    assert names(tmp_path) == ["page.html"]


def test_a_target_that_cannot_be_replaced_is_an_error_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(IsADirectoryError), replacing(tmp_path / "page.html"):
        pass
    assert names(tmp_path) == ["page.html"]


def test_writers_of_one_file_do_not_meet_and_the_last_one_done_counts(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    with replacing(target) as first:
        with replacing(target) as second:
            second.write(b"second")
        first.write(b"first")
    assert target.read_bytes() == b"first"
    assert names(tmp_path) == ["page.html"]


def test_the_longest_name_that_a_file_may_have_is_no_hindrance(tmp_path: Path) -> None:
    with replacing(tmp_path / ("n" * 255)):
        pass
    assert names(tmp_path) == ["n" * 255]


def test_who_may_read_the_file_is_as_asked_and_as_the_umask_allows(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        for name, mode in (("shared", 0o666), ("own", 0o600)):
            with replacing(tmp_path / name, mode=mode):
                pass
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("shared", "own")] == [0o644, 0o600]


KILLED = """
import os, pathlib, signal, sys
from graders.drafts import replacing
with replacing(pathlib.Path(sys.argv[1])):
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_writer_left_goes_after_an_hour_and_nothing_else_does(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, tmp_path / "page.html"], cwd=ROOT, check=False)
    [abandoned] = tmp_path.iterdir()
    (tmp_path / ".notes.part").write_bytes(b"mine")
    os.utime(tmp_path / ".notes.part", (1, 1))
    with replacing(tmp_path / "page.html"):
        pass
    assert names(tmp_path) == sorted([".notes.part", abandoned.name, "page.html"])
    os.utime(abandoned, (1, 1))
    with replacing(tmp_path / "page.html"):
        pass
    assert names(tmp_path) == [".notes.part", "page.html"]
