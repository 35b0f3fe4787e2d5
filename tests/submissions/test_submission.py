import os
from pathlib import Path

import pytest

from graders.errors import SubmissionError
from graders.submissions.beside import MAX_FILES
from graders.submissions.regular import MAX_FILE
from graders.submissions.submission import read


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ex2.py").write_text("import helpers\nopen('scores.csv')\n")
    (tmp_path / "helpers.py").write_text("import deeper")
    (tmp_path / "deeper.py").write_text("")
    (tmp_path / "scores.csv").write_text("1,2")
    return tmp_path


def test_a_submission_has_its_bytes_and_the_name_of_its_exercise(folder: Path) -> None:
    submission = read(folder / "ex2.py")
    assert submission.exercise == "ex2"
    assert submission.source == (folder / "ex2.py").read_bytes()


def test_files_that_the_text_names_are_offered_and_what_those_name_in_turn(folder: Path) -> None:
    (folder / "other_student.py").write_text("secret")
    assert set(read(folder / "ex2.py").files) == {"helpers.py", "deeper.py", "scores.csv"}


def test_exercises_withheld_hidden_linked_and_large_files_are_never_offered(folder: Path) -> None:
    names = ["ex2.yaml", ".hidden", "linked", "large", "answer.py"]
    for name in names:
        (folder / name).write_text("x")
    (folder / "linked").unlink()
    (folder / "linked").symlink_to(folder / "scores.csv")
    (folder / "large").write_bytes(b"x" * (1 << 21))
    (folder / "ex2.py").write_text(" ".join(names))
    assert read(folder / "ex2.py", withheld=[folder / "answer.py"]).files == {}


def test_a_file_whose_name_would_lead_elsewhere_on_some_system_is_not_offered(folder: Path) -> None:
    (folder / "a\\b.csv").write_text("x")
    (folder / "ex2.py").write_text("open('a\\b.csv')")
    assert read(folder / "ex2.py").files == {}


def test_the_same_file_is_offered_once_it_is_not_withheld(folder: Path) -> None:
    (folder / "answer.py").write_text("x")
    (folder / "ex2.py").write_text("import answer")
    assert set(read(folder / "ex2.py").files) == {"answer.py"}


def test_the_number_of_files_is_bounded(folder: Path) -> None:
    for number in range(100):
        (folder / f"data{number}.csv").write_text("")
    (folder / "ex2.py").write_text(" ".join(f"data{number}.csv" for number in range(100)))
    assert len(read(folder / "ex2.py").files) == MAX_FILES


def test_a_link_is_refused_with_the_remedy(folder: Path) -> None:
    (folder / "ex3.py").symlink_to(folder / "ex2.py")
    with pytest.raises(SubmissionError, match="is a symbolic link; give the file that it points to"):
        read(folder / "ex3.py")


def test_a_pipe_is_refused_without_waiting_for_it(folder: Path) -> None:
    os.mkfifo(folder / "ex3.py")
    with pytest.raises(SubmissionError, match="is not a regular file"):
        read(folder / "ex3.py")


@pytest.mark.parametrize(
    ("name", "message"),
    [("absent.py", "No such file"), ("folder.py", "regular file|directory"), ("ex2.txt", "expected a Python file")],
)
def test_what_is_no_submission_is_told(folder: Path, name: str, message: str) -> None:
    (folder / "folder.py").mkdir()
    (folder / "ex2.txt").write_text("")
    with pytest.raises(SubmissionError, match=message):
        read(folder / name)


def test_a_huge_file_is_refused_unread(folder: Path) -> None:
    with (folder / "ex3.py").open("wb") as file:
        file.truncate(500 << 20)
    with pytest.raises(SubmissionError, match=f"at most {MAX_FILE:,} are read"):
        read(folder / "ex3.py")


def test_a_hostile_name_is_spelt_out(folder: Path) -> None:
    with pytest.raises(SubmissionError, match=r"\\x1b\[31mex9\.py"):
        read(folder / "\x1b[31mex9.py")


@pytest.mark.parametrize(("size", "extra"), [(0, 0), (0, 1), (MAX_FILE, 1)])
def test_what_a_file_system_says_of_the_size_of_a_file_cuts_nothing_off(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: int, extra: int
) -> None:
    (folder / "ex2.py").write_bytes(b"#" * (MAX_FILE + extra))
    status = os.stat_result((0o100644, *[0] * 5, size, *[0] * 3))
    monkeypatch.setattr(os, "fstat", lambda _: status)
    if extra:
        with pytest.raises(SubmissionError, match=f"has more than {MAX_FILE:,} bytes"):
            read(folder / "ex2.py")
    else:
        assert len(read(folder / "ex2.py").source) == MAX_FILE
