"""Two variables with each other's values."""

from typing import Any

import numpy as np
import pytest

from graders.diagnose.choose import Finding, choose
from graders.diagnose.lineup import Lineup
from graders.diagnose.patterns import patterns
from graders.diagnose.suspect import Cause, Origin, Question, Suspect
from graders.diagnose.swapped import swapped
from graders.exercise import Comparison
from graders.transcript import Returned


def told(right: dict[str, Any], given: dict[str, Any], follows: dict[str, frozenset[str]] | None = None) -> set[str]:
    return {finding.diagnosis.id for finding in findings(right, given, follows or {}).values()}


def findings(right: dict[str, Any], given: dict[str, Any], follows: dict[str, frozenset[str]]) -> dict[str, Finding]:
    """Return what is told of variables, each with a check of its own name."""
    questions = [
        Question(name, name, name, Comparison(), Returned(value), None, follows.get(name, frozenset()))
        for name, value in right.items()
    ]
    answers = [Returned(given[name]) for name in right]
    wrong = {name for name in right if not np.array_equal(right[name], given[name])}
    return choose(wrong, answers, Lineup(questions, [*patterns(questions), *swapped(questions)]))


NUMBERS = {"w": 3.25, "b": 10.5, "loss": 0.125}
ARRAYS = {"train": np.arange(8.0) ** 2, "test": np.array([7.5, 1.25]), "mean": 4.75}


def test_two_numbers_that_have_changed_places_are_told_with_both_names() -> None:
    found = findings(NUMBERS, {**NUMBERS, "w": 10.5, "b": 3.25}, {})
    assert found.keys() == {"w", "b"}
    assert {finding.diagnosis.text for finding in found.values()} == {
        "`w` and `b` have changed places: each has the value of the other."
    }
    assert found["w"].hint == "Look where the two get their values, and let them change places."


def test_so_are_two_arrays_of_different_sizes() -> None:
    assert told(ARRAYS, {**ARRAYS, "train": ARRAYS["test"], "test": ARRAYS["train"]}) == {"swapped@train,test"}


def test_so_is_a_zero_that_has_changed_places_with_another_number() -> None:
    right = {"error_a": 2.0, "error_b": 0.0}
    assert told(right, {"error_a": 0.0, "error_b": 2.0}) == {"swapped@error_a,error_b"}
    assert told(right, {"error_a": 0.0, "error_b": 1.0}) == set()


def test_another_wrong_value_is_nothing_against_it_and_is_not_explained_by_it() -> None:
    found = findings(NUMBERS, {"w": 10.5, "b": 3.25, "loss": 9.0}, {})
    assert found.keys() == {"w", "b"}


@pytest.mark.parametrize(
    "given",
    [
        {"w": 10.5, "b": 10.5, "loss": 0.125},
        {"w": 10.5, "b": 0.125, "loss": 3.25},
        {"w": 10.5, "b": 3.5, "loss": 0.125},
    ],
)
def test_one_variable_with_the_value_of_another_is_no_exchange(given: dict[str, Any]) -> None:
    assert told(NUMBERS, given) == set()


@pytest.mark.parametrize("name", ["train", "test"])
def test_nor_is_one_array(name: str) -> None:
    other = {"train": "test", "test": "train"}[name]
    assert told(ARRAYS, {**ARRAYS, name: ARRAYS[other]}) == set()
    assert told(ARRAYS, {**ARRAYS, name: ARRAYS["mean"], "mean": ARRAYS[other]}) == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (True, False),
        (0, 1),
        ("up", "down"),
        (np.array([True, False]), np.array([False, True])),
        (np.array([0, 1, 1]), np.array([1, 0, 0])),
    ],
)
def test_nor_are_answers_of_which_there_are_but_two(one: Any, other: Any) -> None:
    assert told({"first": one, "second": other}, {"first": other, "second": one}) == set()


def test_nothing_is_told_where_two_exchanges_give_the_value() -> None:
    assert told({"a": 1.5, "b": 2.5, "c": 2.5}, {"a": 2.5, "b": 1.5, "c": 1.5}) == set()


def test_a_pattern_that_fits_as_well_is_believed() -> None:
    assert told({"x": -2, "y": 2, "z": 7}, {"x": 2, "y": -2, "z": 7}) == {"negated@answer"}


def test_of_two_that_have_the_same_value_nothing_is_told() -> None:
    same = {"a": 2.5, "b": 2.5, "c": 7.0}
    assert told(same, {"a": 7.0, "b": 2.5, "c": 2.5}) == {"swapped@a,c"}


def test_what_is_worked_out_from_the_other_one_does_not_count() -> None:
    right = {"a": 2.0, "b": 9.0}
    assert told(right, {"a": 9.0, "b": 2.0}, {"b": frozenset({"a"})}) == set()


@pytest.mark.parametrize(("is_right", "told"), [(True, {"train", "test"}), (False, set())])
def test_a_wrong_solution_counts_for_nothing_once_its_function_is_right(is_right: bool, told: set[str]) -> None:
    expected = {"train": 2.0, "test": 0.25, "mse(a)": 7.5}
    questions = [
        Question(name, name.partition("(")[0], name, Comparison(), Returned(value), 2 if "(" in name else None)
        for name, value in expected.items()
    ]
    always_train = Suspect(
        Cause(Origin.DECLARED, "always-train", "It is always the error on the training data.", of=frozenset({"mse"})),
        (Returned(2.0), Returned(2.0), Returned(2.0)),
    )
    answers = [Returned(0.25), Returned(2.0), Returned(7.5 if is_right else 2.5)]
    found = choose({"train", "test"}, answers, Lineup(questions, [always_train, *swapped(questions)]))
    assert found.keys() == told
