"""Runs the command as a process of its own, as its users do."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.pupils import FEW, hand_in, make_course, numbered, written
from tests.cli.running import ROOT, Run


@pytest.fixture
def grade(tmp_path: Path) -> Run:
    """Return a function that runs ``grade`` in an empty folder, with no terminal and no colours."""

    def run(*arguments: object, cwd: Path = tmp_path, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "graders", *map(str, arguments)],
            cwd=cwd,
            env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run


@pytest.fixture
def hangups() -> Iterator[None]:
    """Let what is started have hangups, also where the tests run under nohup and ignore them."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """Return the folder of a course with ex2, where commands that run in ``tmp_path`` look for it."""
    return make_course(tmp_path / "exercises")


@pytest.fixture
def few(course: Path, tmp_path: Path) -> Path:  # noqa: ARG001 - who grades them needs it
    return hand_in(tmp_path / "class", FEW)


@pytest.fixture
def forty(course: Path, tmp_path: Path) -> Path:  # noqa: ARG001 - see above
    return hand_in(tmp_path / "class", numbered(40))


@pytest.fixture
def undisturbed(grade: Run, forty: Path, tmp_path: Path) -> dict[str, bytes]:
    """Return the reports on the class of forty when nothing goes wrong."""
    assert grade(forty, "--reports", "undisturbed").returncode == 0
    return written(tmp_path / "undisturbed")
