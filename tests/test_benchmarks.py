"""The benchmark of what a cause costs runs; what it measures is for a person to read."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_the_benchmark_of_the_cause_prints_each_exercise_and_a_class() -> None:
    command = [sys.executable, str(ROOT / "benchmarks/diagnosis.py"), "--rounds", "1", "--size", "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    for spec in (ROOT / "exercises").glob("ex*.yaml"):
        [line] = [line for line in lines if line.startswith(f"{spec.stem} ")]
        declared, derived = map(int, line.split()[1:3])
        assert declared > 0
        assert derived > 0
    assert "a class of 4, 2 of them right" in done.stdout
    assert len([line for line in lines if line.endswith(" x")]) == 2
