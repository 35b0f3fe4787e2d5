import csv
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.gradebook.record import CheckRecord
from graders.gradebook.review import Place, Question, Review, Reviewed
from graders.gradebook.sheet import COLUMNS, read, written
from graders.result import Outcome
from tests.gradebook.entries import check, entry

Row = dict[str, str]


def question(
    student: str = "ada", name: str = "explain", *, sentence: str = "It adds 3.", digest: str = "d1"
) -> Question:
    asked = CheckRecord(
        id=name,
        title="says what the 3 means",
        outcome=Outcome.NEEDS_REVIEW,
        score=0.0,
        max_score=1.5,
        message="A person needs to read this.",
        provisional=True,
        sentence=sentence,
    )
    return Question(student=student, exercise="ex2", digest=digest, check=asked, present=True)


def reviewed(one: Question, score: float = 1.0, *, comment: str = "", stale: bool = False) -> Reviewed:
    review = Review(
        student=one.student,
        exercise=one.exercise,
        check=one.check.id,
        digest=one.digest,
        score=score,
        comment=comment,
        reviewer="Grace",
    )
    return Reviewed(review=review, reviewed_at=1.0, stale=stale)


def known(*questions: Question) -> dict[Place, Question]:
    return {one.place: one for one in questions}


def rows(table: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"), newline="")))


def filled(table: bytes, fill: Callable[[Row], object], *, delimiter: str = ",") -> bytes:
    """Return a table after a person, or a spreadsheet, has gone through its rows with ``fill``."""
    text, found = io.StringIO(), rows(table)
    writer = csv.DictWriter(text, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    for row in found:
        fill(row)
        writer.writerow(row)
    return text.getvalue().encode()


def problems(table: bytes, *questions: Question) -> list[str]:
    with pytest.raises(GradersError) as caught:
        read(table, file="review.csv", known=known(*(questions or [question()])), reviewer="Grace")
    return str(caught.value).split("\n")


def test_a_table_shows_what_there_is_to_read_and_leaves_room_for_points() -> None:
    [row] = rows(written([question()], []))
    assert row == {
        "student": "ada",
        "exercise": "ex2",
        "check": "explain",
        "title": "says what the 3 means",
        "sentence": "It adds 3.",
        "message": "A person needs to read this.",
        "automatic_score": "0",
        "max_score": "1.5",
        "score": "",
        "comment": "",
        "note": "",
        "digest": "d1",
    }


def test_what_is_filled_in_comes_back_and_what_is_left_is_left_for_later() -> None:
    questions = [question("ada"), question("ben")]
    table = filled(
        written(questions, []), lambda row: row["student"] == "ben" and row.update(score="1.25", comment="Good.")
    )
    [one] = read(table, file="review.csv", known=known(*questions), reviewer="Grace")
    assert one == reviewed(question("ben"), 1.25, comment="Good.").review


def test_points_given_before_stand_in_the_table_and_come_back(book: Gradebook) -> None:
    book.add([entry("ada", check("explain", outcome="needs_review", sentence="x"))])
    [asked] = book.questions()
    book.add_reviews([reviewed(asked, 1.0, comment="Good,\nand short.").review])
    table = written(book.questions(), book.reviews())
    assert [(row["score"], row["comment"]) for row in rows(table)] == [("1", "Good,\nand short.")]
    before = book.reviews()
    book.add_reviews(read(table, file="review.csv", known=known(*book.questions()), reviewer="Alan"))
    assert book.reviews() == before


def test_points_for_an_earlier_submission_are_noted_and_not_filled_in() -> None:
    old, new = question(digest="d1"), question(digest="d2")
    [row] = rows(written([new], [reviewed(old, 0.5, stale=True)]))
    assert (row["score"], row["note"]) == ("", "an earlier submission was given 0.5")


def test_a_table_written_before_a_new_submission_can_still_be_read(book: Gradebook) -> None:
    waiting = check("explain", outcome="needs_review", sentence="x")
    book.add([entry("ada", waiting, source="first")])
    table = filled(written(book.questions(), []), lambda row: row.update(score="2"))
    book.add([entry("ada", waiting, source="second")])
    book.add_reviews(read(table, file="review.csv", known=known(*book.questions()), reviewer="Grace"))
    assert [(one.review.score, one.stale) for one in book.reviews()] == [(2.0, True)]


HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\uff1d1+1",
    "bob;=cmd()",
    "'",
    "'=1",
    "''",
    "a,b",
    'a"b',
    "a\nb",
    "\x1b[2J",
    "\udcff",
    ";",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_starts_no_formula_and_survives_the_way_there_and_back(text: str) -> None:
    asked = question(student=text, sentence="=HYPERLINK()")
    table = written([asked], [reviewed(asked, comment="=1+1")])
    cells = [cell for row in rows(table) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\uff1d", "\t", "\r", "\n"))]
    assert ";=" not in table.decode()
    assert "\x1b" not in table.decode()
    [back] = read(table, file="review.csv", known=known(asked), reviewer="Grace")
    assert (back.student, back.comment) == (text, "=1+1")


@given(st.text(st.characters(exclude_categories=())), st.text(st.characters(codec="utf-8")))
def test_every_student_and_every_sentence_survive(student: str, sentence: str) -> None:
    asked = question(student=student, sentence=sentence.replace("\x00", ""))
    table = written([asked], [reviewed(asked)])
    assert [one.student for one in read(table, file="f", known=known(asked), reviewer="")] == [student]


def test_a_spreadsheet_may_change_separator_decimal_point_line_ends_and_the_order_of_columns() -> None:
    table = b"score;digest;check;exercise;student;comment;mine\r\n0,5;d1;explain;ex2;ada;;x\r\n;;;;;;\r\n"
    [one] = read(table, file="review.csv", known=known(question()), reviewer="Grace")
    assert one.score == 0.5


def test_a_comment_is_made_safe_to_show() -> None:
    table = filled(written([question()], []), lambda row: row.update(score="1", comment=" \x1b[2Jwell\u202e\r\ndone "))
    [one] = read(table, file="review.csv", known=known(question()), reviewer="G\x1b")
    assert (one.comment, one.reviewer) == ("\\x1b[2Jwell\\u202e\ndone", "G\\x1b")


def test_every_problem_is_told_at_once_with_its_line() -> None:
    questions = [question(name) for name in ("007", "ben", "cleo", "dora", "emil", "finn")]
    changes = {
        "007": {"student": "7", "score": "1"},
        "ben": {"score": "two"},
        "cleo": {"score": "2", "comment": "a\nb"},
        "dora": {"comment": "no points"},
        "emil": {"check": "explian", "score": "1"},
        "finn": {"digest": "d9", "score": "1"},
    }
    table = filled(written(questions, []), lambda row: row.update(changes[row["student"]]))
    assert problems(table, *questions) == [
        "review.csv:2: student '7' is not waiting for a person; did you mean '007'?",
        "review.csv:3: score is 'two', expected a number from 0 to 1.5",
        "review.csv:4: score is '2', expected a number from 0 to 1.5",
        "review.csv:6: score is '', expected a number from 0 to 1.5",
        "review.csv:7: check 'explian' is not waiting for a person; did you mean 'explain'?",
        "review.csv:8: digest 'd9' is not waiting for a person; did you mean 'd1'?",
    ]


@pytest.mark.parametrize("points", ["nan", "inf", "1e0", "0x1", "1_0", "+1", "1 0", "1.", "٣", "9" * 400])
def test_only_plain_numbers_are_points(points: str) -> None:
    table = filled(written([question()], []), lambda row: row.update(score=points))
    [problem] = problems(table)
    assert "expected a number from 0 to 1.5" in problem


def test_a_check_that_is_told_twice_is_a_problem_at_the_second_line() -> None:
    table = filled(written([question(), question()], []), lambda row: row.update(score="1"))
    assert problems(table) == ["review.csv:3: tells of the same check as a line before; keep one of them"]


@pytest.mark.parametrize(
    ("points", "comment"), [("0.00001", ""), ("0.000000001", ""), ("1.333333333", ""), ("1", "\u2764\ufe0f" * 800)]
)
def test_what_was_filled_in_can_be_written_and_read_again(points: str, comment: str) -> None:
    asked = question()
    table = filled(written([asked], []), lambda row: row.update(score=points, comment=comment))
    first = read(table, file="f", known=known(asked), reviewer="Grace")
    again = written([asked], [Reviewed(review, reviewed_at=1.0, stale=False) for review in first])
    assert [(row["score"], row["comment"]) for row in rows(again)] == [(points, comment)]
    assert read(again, file="f", known=known(asked), reviewer="Grace") == first


def test_a_comment_counts_as_it_is_shown() -> None:
    table = filled(written([question()], []), lambda row: row.update(score="1", comment="\u202e" * 800))
    assert problems(table) == ["review.csv:2: comment has 4800 characters, expected at most 2000"]


def test_a_comment_that_is_too_long_is_a_problem_and_not_cut() -> None:
    table = filled(written([question()], []), lambda row: row.update(score="1", comment="x" * 2001))
    assert problems(table) == ["review.csv:2: comment has 2001 characters, expected at most 2000"]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", ":1: expected the columns student, exercise, check, digest, score, comment once each"),
        (b"student,score,score\n", ":1: expected the columns"),
        (b"student,exercise,check,digest,score,comment\nada,ex2,explain,d1,1\n", ":2: has more or fewer cells"),
        (b"student,exercise,check,digest,score,comment\nada,ex2,explain,d1,1,a,b\n", ":2: has more or fewer cells"),
        (b"student,exercise,check,digest,score,comment\nada,ex2,explain,d1,1,\xff\n", ":2: is not UTF-8"),
        (b'student,exercise,check,digest,score,comment\nada,ex2,explain,d1,1,"a\n', ":2: is not CSV"),
        (b"student,exercise,check,digest,score,comment\n" + b"x" * 200_000, ":2: is not CSV: field larger"),
    ],
)
def test_a_file_that_is_no_such_table_is_told_with_its_line(table: bytes, said: str) -> None:
    [problem] = problems(table)
    assert problem.startswith(f"review.csv{said}")


def test_a_hostile_cell_is_shown_spelt_out() -> None:
    table = filled(written([question()], []), lambda row: row.update(student="\x1b[2J", score="\x1b"))
    assert problems(table) == [
        r"review.csv:2: student '\x1b[2J' is not waiting for a person; score is '\x1b', expected a number such as 1.5"
    ]
