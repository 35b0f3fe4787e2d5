"""Data of an exercise: what lies beside its YAML and its reference names is the same for everybody."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.errors import GradersError, SpecError
from graders.grading.course import Course
from graders.grading.session import Session
from graders.grading.versions import digest
from graders.result import Graded, Outcome
from graders.sandbox.runner import Sandbox
from graders.submissions.beside import MAX_FILES
from graders.submissions.regular import MAX_FILE
from tests.compare.test_wording import faults

SPEC = "title: T\ntask: T\nchecks:\n- {id: total, variable: total, asks: the sum, points: 1}\n"
SOURCE = "total = sum(map(float, open('signal.csv')))\n"
OWN = "`signal.csv` beside this file differs from that of the exercise, which was used in its place."

Hand = Callable[..., Graded]


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose reference reads a file that lies beside the YAML only."""
    folder = tmp_path / "course"
    (folder / "solutions").mkdir(parents=True)
    (folder / "ex.yaml").write_text(SPEC)
    (folder / "solutions" / "ex.py").write_text(SOURCE)
    (folder / "signal.csv").write_text("1\n2\n")
    return folder


@pytest.fixture
def hand_in(course: Path, tmp_path: Path, sandbox: Sandbox) -> Hand:
    """Return a function that grades a source, in a folder with files of these names."""

    def run(source: str = SOURCE, **files: str) -> Graded:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        (home / "ex.py").write_text(source)
        for name, text in files.items():
            (home / name.replace("__", ".")).write_text(text)
        return Session(sandbox, course=course, seed=0).grade(home / "ex.py")[0]

    return run


def test_what_the_reference_names_is_offered_to_it_and_to_whoever_names_it(hand_in: Hand) -> None:
    result = hand_in()
    assert (result.outcome, result.notes) == (Outcome.PASSED, ())


def test_a_file_that_a_module_names_is_offered_as_well(hand_in: Hand) -> None:
    assert hand_in("from mine import total\n", mine__py=SOURCE).outcome is Outcome.PASSED


def test_what_a_module_of_the_reference_names_is_data(hand_in: Hand, course: Path) -> None:
    (course / "solutions" / "ex.py").write_text("from signals import total\n")
    (course / "solutions" / "signals.py").write_text(SOURCE)
    assert hand_in().outcome is Outcome.PASSED


def test_a_copy_with_the_same_bytes_needs_no_word(hand_in: Hand) -> None:
    assert hand_in(signal__csv="1\n2\n").notes == ()


def test_a_changed_copy_costs_nothing_and_is_told(hand_in: Hand) -> None:
    result = hand_in(signal__csv="100\n")
    assert (result.outcome, result.notes) == (Outcome.PASSED, (OWN,))
    assert faults(OWN) == []


def test_whatever_has_the_name_beside_a_submission_is_passed_over(hand_in: Hand, tmp_path: Path) -> None:
    own = tmp_path / "home" / "signal.csv"
    own.mkdir(parents=True)
    assert hand_in().outcome is Outcome.PASSED
    own.rmdir()
    own.symlink_to("/etc/passwd")
    assert hand_in().outcome is Outcome.PASSED
    own.unlink()
    os.mkfifo(own)
    assert hand_in().outcome is Outcome.PASSED


def test_no_answer_is_data(hand_in: Hand, course: Path) -> None:
    """What lies in ``solutions/``, what the reference does not name, Python, YAML and hidden files stay away."""
    (course / "solutions" / "ex.py").write_text(SOURCE + "# answers.csv .marks.csv marks.yaml marks.yml marks\n")
    for name in ("answers.csv", "marks.py"):
        (course / "solutions" / name).write_text("3")
    for name in (".marks.csv", "marks.yaml", "marks.yml", "marks.py", "other.csv"):
        (course / name).write_text("3")
    assert set(Course(course).solution("ex").data) == {"signal.csv"}
    source = (
        "import os\n# answers.csv .marks.csv marks.yaml marks.yml marks other.csv signal.csv\n"
        "total = 3 if os.listdir('.') == ['signal.csv'] else 0\n"
    )
    assert hand_in(source).outcome is Outcome.PASSED


def test_a_submission_that_names_no_data_is_offered_none(hand_in: Hand) -> None:
    assert hand_in("import glob\ntotal = 3 if not glob.glob('*') else 0\n").outcome is Outcome.PASSED


def test_the_reference_reads_the_same_bytes_as_everybody(hand_in: Hand, course: Path) -> None:
    (course / "solutions" / "signal.csv").write_text("100\n")
    assert hand_in("total = 3\n").outcome is Outcome.PASSED


@pytest.mark.parametrize("what", ["link", "pipe", "folder", "large"])
def test_what_is_not_offered_beside_a_submission_is_no_data_either(hand_in: Hand, course: Path, what: str) -> None:
    data = course / "signal.csv"
    data.rename(course / "kept.csv")
    if what == "link":
        data.symlink_to(course / "kept.csv")
    elif what == "pipe":
        os.mkfifo(data)
    elif what == "folder":
        data.mkdir()
    else:
        data.write_bytes(b"1\n" * MAX_FILE)
    assert Course(course).solution("ex").data == {}
    with pytest.raises(SpecError, match="FileNotFoundError"):
        hand_in()


def test_the_number_of_files_is_bounded(course: Path) -> None:
    names = [f"data{number}.csv" for number in range(MAX_FILES + 8)]
    for name in names:
        (course / name).touch()
    (course / "solutions" / "ex.py").write_text(f"# {names}\ntotal = 0\n")
    assert len(Course(course).solution("ex").data) == MAX_FILES


def test_the_digest_of_an_exercise_depends_on_its_data(course: Path) -> None:
    before = digest(Course(course), "ex")
    (course / "signal.csv").write_text("1\n2\n\n")
    changed = digest(Course(course), "ex")
    (course / "signal.csv").write_text("1\n2\n")
    assert before == digest(Course(course), "ex") != changed


def test_the_digest_depends_on_who_may_read_a_file(course: Path) -> None:
    shared = digest(Course(course), "ex")
    (course / "signal.csv").rename(course / "solutions" / "signal.csv")
    assert digest(Course(course), "ex") != shared


def test_an_exercise_without_a_reference_has_no_data_to_ask_for(course: Path) -> None:
    (course / "solutions" / "ex.py").unlink()
    with pytest.raises(GradersError, match="No such file"):
        Course(course).solution("ex")


PATHS = [
    "data/signal.csv",
    "../signal.csv",
    "C:/Users/Eve/Desktop/signal.csv",
    "C:\\Users\\Eve\\signal.csv",
    "/signal.csv",
]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("call", ["open({!r})", "np.loadtxt({!r})", "np.load({!r})"])
@pytest.mark.parametrize("indent", ["x = ", "def total(): return "])
def test_a_path_to_data_is_answered_with_its_name(
    hand_in: Hand, course: Path, path: str, call: str, indent: str
) -> None:
    (course / "ex.yaml").write_text(SPEC.replace("variable: total", "function: total").replace("1}", "1, cases: [[]]}"))
    (course / "solutions" / "ex.py").write_text("def total(): return sum(map(float, open('signal.csv')))\n")
    first = hand_in(f"import numpy as np\n{indent}{call.format(path)}\n").checks[0]
    assert first.outcome is Outcome.RAISED
    assert first.next_step == "Write the name alone: `signal.csv`."
    assert faults(first.next_step) == []


def test_a_path_to_ones_own_file_is_answered_with_its_name(hand_in: Hand) -> None:
    step = hand_in("open('data/mine.csv')\n", mine__csv="1").checks[0].next_step
    assert step.startswith("Write the name alone: `mine.csv`.")


@pytest.mark.parametrize("path", ["Signal.csv", "data/SIGNAL.CSV"])
@pytest.mark.parametrize("call", ["open({!r})", "np.loadtxt({!r})", "np.load({!r})"])
def test_a_name_with_other_letters_large_is_answered_with_that_of_the_file(hand_in: Hand, path: str, call: str) -> None:
    first = hand_in(f"import numpy as np\n{call.format(path)}\n").checks[0]
    assert first.next_step == "The file is called `signal.csv`; upper and lower case count."
    assert faults(first.next_step) == []


def test_a_name_with_other_letters_large_is_answered_in_the_note_on_a_file_that_stopped_last(hand_in: Hand) -> None:
    result = hand_in(f"{SOURCE}open('Signal.csv')\n")
    assert result.outcome is Outcome.PASSED
    assert result.notes[0].endswith("The file is called `signal.csv`; upper and lower case count.")


def test_a_name_that_is_not_written_in_one_piece_is_told_as_before(hand_in: Hand) -> None:
    assert hand_in("open('sig' + 'nal.csv')\n").checks[0].next_step.endswith("only if the code names them.")


@pytest.mark.parametrize("path", ["nothing.csv", "data/nothing.csv", "data/signal.csv/nothing.csv", "signal.csv.bak"])
def test_a_file_that_is_not_there_by_any_name_is_told_as_before(hand_in: Hand, path: str) -> None:
    step = hand_in(f"open({path!r})\n").checks[0].next_step
    assert step == "Only files beside the submission can be read, and only if the code names them."
