import json
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.cli.running import Run


@pytest.fixture
def course(grade: Run, tmp_path: Path) -> Path:
    """A new course, as the command writes it."""
    result = grade("new", "--course", "course")
    assert (result.returncode, result.stderr) == (0, "")
    return tmp_path / "course"


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def tried_by_pytest(folder: Path) -> dict[str, str]:
    """Return what becomes of each item in ``exercises/`` of a course."""
    options = ["-W", "error", "-p", "no:randomly", "-p", "no:cacheprovider", "-v", "exercises/"]
    command = [sys.executable, "-m", "pytest", *options]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line.split() for line in done.stdout.splitlines() if "::" in line]
    return {words[0]: words[1] for words in lines if words[1] in {"PASSED", "FAILED"}}


def test_a_new_course_tells_what_it_wrote_and_what_to_type_next(grade: Run, tmp_path: Path) -> None:
    result = grade("new", "--course", "my course")
    written = {line.removeprefix("wrote ") for line in result.stdout.splitlines() if line.startswith("wrote ")}
    assert written == files(tmp_path) != set()
    assert "`cd 'my course'`" in result.stdout
    assert "grade check" in result.stdout


def test_a_course_may_be_begun_here(grade: Run, tmp_path: Path) -> None:
    result = grade("new", "--course", ".")
    assert (tmp_path / "exercises/ex1.yaml").is_file()
    assert "Try it: `grade check` and" in result.stdout


def test_the_exercise_of_a_new_course_works_as_it_stands(grade: Run, course: Path) -> None:
    exercises = course / "exercises"
    reference = json.loads(
        grade("--course", exercises, exercises / "solutions" / "ex1.py", "--json", "-", "--require", "process").stdout
    )
    starter = grade(exercises / "ex1.py", "--json", "-")
    assert reference["score"] == reference["max_score"] > 0
    assert (starter.returncode, json.loads(starter.stdout)["score"]) == (1, 0)
    assert "grader_failed" not in starter.stdout


def test_pytest_tries_each_part_of_a_new_course(course: Path) -> None:
    items = tried_by_pytest(course)
    assert set(items.values()) == {"PASSED"}
    kinds = {item.partition("::")[2].partition(":")[0] for item in items}
    assert kinds == {"fahrenheit", "arrays", "boiling", "starter", "misconception"}


def test_a_new_course_and_another_exercise_in_it_have_nothing_to_mend(grade: Run, course: Path) -> None:
    assert grade("new", "ex7", "--course", course / "exercises").returncode == 0
    result = grade("check", "--course", course / "exercises")
    assert (result.returncode, result.stdout) == (0, "All 2 exercises pass\n")


@pytest.mark.parametrize("given", ["course", "course/exercises"])
def test_every_command_takes_the_folder_of_a_course_or_that_of_its_exercises(
    grade: Run, course: Path, given: str
) -> None:
    reference = course / "exercises/solutions/ex1.py"
    submission = course.parent / "class/ada/ex1.py"
    submission.parent.mkdir(parents=True)
    submission.write_bytes(reference.read_bytes())
    checked = grade("check", "--course", given)
    assert (checked.returncode, checked.stdout) == (0, "The exercise passes\n")
    assert grade("check", "ex1", "--course", given).returncode == 0
    assert grade("--course", given, reference).returncode == 0
    assert "ex1" in grade("--course", given).stdout
    graded = grade("class", "--course", given, "--require", "process", "--jobs", "1")
    assert (graded.returncode, graded.stderr) == (0, "")
    refused = grade(given, "--course", given)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{given}: this folder is the course" in refused.stderr


@pytest.mark.parametrize("seed", range(3))
def test_a_new_exercise_holds_whatever_is_drawn(grade: Run, course: Path, seed: int) -> None:
    reference = course / "exercises/solutions/ex1.py"
    assert grade("--course", course / "exercises", reference, "--seed", seed).returncode == 0


def test_a_class_is_graded_in_a_new_course(grade: Run, course: Path) -> None:
    submission = course / "submissions" / "ada" / "ex1.py"
    submission.parent.mkdir(parents=True)
    submission.write_bytes((course / "exercises/solutions/ex1.py").read_bytes())
    result = grade(course / "submissions", "--course", course / "exercises", "--require", "process", "--jobs", "1")
    assert (result.returncode, result.stderr) == (0, "")


def test_the_files_of_a_new_course_are_what_their_readers_take(course: Path) -> None:
    workflow = yaml.safe_load((course / ".github/workflows/course.yaml").read_text())
    steps = [step["run"] for step in workflow["jobs"]["exercises"]["steps"] if "run" in step]
    assert steps[1:] == ["grade check --format github", "pytest exercises/"]
    [hook] = yaml.safe_load((course / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    assert (hook["entry"], hook["language"]) == ("grade check", "system")
    assert all(name in (course / "README.md").read_text() for name in ("exercises/ex1.py", "reports/ex1.html"))


def test_what_grading_writes_is_not_for_git(grade: Run, course: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(course)], check=True)
    grade(course / "exercises/ex1.py", "--reports", course / "reports")
    command = ["git", "ls-files", "--others", "--exclude-standard"]
    seen = subprocess.run(command, cwd=course, capture_output=True, text=True, check=True).stdout.splitlines()
    assert "exercises/ex1.py" in seen
    assert (course / "reports/ex1.html").is_file()
    assert not [name for name in seen if name.startswith("reports/")]


def test_an_exercise_is_begun_in_the_folder_exercises_here(grade: Run, tmp_path: Path) -> None:
    (tmp_path / "exercises").mkdir()
    result = grade("new", "ex7")
    assert result.returncode == 0
    assert "run `grade check ex7`" in " ".join(result.stdout.split())
    assert files(tmp_path) == {"exercises/ex7.yaml", "exercises/ex7.py", "exercises/solutions/ex7.py"}
    assert set(tried_by_pytest(tmp_path).values()) == {"PASSED"}


@pytest.mark.parametrize("mark", ["solutions", "course.yaml"])
def test_an_exercise_is_begun_here_when_this_is_the_folder_of_exercises(grade: Run, tmp_path: Path, mark: str) -> None:
    (tmp_path / mark).mkdir()
    if mark == "course.yaml":
        (tmp_path / mark).rmdir()
        (tmp_path / mark).write_text("title: T\n")
    assert grade("new", "ex7").returncode == 0
    assert "ex7.yaml" in files(tmp_path)


@pytest.mark.parametrize("given", ["course", "course/exercises"])
def test_an_exercise_is_added_to_a_course_that_is_named(grade: Run, course: Path, given: str) -> None:
    before = files(course)
    result = grade("new", "ex7", "--course", given)
    assert "run `grade check ex7 --course course/exercises`" in " ".join(result.stdout.split())
    assert files(course) - before == {"exercises/ex7.yaml", "exercises/ex7.py", "exercises/solutions/ex7.py"}


@pytest.mark.parametrize("arguments", [["ex7"], ["ex7", "--course", "nowhere"]])
def test_an_exercise_without_a_course_is_refused(grade: Run, tmp_path: Path, arguments: list[str]) -> None:
    result = grade("new", *arguments)
    assert result.returncode == 2
    assert "there is no course here" in result.stderr
    assert files(tmp_path) == set()


def test_a_command_without_anything_to_begin_is_bad_usage(grade: Run) -> None:
    result = grade("new")
    assert result.returncode == 2
    assert "grade new: error: give the NAME of an exercise" in result.stderr


def test_nothing_that_is_there_is_written_over(grade: Run, course: Path) -> None:
    spec = course / "exercises" / "ex1.yaml"
    spec.write_text("mine")
    before = files(course)
    for arguments in (["new", "--course", "course"], ["new", "ex1", "--course", "course"]):
        result = grade(*arguments)
        assert result.returncode == 2
        assert "exercises/ex1.yaml" in result.stderr
    assert files(course) == before
    assert spec.read_text() == "mine"


def test_a_bad_name_is_told_in_one_line(grade: Run, course: Path) -> None:
    result = grade("new", "../\x1b[2Jx", "--course", course)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr
