"""Runs the command as a process of its own, as its users do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Run


@pytest.fixture
def grade(tmp_path: Path) -> Run:
    """Return a function that runs ``grade`` in an empty folder, with no terminal and no colours."""

    def run(*arguments: object, **environ: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "graders", *map(str, arguments)],
            cwd=tmp_path,
            env={**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    return run
