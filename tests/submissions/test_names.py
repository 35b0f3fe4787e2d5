import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.submissions.names import FileName, as_people_count, fold, read_name, student_id

EXERCISES = {"ex1": "ex1", "ex2": "ex2", "ex2_extra": "ex2_extra"}


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("ex2", FileName("ex2", "", None)),
        ("EX2", FileName("ex2", "", None)),
        ("ex2_extra", FileName("ex2_extra", "", None)),
        ("ex2 (1)", FileName("ex2", "", 1)),
        ("ex2(12)", FileName("ex2", "", 12)),
        ("ex2_final", FileName("ex2", "", 0)),
        ("ex2-1", FileName("ex2", "", 1)),
        ("ex2_v3", FileName("ex2", "", 3)),
        ("ex2 copy", FileName("ex2", "", 0)),
        ("ex2 copy 2", FileName("ex2", "", 2)),
        ("ex2 - Copy (2)", FileName("ex2", "", 2)),
        ("ex2_ada", FileName("ex2", "ada", None)),
        ("ex2-ada", FileName("ex2", "ada", None)),
        ("ada_ex2", FileName("ex2", "ada", None)),
        ("ada_lovelace_ex2", FileName("ex2", "ada_lovelace", None)),
        ("ada_ex2_extra", FileName("ex2_extra", "ada", None)),
        ("ex2_extra_ada", FileName("ex2_extra", "ada", None)),
        ("ex2_ada (1)", FileName("ex2", "ada", 1)),
        ("ada_ex2_final", FileName("ex2", "ada", 0)),
        ("ada_ex2-2", FileName("ex2", "ada", 2)),
        ("ex2_user-12", FileName("ex2", "user-12", None)),
        ("ex2--rf", FileName("ex2", "rf", None)),
        ("ada", FileName("", "ada", None)),
        ("ada (1)", FileName("", "ada", 1)),
        ("ex20", FileName("", "ex20", None)),
        ("index2", FileName("", "index2", None)),
    ],
)
def test_a_name_says_exercise_student_and_copy(stem: str, name: FileName) -> None:
    assert read_name(stem, EXERCISES) == name


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("ex1_123", FileName("ex1", "123", None)),
        ("ex1 123", FileName("ex1", "123", None)),
        ("ex1_0123", FileName("ex1", "", 123)),
        ("ex1_124", FileName("ex1", "", 124)),
        ("ex1_123 (1)", FileName("ex1", "123", 1)),
        ("ex1_123_final_2", FileName("ex1", "123", 2)),
        ("ex1_V2", FileName("ex1", "V2", None)),
        ("ex2_extra_123", FileName("ex2_extra", "123", None)),
        ("123_ex1", FileName("ex1", "123", None)),
        ("123_ex1-2", FileName("ex1", "123", 2)),
        ("ex1_ada copy", FileName("ex1", "ada copy", None)),
        ("ex1_ada copy copy", FileName("ex1", "ada copy", 0)),
        ("ada copy", FileName("", "ada copy", None)),
        ("ada copy (3)", FileName("", "ada copy", 3)),
        ("ex1_user-12", FileName("ex1", "user-12", None)),
        ("ex2", FileName("ex2", "", None)),
    ],
)
def test_a_name_on_the_roster_comes_before_the_mark_of_a_copy(stem: str, name: FileName) -> None:
    assert read_name(stem, EXERCISES, {"123", "v2", "ada copy", "extra_123", "user"}) == name


def test_letters_are_the_same_however_they_are_stored_and_whatever_their_case() -> None:
    assert fold("E\u0301tude") == fold("\xe9TUDE") == fold("\xe9tude")
    assert fold("etude") != fold("\xe9tude")


def test_a_student_id_is_composed_trimmed_and_safe_to_show() -> None:
    assert student_id(" Elise\u0301\x1b\udcff ") == "Elis\xe9\\x1b\\udcff"


@given(st.text(max_size=255))
def test_any_name_is_read(stem: str) -> None:
    name = read_name(stem, EXERCISES)
    assert name.exercise in {"", *EXERCISES.values()}
    assert name.student in stem


@pytest.mark.parametrize("mark", ["-", " (1)", " copy", "_final_1", " copy 1", "_v1"])
def test_a_name_made_of_nothing_but_marks_is_read(mark: str) -> None:
    for roster in (set[str](), {"ada"}):
        name = read_name("ex2" + (mark * 255)[:252], EXERCISES, roster)
        assert name.exercise == "ex2"


def test_names_with_the_same_number_have_one_order() -> None:
    for names in (["ex07", "ex7", "ex007"], ["ex7", "ex007", "ex07"]):
        assert sorted(names, key=as_people_count) == ["ex007", "ex07", "ex7"]


def test_a_digit_of_another_script_is_a_letter_to_who_counts() -> None:
    assert sorted(["ex\N{ARABIC-INDIC DIGIT THREE}", "ex10", "ex2"], key=as_people_count) == [
        "ex2",
        "ex10",
        "ex\N{ARABIC-INDIC DIGIT THREE}",
    ]
