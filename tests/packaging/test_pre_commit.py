"""The hook that pre-commit finds in this repository, on a course of its own."""

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.authoring.sample import write_course

ROOT = Path(__file__).parents[2]


@pytest.fixture
def hook() -> Any:
    [only] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return only


def run(hook: Any, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run the hook's entry as pre-commit does: in the folder of the repository, without the names of files."""
    script, *arguments = shlex.split(hook["entry"])
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    module, _, function = scripts[script].partition(":")
    start = f"import sys; sys.argv[0] = {script!r}; from {module} import {function} as main; main()"
    command = [sys.executable, "-c", start, *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_hook_has_what_pre_commit_needs(hook: Any) -> None:
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert (hook["id"], hook["language"], hook["pass_filenames"]) == ("grade-check", "python", False)


@pytest.mark.parametrize("name", ["exercises/ex2.yaml", "exercises/ex2.py", "exercises/solutions/ex2.py"])
def test_the_hook_looks_at_whatever_an_exercise_consists_of(name: str, hook: Any) -> None:
    assert re.search(hook["files"], name)
    assert not re.search(hook["files"], f"docs/{name}")


def test_the_hook_lets_a_course_pass_and_stops_one_that_is_spoilt(hook: Any, tmp_path: Path) -> None:
    course = write_course(tmp_path / "exercises")
    done = run(hook, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "The exercise passes\n", "")
    (course / "solutions" / "line.py").unlink()
    done = run(hook, tmp_path)
    assert done.returncode == 1
    assert "exercises/solutions/line.py: G201 " in done.stdout
