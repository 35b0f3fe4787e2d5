"""What is shipped, and that it grades wherever it is installed: no network, no root and no checkout at hand."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXERCISES = sorted(path.stem for path in (ROOT / "exercises").glob("ex*.yaml"))


def attempt(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command that finds no module by the environment of whoever runs the tests."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command that must succeed; return what it printed."""
    done = attempt(*command, cwd=cwd)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as a release builds it: from the source distribution, and that from the checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def contents(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A virtual environment without the project, which borrows what the project depends on from the running one."""
    folder = tmp_path / "environment"
    venv.create(folder, symlinks=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    borrowed = Path(sysconfig.get_path("purelib", vars=paths)) / "borrowed.pth"
    # What a .pth file names is searched, but .pth files in there, such as an editable install's, are not read.
    borrowed.write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder unrelated to the checkout, with a right submission for each shipped exercise."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for name in EXERCISES:
        (folder / f"{name}.py").write_bytes((ROOT / f"exercises/solutions/{name}.py").read_bytes())
    return folder


def install(environment: Path, *what: str | Path) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin/python"), "install"]
    run(*pip, "--quiet", "--no-deps", "--no-index", "--no-build-isolation", *what, cwd=environment)


def submissions() -> list[str]:
    return [f"{name}.py" for name in EXERCISES]


def pages(folder: Path) -> list[str]:
    return sorted(page.stem for page in (folder / "reports").glob("*.html"))


def test_the_course_is_not_empty() -> None:
    assert "ex2" in EXERCISES


def test_the_wheel_puts_nothing_but_the_package_into_site_packages(contents: set[str]) -> None:
    top = {name.partition("/")[0] for name in contents}
    assert {name for name in top if not name.endswith(".dist-info")} == {"graders"}


def test_the_wheel_has_every_module_exercise_and_template_and_nothing_else(contents: set[str]) -> None:
    listed = run("git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", cwd=ROOT).split("\0")
    shipped = {
        "graders/": "graders/",
        "exercises/": "graders/_data/exercises/",
        "templates/": "graders/_data/templates/",
    }
    expected = {
        place + name.removeprefix(folder)
        for name in listed
        for folder, place in shipped.items()
        if name.startswith(folder) and (ROOT / name).is_file()
    }
    assert "graders/_data/exercises/solutions/ex2.py" in expected
    assert {name for name in contents if name.startswith("graders/")} == expected


def test_an_installed_wheel_grades_the_shipped_exercises(wheel: Path, environment: Path, elsewhere: Path) -> None:
    install(environment, wheel)
    home = run(environment / "bin/python", "-c", "import graders; print(graders.__file__)", cwd=elsewhere)
    assert home.startswith(str(environment))
    run(environment / "bin/grade", *submissions(), cwd=elsewhere)
    assert pages(elsewhere) == EXERCISES


def test_an_installed_wheel_begins_a_course_and_tries_it_with_pytest(
    wheel: Path, environment: Path, elsewhere: Path
) -> None:
    install(environment, wheel)
    run(environment / "bin/grade", "new", "--course", "course", cwd=elsewhere)
    said = run(environment / "bin/python", "-m", "pytest", "-q", "exercises/", cwd=elsewhere / "course")
    assert "6 passed" in said
    assert not any(path.suffix == ".pyc" for path in (elsewhere / "course").rglob("*"))


def test_an_editable_install_grades_the_shipped_exercises(environment: Path, elsewhere: Path) -> None:
    install(environment, "--editable", ROOT)
    home = run(environment / "bin/python", "-c", "import graders; print(graders.__file__)", cwd=elsewhere)
    assert home.startswith(str(ROOT))
    run(environment / "bin/grade", *submissions(), cwd=elsewhere)
    assert pages(elsewhere) == EXERCISES


def test_a_bare_checkout_grades_the_shipped_exercises(environment: Path, elsewhere: Path) -> None:
    files = [elsewhere / name for name in submissions()]
    run(environment / "bin/python", "-m", "graders", "--reports", elsewhere / "reports", *files, cwd=ROOT)
    assert pages(elsewhere) == EXERCISES


def test_an_environment_without_the_project_cannot_grade(environment: Path, elsewhere: Path) -> None:
    done = attempt(environment / "bin/python", "-m", "graders", "--version", cwd=elsewhere)
    assert "No module named graders" in done.stderr
