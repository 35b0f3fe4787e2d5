"""A class whose reports cannot be written: something in the way, a full disk, a disk to read only."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.pupils import FEW, outcomes, written
from tests.cli.running import Run


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
