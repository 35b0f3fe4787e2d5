"""An exercise that reads a file, through every command."""

from pathlib import Path

import pytest

from tests.authoring.sample import REFERENCE, STARTER, write_course
from tests.cli.pupils import records, written
from tests.cli.running import Run

READS = "\n\nscores = np.loadtxt('line.csv', delimiter=',')\n"
CHECK = """\
  - id: scores
    variable: scores
    asks: "`scores` holds what stands in `line.csv`"
    points: 2
    hints:
      - Look for a function of NumPy that reads text.
      - Name the file in quotation marks.
      - "`np.____('line.csv', delimiter=____)`"
"""
DOUBLED = """\
  - id: doubled
    of: scores
    instead: 2 * np.loadtxt('line.csv', delimiter=',')
    says: The values were doubled.
"""
RIGHT = REFERENCE + READS
WRONG = RIGHT + "scores = 2 * scores\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with an exercise whose data lie beside its YAML, and are called like it."""
    folder = write_course(tmp_path / "exercises")
    spec = (folder / "line.yaml").read_text(encoding="utf-8")
    spec = spec.replace("and `b = 10`.", "and `b = 10`.\n  Read `line.csv` into `scores`.")
    spec = spec.replace("misconceptions:", f"{CHECK}misconceptions:")
    spec += DOUBLED
    (folder / "line.yaml").write_text(spec, encoding="utf-8")
    (folder / "line.py").write_text(f"{STARTER}scores = ...\n", encoding="utf-8")
    (folder / "solutions" / "line.py").write_text(RIGHT, encoding="utf-8")
    (folder / "line.csv").write_text("1,2,4\n", encoding="utf-8")
    return folder


def lay(root: Path, **texts: str) -> Path:
    """Write files, whose paths have ``__`` for a slash and ``_0`` for the dot of ``.csv``."""
    for name, text in texts.items():
        path = root / name.replace("__", "/").replace("_0", ".csv")
        path = path if path.suffix else path.with_suffix(".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.mark.usefixtures("course")
def test_every_layout_of_a_class_is_offered_the_data(grade: Run, tmp_path: Path) -> None:
    home = lay(tmp_path / "class", ada__line=RIGHT, line_ben=RIGHT, line__cleo=RIGHT, dan__line=WRONG)
    lay(home, ada__line_0="1,2,4\n", dan__line_0="9,9,9\n")
    result = grade(home, "--jobs", 2)
    assert (result.returncode, result.stderr) == (0, "")
    assert "left over" not in result.stdout
    found = {student: (one["score"], len(one["notes"])) for student, one in records(tmp_path / "reports").items()}
    assert found == {"ada": (6, 0), "ben": (6, 0), "cleo": (6, 0), "dan": (4, 1)}
    note = "<code>line.csv</code> beside this file differs from that of the exercise"
    assert [page for page, text in written(tmp_path / "reports").items() if note in text.decode()] == ["dan/line.html"]


def test_a_second_run_grades_again_what_the_data_of_have_changed(grade: Run, course: Path, tmp_path: Path) -> None:
    home = lay(tmp_path / "class", ada__line=RIGHT, line_ben=f"{REFERENCE}scores = [1, 2, 4]\n")
    assert grade(home).stdout.startswith("2 submissions: 2 graded now")
    assert grade(home).stdout.startswith("2 submissions: 0 graded now")
    (course / "line.csv").write_text("1,2,5\n", encoding="utf-8")
    assert grade(home).stdout.startswith("2 submissions: 2 graded now")
    assert {student: one["score"] for student, one in records(tmp_path / "reports").items()} == {"ada": 6, "ben": 4}


def test_a_file_of_ones_own_is_graded_with_the_data_of_its_course(grade: Run, course: Path, tmp_path: Path) -> None:
    lay(tmp_path / "elsewhere", line=RIGHT, line_0="9,9,9\n")
    for file in ("elsewhere/line.py", course / "solutions" / "line.py"):
        assert grade("--course", "exercises", file).returncode == 0
    card = grade("--course", "exercises", "elsewhere/line.py").stdout
    assert "differs from that of the exercise" in " ".join(card.split())


def test_the_progress_through_a_course_counts_with_its_data(grade: Run, course: Path) -> None:
    (course / "line.py").write_text(RIGHT, encoding="utf-8")
    result = grade()
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.usefixtures("course")
def test_an_exercise_with_data_has_nothing_to_mend(grade: Run) -> None:
    assert grade("check").stdout == "The exercise passes\n"


@pytest.mark.usefixtures("course")
def test_pytest_tries_an_exercise_with_its_data(pytester: pytest.Pytester, tmp_path: Path) -> None:
    (tmp_path / "exercises").rename(pytester.path / "exercises")
    pytester.runpytest_subprocess("-p", "no:randomly", "exercises/").assert_outcomes(passed=6)
