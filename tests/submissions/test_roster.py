import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.errors import SpecError
from graders.submissions.cells import read_cells
from graders.submissions.roster import Roster, Student, parse_roster, read_roster

PLAIN = 'student,name,email,group\nada,Ada Lovelace,ada@example.org,B\nben,"Okri, Ben",ben@example.org,A\n'
STUDENTS = Roster(
    (
        Student(id="ada", name="Ada Lovelace"),
        Student(id="ben", name="Okri, Ben"),
    )
)


def problems(text: str) -> list[str]:
    with pytest.raises(SpecError) as raised:
        parse_roster(text.encode(), "roster.csv")
    return [str(problem).removeprefix("roster.csv:") for problem in raised.value.problems]


@pytest.mark.parametrize(
    "contents",
    [
        PLAIN.encode(),
        codecs.BOM_UTF8 + PLAIN.encode(),
        PLAIN.replace("\n", "\r\n").encode(),
        PLAIN.replace("\n", "\r").encode(),
        PLAIN.removesuffix("\n").encode(),
        PLAIN.replace("Okri, ", "Okri; ").replace(",", ";").replace("Okri; ", "Okri, ").encode(),
        PLAIN.replace("ada,", '" ada ",').replace("student", "STUDENT").encode(),
        PLAIN.replace("\n", "\n\n,,,\n").encode(),
    ],
    ids=["plain", "BOM", "CRLF", "CR", "no last line end", "semicolons", "quotes and blanks", "empty lines"],
)
def test_a_roster_is_read_however_a_spreadsheet_wrote_it(contents: bytes, tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes(contents)
    assert read_roster(tmp_path / "roster.csv") == STUDENTS


def test_the_column_student_is_all_that_is_needed() -> None:
    assert parse_roster(b"student\nada\n", "roster.csv").students == (Student(id="ada", name=""),)


def test_every_problem_is_told_at_once_with_the_place_of_its_cell() -> None:
    text = 'name,student\nAda,ada\n"Ben\nOkri",\nCleo\nDan,dan,7\nAda,ADA\nElse,Elise\u0301e\nElse,Elis\xe9e\n'
    assert problems(text) == [
        "4:7: expected the id of a student, found an empty cell",
        "5:1: expected 2 cells, as in the header, found 1",
        "6:1: expected 2 cells, as in the header, found 3",
        "7:5: the student 'ADA' is listed twice, first at roster.csv:2:5, there as 'ada'",
        "9:6: the student 'Elisée' is listed twice, first at roster.csv:8:6",
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("studnet,name\nada,Ada\n", "1:1: expected a column 'student', found 'studnet', 'name'; is 'studnet' meant"),
        ("id,name\nada,Ada\n", "1:1: expected a column 'student', found 'id', 'name'"),
        ("", " expected a column 'student', found an empty file"),
        ("student,name,Student\n", "1:14: the column 'student' is given twice"),
        ('student,name\nada,"Ada\nben,Ben\n', "2:5: the quotes that open here are never closed"),
        ('student,name\n"ada"x,Ada\n', "2:6: expected ',' after the closing quotes, found 'x'"),
    ],
)
def test_what_is_no_roster_is_told(text: str, problem: str) -> None:
    assert problems(text)[0].startswith(problem)


def test_another_encoding_is_told_with_its_place() -> None:
    with pytest.raises(SpecError, match=r"roster\.csv:2:2: expected UTF-8, found byte 0xe9; save"):
        parse_roster("student\n\xe9\xe9\n".encode().replace(b"\xc3\xa9\xc3\xa9", b"e\xe9"), "roster.csv")


def test_what_is_no_ordinary_file_is_told_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"student\n" * 140_000)
    for name, what in {
        "absent": "No such file",
        "pipe": "is not a regular file",
        "large": "at most 1,048,576 are read",
        ".": "is not a regular file",
    }.items():
        with pytest.raises(SpecError, match=what) as raised:
            read_roster(tmp_path / name)
        assert raised.value.problems[0].place.file == str(tmp_path / name)


def test_hostile_text_in_a_roster_is_spelt_out() -> None:
    (student,) = parse_roster("student,name\n\x1b[31mada,\u202eevil\n".encode(), "roster.csv").students
    assert student == Student(id="\\x1b[31mada", name="\\u202eevil")


def test_a_hundred_problems_are_enough() -> None:
    found = problems("student\n" + "ada,\n" * 10_000)
    assert len(found) == 101
    assert found[-1].endswith("too many problems; there may be more from here on")


@given(st.text())
def test_any_text_is_a_roster_or_has_a_problem(text: str) -> None:
    try:
        students = parse_roster(text.encode("utf-8", "replace"), "roster.csv").students
    except SpecError:
        return
    assert all(student.id for student in students)


@given(st.lists(st.lists(st.text("a\"',;\n\r é"), min_size=2, max_size=2), max_size=5))
def test_quoted_cells_come_back_as_they_were(rows: list[list[str]]) -> None:
    quoted = ["h,h", *(",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)]
    trimmed = [[cell.strip() for cell in row] for row in rows]
    read = [[cell.text for cell in row] for row in read_cells("\r\n".join(quoted), "f")]
    assert read[1:] == [row for row in trimmed if any(row)]


def test_a_mebibyte_of_quotes_is_looked_at_once() -> None:
    assert problems("student\n" + '"' + '""' * 500_000) == ["2:1: the quotes that open here are never closed"]
