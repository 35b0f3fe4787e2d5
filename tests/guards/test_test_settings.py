"""What pytest is set to in pyproject.toml, shown on tests that need it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run_tests(source: str, folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Run a test file under the project's settings."""
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (folder / "test_sample.py").write_text(source)
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, "test_sample.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_a_test_without_a_fault_passes(tmp_path: Path) -> None:
    done = run_tests("def test_nothing(): pass", tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("import warnings\ndef test_it(): warnings.warn('old', DeprecationWarning)", "DeprecationWarning: old"),
        ("def test_it():\n    open(__file__)\n    import gc; gc.collect()", "ResourceWarning"),
        ("import pytest\n@pytest.mark.slwo\ndef test_it(): pass", "'slwo' not found in `markers`"),
        ("import pytest\n@pytest.mark.xfail\ndef test_it(): pass", "XPASS(strict)"),
    ],
    ids=["warning", "unclosed file", "unknown marker", "unexpected pass"],
)
def test_a_fault_in_a_test_fails_the_run(source: str, named: str, tmp_path: Path) -> None:
    done = run_tests(source, tmp_path)
    assert done.returncode != 0
    assert named in done.stdout


def test_tests_run_in_an_order_that_the_seed_decides(tmp_path: Path) -> None:
    source = "".join(f"def test_{number}(): pass\n" for number in range(20))
    first, again, other = (order(source, tmp_path, seed) for seed in (1, 1, 2))
    assert len(first) == 20
    assert first == again
    assert sorted(first) == sorted(other)
    assert first != other


def order(source: str, folder: Path, seed: int) -> list[str]:
    lines = run_tests(source, folder, "-v", f"--randomly-seed={seed}").stdout.splitlines()
    return [line.split()[0] for line in lines if "PASSED" in line]
