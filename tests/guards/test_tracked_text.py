"""The tree speaks of the project alone: of no machine it was written on, and of nothing left to do."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MACHINE_PATH = re.compile(r"(?<![\w.<])/(?:home|root|tmp|Users|work)/\w")
LEFT_TO_DO = re.compile(r"(?:#|//|<!--|\{#|/\*)\s*(?:TODO|FIXME|XXX|HACK)\b")
TASKS_FOR_STUDENTS = (
    "exercises/",
    "templates/new/",
    "tests/",
    "docs/",
    "README.md",
)  # where a starter is shown with its TODOs


def tracked_files(root: Path) -> list[str]:
    """Return what git knows of or would add, relative to the root of the checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.split("\0") if name and (root / name).is_file()]


def faults(name: str, text: str, checkout: Path) -> list[str]:
    """Tell each line that names a path of one machine, or leaves something to do."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if str(checkout) in line or (not name.startswith("tests/") and MACHINE_PATH.search(line)):
            found.append(f"{name}:{number}: a path of one machine")
        if not name.startswith(TASKS_FOR_STUDENTS) and LEFT_TO_DO.search(line):
            found.append(f"{name}:{number}: left to do")
    return found


def test_no_tracked_file_names_a_machine_or_leaves_something_to_do() -> None:
    names = tracked_files(ROOT)
    assert "pyproject.toml" in names
    found = []
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8", errors="replace")
        found += faults(name, text, ROOT)
    assert not found


@pytest.mark.parametrize(
    ("name", "line", "fault"),
    [
        ("graders/spec/load.py", 'path = "/tmp/ex2.yaml"', "a path of one machine"),
        ("README.md", "cd /home/ada/graders", "a path of one machine"),
        ("tests/spec/test_load.py", 'ROOT = "/somewhere/checkout"', "a path of one machine"),
        ("graders/result.py", "x = 1  # TODO: more", "left to do"),
        ("templates/page.html", "{# FIXME #}", "left to do"),
    ],
)
def test_a_line_that_does_is_named(name: str, line: str, fault: str) -> None:
    assert faults(name, f"first\n{line}\n", Path("/somewhere/checkout")) == [f"{name}:2: {fault}"]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("exercises/ex2.py", "# TODO 1: the prediction for x = 8"),
        ("tests/sandbox/test_landlock.py", 'open("/root/secret")'),
        ("graders/sandbox/attest.py", 'status = f"/proc/{pid}/status"'),
        ("docs/architecture.md", "see example.org/home/page"),
    ],
)
def test_a_line_that_does_not_is_let_through(name: str, line: str) -> None:
    assert faults(name, line, Path("/somewhere/checkout")) == []


def test_a_file_not_yet_added_is_looked_at(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("hidden\n")
    (tmp_path / "hidden").touch()
    (tmp_path / "new").touch()
    assert tracked_files(tmp_path) == [".gitignore", "new"]
