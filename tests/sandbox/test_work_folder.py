import os
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.sandbox.work_folder import WorkFolder


def test_without_files_there_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder(None)
    with folder.holding({}) as path:
        assert path is None
    assert list(tmp_path.iterdir()) == []
    folder.remove()


def test_files_are_there_while_they_are_held_and_then_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder(None)
    for files in ({"a.csv": b"1", "b.py": b"\xff"}, {"c": b""}):
        with folder.holding(files) as path:
            assert path is not None
            assert {entry.name: entry.read_bytes() for entry in Path(path).iterdir()} == files
            assert Path(path).stat().st_mode & 0o077 == 0
        assert list(Path(path).iterdir()) == []
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_the_reader_cannot_pass_is_refused_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path.resolve() / "closed"
    (closed / "within").mkdir(parents=True)
    closed.chmod(0o700)
    monkeypatch.setattr("tempfile.tempdir", str(closed / "within"))
    with pytest.raises(SandboxError, match=r"who cannot pass /\S+ to the files .* set TMPDIR to a folder"):
        WorkFolder(os.getuid() + 1).holding({"a.csv": b"1"}).__enter__()
    assert list((closed / "within").iterdir()) == []


def test_files_are_gone_after_an_exception_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = WorkFolder(None)

    def fail() -> None:
        with folder.holding({"a.csv": b"1"}):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    folder.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_bad_name_is_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(SandboxError), WorkFolder(None).holding({"good": b"", "../bad": b""}):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.root
def test_only_the_group_of_the_reader_may_read() -> None:
    folder = WorkFolder(1 << 30)  # where every user may pass, unlike the folder of a test
    with folder.holding({"a": b"1"}) as path:
        assert path is not None
        for entry, mode in ((Path(path), 0o750), (Path(path, "a"), 0o640)):
            status = entry.stat()
            assert (status.st_uid, status.st_gid, status.st_mode & 0o777) == (os.getuid(), 1 << 30, mode)
    folder.remove()
