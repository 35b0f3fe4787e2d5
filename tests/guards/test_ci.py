"""What .ci/run relies on: how it reads the README, and how it reads pytest's closing line."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JOB = "```sh\ngrade ex2.py\n```\n"
TESTS = "```sh\npytest -m 'not root'\n```\n"


def quick_start(readme: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / ".ci/quick_start.py"), str(readme)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_readme_has_its_two_commands() -> None:
    done = quick_start(ROOT / "README.md")
    assert done.returncode == 0, done.stderr
    main_job, tests = done.stdout.splitlines()
    assert "grade" in main_job
    assert "pytest" in tests


def test_the_two_commands_are_read_from_their_section_alone(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# T\n{JOB}\n## Quick start\nOne:\n{JOB}```text\nresult\n```\nTwo:\n{TESTS}\n## More\n{JOB}")
    assert quick_start(readme).stdout == "grade ex2.py\npytest -m 'not root'\n"


@pytest.mark.parametrize(
    "text",
    [
        f"## Start\n{JOB}{TESTS}",
        f"## Quick start\n{JOB}",
        f"## Quick start\n{JOB}{JOB}{TESTS}",
        f"## Quick start\n{JOB}```sh\npip install .\npytest\n```\n",
        f"## Quick start\n{JOB}```sh\n```\n",
    ],
    ids=["no section", "one block", "three blocks", "two lines", "empty block"],
)
def test_a_readme_without_two_one_line_commands_is_refused(text: str, tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(text)
    done = quick_start(readme)
    assert done.returncode == 1
    assert "expected two sh blocks" in done.stderr


def all_passed(log: str, folder: Path) -> bool:
    path = folder / "log"
    path.write_text(log)
    command = ["bash", "-c", 'source "$1" && all_passed "$2"', "bash", str(ROOT / ".ci/run"), str(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize(
    "closing",
    [
        "=== 3 passed in 0.02s ===",
        "============ 1 passed, 12 deselected in 83.10s (0:01:23) =============",
    ],
)
def test_a_run_in_which_all_passed_is_accepted(closing: str, tmp_path: Path) -> None:
    assert all_passed(f"tests/test_a.py ...\n{closing}\n", tmp_path)


@pytest.mark.parametrize(
    "closing",
    [
        "=== 3 passed, 1 skipped in 0.02s ===",
        "=== 3 passed, 1 xfailed in 0.02s ===",
        "=== 3 passed, 1 xpassed in 0.02s ===",
        "=== 3 passed, 1 warning in 0.02s ===",
        "=== 1 failed, 3 passed in 0.02s ===",
        "=== 12 deselected in 0.02s ===",
        "=== no tests ran in 0.02s ===",
        "",
    ],
)
def test_a_run_in_which_not_all_passed_is_refused(closing: str, tmp_path: Path) -> None:
    assert not all_passed(f"=== 3 passed in 0.02s ===\n{closing}\n", tmp_path)


def test_a_real_run_with_a_skip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "test_sample.py").write_text(
        "import pytest\ndef test_it(): pass\n@pytest.mark.skip\ndef test_that(): pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "test_sample.py"]
    whole, part = (
        subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        for more in ([], ["--deselect", "test_sample.py::test_that"])
    )
    assert not all_passed(whole, tmp_path)
    assert all_passed(part, tmp_path)
