import os
from pathlib import Path

import pytest

from graders.authoring.new_files import write_new
from graders.errors import GradersError


def tree(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_files_are_written_with_the_folders_they_need(tmp_path: Path) -> None:
    write_new({tmp_path / "a/b/c.txt": b"1", tmp_path / "a/d.txt": b"2"})
    assert tree(tmp_path) == {"a", "a/b", "a/b/c.txt", "a/d.txt"}
    assert (tmp_path / "a/b/c.txt").read_bytes() == b"1"


def test_what_is_there_already_is_listed_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "first").write_text("mine")
    (tmp_path / "third").symlink_to("nowhere")
    with pytest.raises(GradersError) as refused:
        write_new({tmp_path / name: b"" for name in ("first", "second", "third")})
    assert str(tmp_path / "first") in str(refused.value)
    assert str(tmp_path / "second") not in str(refused.value)
    assert str(tmp_path / "third") in str(refused.value)
    assert tree(tmp_path) == {"first", "third"}
    assert (tmp_path / "first").read_text() == "mine"


def test_a_file_that_cannot_be_written_takes_all_others_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way of a folder")
    with pytest.raises(GradersError, match="nothing was written: Not a directory"):
        write_new({tmp_path / "new/a": b"", tmp_path / "new/b": b"", tmp_path / "file/c": b""})
    assert tree(tmp_path) == {"file"}


def test_an_interrupt_takes_back_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {tmp_path / "new/a": b"", tmp_path / "new/b": b""}
    whole = Path.open

    def interrupted(path: Path, mode: str) -> object:
        if path.name == "b":
            raise KeyboardInterrupt
        return whole(path, mode)

    monkeypatch.setattr(Path, "open", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_new(files)
    assert tree(tmp_path) == set()


def test_what_somebody_puts_beside_the_files_meanwhile_is_not_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.open

    def crowded(path: Path, mode: str) -> object:
        if path.name == "b":
            (path.parent / "theirs").touch()
            raise OSError(28, os.strerror(28))
        return whole(path, mode)

    monkeypatch.setattr(Path, "open", crowded)
    with pytest.raises(GradersError, match="No space left"):
        write_new({tmp_path / "new/a": b"", tmp_path / "new/b": b""})
    monkeypatch.undo()
    assert tree(tmp_path) == {"new", "new/theirs"}
