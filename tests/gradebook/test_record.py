import json

from graders.gradebook.record import anonymous, checks, made_out
from graders.reporting.record import record as written
from graders.result import CheckResult, Graded, Outcome
from tests.gradebook.entries import check, record


def graded(student: str | None, submission: str) -> Graded:
    one = CheckResult(id="y_hat", title="`y_hat`", outcome=Outcome.WRONG, score=0.5, max_score=2.0, message="Not yet.")
    return Graded(
        exercise="ex2", title="T", submission=submission, student=student, level="confined", seed=3, checks=(one,)
    )


def test_a_record_without_names_is_the_same_whoever_handed_the_bytes_in() -> None:
    ada, ben = (written(graded(name, f"{name}/ex2.py")) for name in ("ada", "ben"))
    assert ada != ben
    assert anonymous(ada) == anonymous(ben)
    assert "ada" not in anonymous(ada)


def test_a_record_made_out_to_a_student_has_the_very_bytes_that_grading_wrote() -> None:
    original = written(graded("ada", "ada/ex2.py"))
    assert made_out(anonymous(original), student="ada", submission="ada/ex2.py") == original


def test_a_name_that_is_no_text_for_a_file_still_makes_a_line_of_ascii() -> None:
    line = made_out(record(), student="\udcff\n=1", submission="x")
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line)["student"] == "\udcff\n=1"


def test_checks_are_read_as_grading_wrote_them() -> None:
    [(name, one)] = checks(written(graded("ada", "x"))).items()
    assert (name, one.outcome, one.score, one.max_score, one.message) == ("y_hat", Outcome.WRONG, 0.5, 2.0, "Not yet.")
    assert not one.provisional


def test_checks_keep_the_order_of_the_record_and_carry_what_the_student_wrote() -> None:
    found = checks(record(check("b"), check("a", sentence="It adds 3 per hour.")))
    assert [(one.id, one.sentence) for one in found.values()] == [("b", ""), ("a", "It adds 3 per hour.")]
