"""What is read of a file: no more than may be, whatever the file says of itself."""

from __future__ import annotations

import os
import tracemalloc
from pathlib import Path

import pytest

from graders.submissions.regular import MAX_FILE, read_regular


def sparse(path: Path, size: int) -> Path:
    """Make a file of this many bytes that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def test_a_file_of_the_largest_size_is_read_whole_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    assert len(read_regular(sparse(tmp_path / "whole", MAX_FILE))) == MAX_FILE
    with pytest.raises(OSError, match="has 1,048,577 bytes; at most 1,048,576 are read"):
        read_regular(sparse(tmp_path / "more", MAX_FILE + 1))


def test_a_file_that_hides_its_size_is_refused_before_all_of_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = sparse(tmp_path / "large", 64 * MAX_FILE)
    hidden = os.stat_result((*os.stat(large)[:6], 0, *os.stat(large)[7:]))  # noqa: PTH116 - as `os` gives it
    monkeypatch.setattr(os, "fstat", lambda _: hidden)
    tracemalloc.start()
    try:
        with pytest.raises(OSError, match="has more than 1,048,576 bytes"):
            read_regular(large)
        assert tracemalloc.get_traced_memory()[1] < 8 * MAX_FILE
    finally:
        tracemalloc.stop()
