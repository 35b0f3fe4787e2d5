"""Benchmarks that are quick enough to be run by a test: they run and print; what they print depends on the machine."""

import subprocess
import sys
from pathlib import Path

from tests.authoring.sample import write_course

ROOT = Path(__file__).parents[2]


def test_the_benchmark_of_grade_check_tells_of_each_exercise(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "benchmarks/check.py"), "--course", str(write_course(tmp_path / "course"))]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [line.split() for line in done.stdout.splitlines()]
    assert rows[0][0] == "Python"
    assert [row[0] for row in rows if len(row) == 6 and row[1].isdigit()] == ["line"]
    assert done.stdout.splitlines()[-1].startswith("grade check, all 1: ")
