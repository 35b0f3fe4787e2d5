"""What the grader's own process loads: nothing that its reader would wait for in vain, and nothing of a student's."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GRADE = ["-m", "graders"]
COURSE = ["--course", str(ROOT / "exercises")]

# Each is needed by nobody who grades one file, and costs 5 to 300 ms.
NEVER = {
    *(
        "asyncio",
        "concurrent",
        "cProfile",
        "doctest",
        "email",
        "ftplib",
        "http",
        "importlib.metadata",
        "multiprocessing",
    ),
    *("pdb", "sqlite3", "ssl", "unittest", "xml"),
    *("IPython", "dask", "hypothesis", "jsonschema", "numpy.testing", "pydantic", "pytest", "rich"),
}
HEAVY = NEVER | {"jinja2", "numpy", "yaml"}


def loaded(*arguments: str, cwd: Path) -> set[str]:
    """Return the modules that a fresh interpreter imports by its end; processes that it starts do not count."""
    command = [sys.executable, "-X", "importtime", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    assert done.returncode == 0, "\n".join(line for line in done.stderr.splitlines() if line not in lines)
    # The columns are parted by bars, and names are indented by depth.
    return {line.rpartition("|")[2].strip() for line in lines}


def among(modules: set[str], names: set[str]) -> set[str]:
    """Return those names that are among the modules, themselves or by a part of theirs."""
    return {name for name in names if any(module == name or module.startswith(f"{name}.") for module in modules)}


@pytest.fixture
def right(tmp_path: Path) -> Path:
    submission = tmp_path / "ex2.py"
    submission.write_bytes((ROOT / "exercises/solutions/ex2.py").read_bytes())
    return submission


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_question_about_the_command_loads_nothing_heavy(option: str, tmp_path: Path) -> None:
    modules = loaded(*GRADE, option, cwd=tmp_path)
    assert "graders.cli.main" in modules
    assert not among(modules, HEAVY)


def test_grading_a_file_loads_what_it_needs_alone(right: Path) -> None:
    modules = loaded(*GRADE, *COURSE, str(right), cwd=right.parent)
    assert {"graders.grading", "numpy", "jinja2", "yaml"} <= modules
    assert not among(modules, NEVER)


def test_pytest_pays_for_its_plugin_where_there_is_an_exercise_alone(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "other.yaml").write_text("title: A file of another tool\n")
    (tmp_path / "test_sample.py").write_text("def test_nothing(): pass\n")
    modules = loaded_by_pytest(tmp_path)
    assert {module for module in modules if module.startswith("graders")} == {"graders", "graders.plugin"}
    assert not among(modules, {"jinja2", "numpy", "yaml"})


def test_pytest_collects_exercises_without_what_grades_them(tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "ex2.yaml").write_bytes((ROOT / "exercises/ex2.yaml").read_bytes())
    modules = loaded_by_pytest(tmp_path)
    assert {"graders.authoring.items", "yaml"} <= modules
    assert not among(modules, {"graders.diagnose", "graders.sandbox", "jinja2"})


def loaded_by_pytest(folder: Path) -> set[str]:
    """Return the modules that pytest has when it has collected a folder with no plug-in but ours."""
    script = "import pytest, sys; status = pytest.main(); sys.stderr.write(chr(10).join(sys.modules)); sys.exit(status)"
    command = [sys.executable, "-c", script, "-p", "graders", "-p", "no:cacheprovider", "--collect-only"]
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return set(done.stderr.splitlines())


def test_the_probe_sees_what_is_imported_and_by_whom(tmp_path: Path) -> None:
    modules = loaded("-c", "import numpy.testing", cwd=tmp_path)
    assert among(modules, HEAVY) >= {"numpy", "numpy.testing", "unittest"}


def test_the_grader_imports_neither_submission_nor_reference(right: Path) -> None:
    assert not among(loaded(*GRADE, *COURSE, str(right), cwd=right.parent), {"submission", "ex2", "solutions"})


def test_the_probe_would_see_an_imported_submission(right: Path) -> None:
    assert "ex2" in loaded("-c", "import ex2", cwd=right.parent)


def test_a_submission_runs_in_a_process_that_is_not_the_graders(right: Path) -> None:
    right.write_text("import os\nraise RuntimeError(os.getpid())\n")
    record = right.parent / "record.json"
    command = [sys.executable, *GRADE, *COURSE, "--json", str(record), str(right)]
    with subprocess.Popen(command, cwd=right.parent, stdout=subprocess.DEVNULL) as grader:
        assert grader.wait() == 1
    checks = json.loads(record.read_text())["checks"]
    fault = next(check["fault"] for check in checks if check["fault"])
    assert fault["exception"] == "RuntimeError"
    assert int(fault["message"]) != grader.pid
