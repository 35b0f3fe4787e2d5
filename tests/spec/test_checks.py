from collections.abc import Callable

import numpy as np
import pytest

from graders.exercise import (
    Check,
    Comparison,
    Distribution,
    Draw,
    DtypeRule,
    PropertyCheck,
    RaisesCheck,
    RatingCheck,
    StdoutCheck,
    TextCheck,
    Tolerance,
    VariableCheck,
)
from graders.exercise import Compares as Looks
from graders.spec.load import parse

Reader = Callable[[str], Check]


def test_a_variable_check_has_its_rules_of_comparison(check: Reader) -> None:
    read = check("- {id: a, variable: X, asks: a, points: 0.5, compares: shape, dtype: exact, hints: [no, 34]}")
    assert read == VariableCheck(
        id="a",
        asks="a",
        points=0.5,
        hints=("no", "34"),
        line=4,
        column=21,
        variable="X",
        comparison=Comparison(compares=Looks.SHAPE, dtype=DtypeRule.EXACT),
    )


@pytest.mark.parametrize(("written", "item"), [("mean", "mean"), ("0", 0), ('"0"', "0"), ("12", 12)])
def test_a_check_can_compare_one_item(check: Reader, written: str, item: str | int) -> None:
    read = check(f"- {{id: a, variable: X, asks: a, points: 1, item: {written}}}")
    assert isinstance(read, VariableCheck)
    assert read.comparison == Comparison(item=item)


def test_a_check_stands_at_the_value_of_its_kind(check: Reader) -> None:
    read = check("- id: a\n  asks: a\n  points: 1\n  function: f\n  cases: [[]]\n")
    assert (read.line, read.column) == (7, 13)


def test_a_check_follows_by_an_expression_and_the_names_in_it(check: Reader) -> None:
    read = check(
        "- {id: y, variable: y_hat, asks: a, points: 1}\n"
        '- {id: a, variable: a, asks: a, points: 1, follows: "[mse(y, y_hat) for y in ys] + y_hat"}'
    )
    assert isinstance(read, VariableCheck)
    assert read.follows is not None
    assert read.follows.expression == "[mse(y, y_hat) for y in ys] + y_hat"
    assert set(read.follows.names) == {"mse", "y", "ys", "y_hat"}


@pytest.mark.parametrize(
    ("own", "tolerance"),
    [
        ("", Tolerance(rtol=0.5, atol=1e-9)),
        (", tolerance: {atol: 1e6}", Tolerance(rtol=0.5, atol=1e6, own=True)),
        (", tolerance: {rtol: 0, atol: 1}", Tolerance(rtol=0, atol=1, own=True)),
    ],
)
def test_a_tolerance_is_the_checks_own_then_the_exercises_then_the_default(own: str, tolerance: Tolerance) -> None:
    checks = f"checks: [{{id: a, variable: a, asks: a, points: 1{own}}}]"
    (check,) = parse(f"{checks}\ntitle: t\ntask: t\ntolerance: {{rtol: 0.5}}\n".encode(), "f", "f").checks
    assert isinstance(check, VariableCheck)
    assert check.comparison.tolerance == tolerance


@pytest.mark.parametrize(("written", "name"), [("ValueError", "ValueError"), ("IOError", "OSError")])
def test_an_exception_has_the_name_that_it_calls_itself(written: str, name: str, check: Reader) -> None:
    read = check(f"- {{id: a, raises: f, asks: a, points: 1, exception: {written}, cases: [[1, 0]]}}")
    assert isinstance(read, RaisesCheck)
    assert (read.raises, read.exception, read.cases[0].args) == ("f", name, (1, 0))


@pytest.mark.parametrize("let", ["[X, w]", "{X: X, w: w}"])
def test_a_list_of_names_is_short_for_names_that_stand_for_themselves(let: str, check: Reader) -> None:
    read = check(f"- {{id: a, property: X @ w > 0, asks: a, points: 1, let: {let}}}")
    assert isinstance(read, PropertyCheck)
    assert (read.property, read.let, read.given, read.draws) == ("X @ w > 0", {"X": "X", "w": "w"}, {}, 1)


def test_what_is_given_to_a_property_is_fixed_or_drawn(check: Reader) -> None:
    read = check(
        "- {id: a, property: y > 0, asks: a, points: 1, let: {y: f(x)}, given: {x: normal(5), z: [1]}, draws: 9}"
    )
    assert isinstance(read, PropertyCheck)
    assert read.given["x"] == Draw(Distribution.NORMAL, shape=(5,))
    assert isinstance(read.given["z"], np.ndarray)
    assert read.draws == 9


@pytest.mark.parametrize(("written", "texts"), [("(3)", ("(3)",)), ("[a, 34, no]", ("a", "34", "no"))])
def test_one_text_to_print_is_a_list_of_one(written: str, texts: tuple[str, ...], check: Reader) -> None:
    read = check(f"- {{id: a, stdout: {written}, asks: a, points: 1}}")
    assert isinstance(read, StdoutCheck)
    assert read.stdout == texts


def test_a_single_word_is_a_group_of_its_own(check: Reader) -> None:
    read = check("- {id: a, text: why, asks: a, points: 1, mentions: [[a, b c], 16], avoids: [d], min_words: 5}")
    assert isinstance(read, TextCheck)
    assert (read.mentions, read.avoids, read.min_words) == ((("a", "b c"), ("16",)), ("d",), 5)


def test_a_rating_has_no_points(check: Reader) -> None:
    read = check("- {id: a, rating: ratings, asks: a, items: {read: I can read it.}}")
    assert isinstance(read, RatingCheck)
    assert (read.points, read.items) == (0, {"read": "I can read it."})


def test_a_check_needs_those_above_it(check: Reader) -> None:
    first = "- {id: first, variable: a, asks: a, points: 1}\n"
    assert check(f"{first}- {{id: b, variable: a, asks: a, points: 1, needs: [first]}}").needs == ("first",)


def test_a_name_is_kept_as_python_keeps_it(check: Reader) -> None:
    read = check("- {id: a, variable: ﬁt_φ, asks: a, points: 1}")
    assert isinstance(read, VariableCheck)
    assert read.variable == "fit_φ"
