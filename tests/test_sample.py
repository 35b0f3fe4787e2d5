"""``reports/sample/`` is what the grader makes of the class in ``tests/students/``.

``pytest tests/test_sample.py --accept`` writes it anew; look at the pages before committing them.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "reports" / "sample"
HANDED_IN = 1_790_000_000  # one moment for all, as files in a checkout have the time of the checkout


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return the reports of the class, made by the command in a folder of their own."""
    students = tmp_path / "students"
    shutil.copytree(ROOT / "tests" / "students", students)
    for path in students.rglob("*"):
        os.utime(path, (HANDED_IN, HANDED_IN))
    result = subprocess.run(
        [
            *(sys.executable, "-m", "graders", students, "--course", ROOT / "exercises"),
            *("--roster", ROOT / "tests" / "students.csv"),
            *("--reports", tmp_path / "sample", "--gradebook", tmp_path / "gradebook.sqlite"),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return tmp_path / "sample"


def test_the_sample_is_in_step(made: Path, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--accept"):
        shutil.rmtree(SAMPLE, ignore_errors=True)
        shutil.copytree(made, SAMPLE)
    names = {path.relative_to(made) for path in made.rglob("*") if path.is_file()}
    assert names == {path.relative_to(SAMPLE) for path in SAMPLE.rglob("*") if path.is_file()}
    for name in sorted(names):
        assert (made / name).read_bytes() == (SAMPLE / name).read_bytes(), (
            f"reports/sample/{name} differs; if it should: pytest tests/test_sample.py --accept"
        )


def test_the_sample_has_every_outcome_that_a_submission_can_have(made: Path) -> None:
    text = (made / "results.jsonl").read_text()
    for outcome in ("passed", "wrong", "raised", "timed_out", "killed", "missing", "not_run", "needs_review"):
        assert f'"outcome": "{outcome}"' in text
