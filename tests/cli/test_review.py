import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from graders.submissions.names import student_id
from tests.cli.books import book_in
from tests.cli.running import ROOT, Run
from tests.gradebook.entries import check, entry

TABLE = "reports/review.csv"


@pytest.fixture
def waiting(tmp_path: Path) -> None:
    """Leave a gradebook in which a check of ben's is undecided, and one of ada's and one of ben's are provisional."""
    sentence = check("explain", outcome="needs_review", sentence="It adds 3.")
    with book_in(tmp_path) as book:
        book.add([entry("ada", check("meaning", score=2.0, outcome="passed", sentence="=It adds 10."))])
        book.add([entry("ben", check("y_hat"), sentence, check("meaning", score=0.0, sentence="No."), source="y")])


def fill(path: Path, change: Callable[[dict[str, str]], object]) -> None:
    """Go through the rows of a table as a person does."""
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0])
    writer.writeheader()
    for row in rows:
        change(row)
        writer.writerow(row)
    path.write_text(text.getvalue(), encoding="utf-8")


def give(score: str, comment: str = "") -> Callable[[dict[str, str]], object]:
    """Return a change that gives points for the sentence of ben's that waits for them."""
    return lambda row: row["check"] == "explain" and row.update(score=score, comment=comment)


def stored(tmp_path: Path) -> list[tuple[str, str, float, str, str]]:
    with book_in(tmp_path) as book:
        reviews = [one.review for one in book.reviews()]
    return [(one.student, one.check, one.score, one.comment, one.reviewer) for one in reviews]


@pytest.mark.usefixtures("waiting")
def test_the_table_to_fill_has_what_students_wrote_and_the_next_step_is_told(grade: Run, tmp_path: Path) -> None:
    result = grade("review")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "3 checks to read in reports/review.csv: 1 undecided without a person, 0 with\n"
        "  points already.\n"
        "Fill in score and comment, then run\n"
        "  `grade review reports/review.csv --reviewer NAME`.\n"
    )
    rows = list(csv.DictReader(io.StringIO((tmp_path / TABLE).read_text(encoding="utf-8-sig"))))
    assert [(row["student"], row["check"], row["sentence"]) for row in rows] == [
        ("ada", "meaning", "'=It adds 10."),
        ("ben", "explain", "It adds 3."),
        ("ben", "meaning", "No."),
    ]


def test_a_gradebook_without_such_checks_makes_no_table(grade: Run, tmp_path: Path) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("ada")])
    result = grade("review")
    assert (result.returncode, result.stdout) == (0, "Nothing in the gradebook is for a person to read.\n")
    assert not (tmp_path / TABLE).exists()


@pytest.mark.usefixtures("waiting")
def test_points_are_stored_and_told_and_reading_them_again_changes_nothing(grade: Run, tmp_path: Path) -> None:
    grade("review", "--output", "to fill.csv")
    fill(tmp_path / "to fill.csv", give("1.5", "Which 3?"))
    result = grade("review", "to fill.csv", "--reviewer", "Grace\x1b")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "ex2 ben `explain`: 1.5 of 2 in place of 0 of 2",
        "1 review stored, 0 known from before.",
        "Run `grade DIR` to bring the reports up to date.",
    ]
    assert stored(tmp_path) == [("ben", "explain", 1.5, "Which 3?", r"Grace\x1b")]
    assert grade("review", "to fill.csv").stdout == "0 reviews stored, 1 known from before.\n"
    assert stored(tmp_path) == [("ben", "explain", 1.5, "Which 3?", r"Grace\x1b")]


@pytest.mark.usefixtures("waiting")
def test_points_for_an_earlier_submission_are_stored_and_said_to_be_so(grade: Run, tmp_path: Path) -> None:
    grade("review")
    fill(tmp_path / TABLE, give("2"))
    with book_in(tmp_path) as book:
        book.add([entry("ben", source="second")])
    assert grade("review", TABLE).stdout.splitlines()[0] == (
        "ex2 ben `explain`: 2 of 2 in place of 0 of 2, for an earlier submission"
    )


@pytest.mark.usefixtures("waiting")
def test_every_problem_is_told_with_its_line_and_then_nothing_is_stored(grade: Run, tmp_path: Path) -> None:
    grade("review")
    points = {("ada", "meaning"): "2", ("ben", "explain"): "3", ("ben", "meaning"): "lots"}
    fill(tmp_path / TABLE, lambda row: row.update(score=points[row["student"], row["check"]]))
    result = grade("review", TABLE)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines() == [
        "grade: reports/review.csv:3: score is '3', expected a number from 0 to 2",
        "grade: reports/review.csv:4: score is 'lots', expected a number from 0 to 2",
    ]
    assert stored(tmp_path) == []


@pytest.mark.usefixtures("waiting")
def test_a_table_is_written_anew_unless_that_would_lose_what_was_filled_in(grade: Run, tmp_path: Path) -> None:
    grade("review")
    assert grade("review").returncode == 0
    fill(tmp_path / TABLE, give("1.5"))
    filled = (tmp_path / TABLE).read_bytes()
    result = grade("review")
    assert (result.returncode, result.stdout) == (2, "")
    assert "reports/review.csv: is there already, with entries that were not read back" in result.stderr
    assert (tmp_path / TABLE).read_bytes() == filled
    grade("review", TABLE)
    result = grade("review")
    assert (result.returncode, "1 with points already" in " ".join(result.stdout.split())) == (0, True)
    assert ",1.5,," in (tmp_path / TABLE).read_text()


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize("change", [give("1.5", "x" * 3000), give("", "a comment alone"), give("99")])
def test_what_cannot_be_read_back_is_not_written_over_either(
    grade: Run, tmp_path: Path, change: Callable[[dict[str, str]], object]
) -> None:
    grade("review")
    fill(tmp_path / TABLE, change)
    filled = (tmp_path / TABLE).read_bytes()
    assert grade("review").returncode == 2
    assert (tmp_path / TABLE).read_bytes() == filled


@pytest.mark.usefixtures("waiting")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["absent.csv"], "absent.csv: the table cannot be read: No such file"),
        (["reports"], "reports: the table cannot be read: Is a directory"),
        (["--output", "reports"], "reports: the table cannot be written: Is a directory"),
        (["--output", "reports/gradebook.sqlite/x.csv"], "the table cannot be written: Not a directory"),
        (["--output", "reports/gradebook.sqlite"], "is there already"),
        (["x.csv", "--output", "y.csv"], "give one of them"),
        (["--reviewer", "Grace"], "--reviewer says who filled in FILE"),
    ],
)
def test_what_cannot_be_done_is_told_without_a_traceback(grade: Run, arguments: list[str], told: str) -> None:
    result = grade("review", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_nothing_hostile_reaches_the_terminal(grade: Run, tmp_path: Path) -> None:
    student = student_id("eve\x1b[2J\u202e")
    with book_in(tmp_path) as book:
        book.add([entry(student, check("explain", outcome="needs_review", sentence="x"))])
    grade("review")
    fill(tmp_path / TABLE, give("1"))
    result = grade("review", TABLE, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.stdout.startswith(r"ex2 eve\x1b[2J\u202e `explain`: 1 of 2")


def test_points_reach_the_reports_of_a_class_that_is_graded_again(grade: Run, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests" / "students" / "ben", tmp_path / "class" / "ben")
    again = "class", "--course", ROOT / "exercises"
    assert grade(*again).returncode == 0
    with Gradebook.open(tmp_path / "reports" / "gradebook.sqlite", clock=lambda: 0.0) as book:
        [score] = [one.last.summary.score for one in book.history("ben") if one.exercise == "ex2"]
    assert "1 still open" in (tmp_path / "reports" / "ben" / "ex2.html").read_text(encoding="utf-8")
    grade("review")
    words = "Say what the 10 is <b>called</b>."
    fill(tmp_path / TABLE, lambda row: row["check"] == "explain_10" and row.update(score="0.75", comment=words))
    assert grade("review", TABLE).returncode == 0
    assert grade(*again).returncode == 0
    [row] = csv.DictReader(io.StringIO((tmp_path / "reports" / "grades.csv").read_text(encoding="utf-8-sig")))
    assert float(row["ex2"]) == score + 0.75
    page = (tmp_path / "reports" / "ben" / "ex2.html").read_text(encoding="utf-8")
    assert "0.75 of 1 point" in page
    assert "A person has read this. Say what the 10 is &lt;b&gt;called&lt;/b&gt;." in page
    assert "still open" not in page
