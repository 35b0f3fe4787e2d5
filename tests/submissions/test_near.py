import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.submissions.near import forms, near

EXERCISES = ("ex0", "ex1", "ex7", "ex11", "ex2_extra", "self_check")


@pytest.mark.parametrize(
    ("file", "exercise"),
    [
        ("Ex07.py", "ex7"),
        ("EX_7.PY", "ex7"),
        ("ex - 007.py", "ex7"),
        ("ex_11.py", "ex11"),
        ("Exercise 11.py", "ex11"),
        ("exercise7.py", "ex7"),
        ("Aufgabe_7.py", "ex7"),
        ("\xdcbung 7.py", "ex7"),
        ("U\u0308bung 7.py", "ex7"),
        ("hw07.ipynb", "ex7"),
        ("ex2extra.py", "ex2_extra"),
        ("SelfCheck.py", "self_check"),
        ("exercise 00.py", "ex0"),
        ("exercise7 (1).py", "ex7"),
        ("exercise_7_final.py", "ex7"),
        ("exercise7-2.py", "ex7"),
        ("ada_exercise7.py", "ex7"),
        ("Exercise 7 Ada (1).py", "ex7"),
    ],
)
def test_a_name_that_missed_an_exercise_is_near_it(file: str, exercise: str) -> None:
    assert list(near(file, "ada", forms(EXERCISES))) == [exercise]


@pytest.mark.parametrize(
    "file",
    [
        *("helpers.py", "index7.py", "ex70.py", "ex71.py", "ex1_1_1.txt.py", "7.py", "exercise.py", "ex_.py"),
        *("ex7_b_7.py", "exercise2.py", "exercise7_ben.py", "plot_exercise7.py", "exercises.py", ".py", "ex1a.py"),
    ],
)
def test_other_names_are_near_nothing(file: str) -> None:
    assert list(near(file, "ada", forms(EXERCISES))) == []


def test_numbers_that_stand_apart_are_not_one() -> None:
    assert list(near("exercise 1 1.py", "ada", forms(["ex11"]))) == []


def test_a_name_of_the_same_form_comes_before_a_word_for_it() -> None:
    assert list(near("ex_1.py", "ada", forms(["hw1", "ex1", "a1"]))) == ["ex1", "a1", "hw1"]


@given(st.sets(st.sampled_from(EXERCISES)), st.text(max_size=255), st.text(max_size=20))
def test_any_name_is_near_to_exercises_or_to_none(exercises: set[str], file: str, student: str) -> None:
    assert set(near(file, student, forms(exercises))) <= exercises
