from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graders.diagnose.choose import choose
from graders.diagnose.lineup import Lineup
from graders.diagnose.patterns import patterns
from graders.diagnose.suspect import Question
from graders.exercise import Comparison, DtypeRule
from graders.transcript import Returned

TABLES = [np.array([[1.25, 2.5, 3.75], [4.5, 5.125, 7.0]]) + step for step in range(3)]
VECTORS = [np.array([3.5, 1.25, 2.875, 0.5]) * step for step in (1, 2, 5)]
NUMBERS = [1.23456, -7.65432, 3.64159, 12.81727]


def cause(right: list[Any], change: Callable[[Any], Any], dtype: DtypeRule = DtypeRule.ANY, size: int = 0) -> str:
    """Return what is told of a function that gives a change of each right answer."""
    questions = [
        Question("c", "f", f"f({number})", Comparison(dtype=dtype), Returned(value), size + number * bool(size))
        for number, value in enumerate(right)
    ]
    found = choose({"c"}, [Returned(change(value)) for value in right], Lineup(questions, list(patterns(questions))))
    return found["c"].diagnosis.id if found else ""


@pytest.mark.parametrize(
    ("right", "change", "name"),
    [
        (TABLES, lambda a: a.T, "transposed"),
        (TABLES, lambda a: a[:, [1, 2, 0]], "columns-permuted"),
        (TABLES, lambda a: a.ravel(), "flattened"),
        (TABLES, lambda a: a.reshape(3, 2), "reshaped"),
        (TABLES, lambda a: a[::-1], "reversed"),
        (VECTORS, lambda a: a[::-1], "reversed"),
        (VECTORS, np.sort, "sorted"),
        (VECTORS, lambda a: a[:, np.newaxis], "as-column"),
        (VECTORS, lambda a: a[np.newaxis], "as-row"),
        (VECTORS, lambda a: np.full_like(a, a[0]), "first-repeated"),
        (VECTORS, lambda a: a + 7, "shifted"),
        (NUMBERS, lambda a: -a, "negated"),
        (NUMBERS, int, "integer"),
        (NUMBERS, round, "rounded-0"),
        (NUMBERS, lambda a: round(a, 2), "rounded-2"),
        (NUMBERS, lambda a: 100 * a, "percent"),
        (NUMBERS, lambda a: a / 100, "fraction"),
        (NUMBERS, lambda a: 2 * a, "doubled"),
        (NUMBERS, lambda a: a / 2, "halved"),
        (NUMBERS, np.degrees, "degrees"),
        (NUMBERS, np.radians, "radians"),
        (NUMBERS, lambda a: a / np.log(2), "log2-for-log"),
        (NUMBERS, lambda a: a / np.log(10), "log10-for-log"),
        (NUMBERS, lambda a: a + 0.5, "shifted"),
        (NUMBERS, lambda _: 34, "all-equal"),
    ],
)
def test_what_was_done_to_the_right_answer_is_told(right: list[Any], change: Callable[[Any], Any], name: str) -> None:
    assert cause(right, change) == name


def test_rows_in_another_order_are_told() -> None:
    tables = [np.arange(12.0).reshape(4, 3) ** power for power in (1, 2, 3)]
    assert cause(tables, lambda a: a[[2, 0, 3, 1]]) == "rows-permuted"


def test_whole_numbers_are_told_where_floats_are_asked_for() -> None:
    whole = [np.array([1.0, 2.0]), np.array([3.0, 5.0])]
    assert cause(whole, lambda a: a.astype(int), DtypeRule.KIND) == "integer"


@pytest.mark.parametrize(
    ("factor", "name"),
    [
        (lambda n: n, "sum-for-mean"),
        (lambda n: 1 / n, "mean-for-sum"),
        (lambda n: n / (n - 1), "n-minus-1"),
        (lambda n: (n - 1) / n, "n-for-n-minus-1"),
    ],
)
def test_a_factor_that_grows_with_the_number_of_items_is_told(factor: Callable[[int], float], name: str) -> None:
    sizes = {value: 4 + number for number, value in enumerate(NUMBERS)}
    assert cause(NUMBERS, lambda a: a * factor(sizes[a]), size=4) == name


@pytest.mark.parametrize(
    ("right", "change"),
    [
        (NUMBERS, lambda a: a * a + 0.1),
        (NUMBERS, lambda a: 1.7 * a),
        (NUMBERS, abs),  # one wrong answer is not enough
        (NUMBERS[:2], lambda a: a + 0.5),  # the first of two fixes the number, so one is left
        (NUMBERS, lambda a: [a]),
        (NUMBERS, str),
        (VECTORS, lambda a: a[:2]),
        ([np.nan, np.inf, 2.0], lambda _: 0.25),
        (["a", "b", "c"], lambda a: a + a),
        ([np.zeros(0), np.zeros(0)], lambda _: np.ones(3)),
        ([[1, 2], [3, 4], [5, 6]], lambda a: a[::-1]),
    ],
)
def test_nothing_is_told_of_what_fits_no_pattern_or_too_seldom(right: list[Any], change: Callable[[Any], Any]) -> None:
    assert cause(right, change) in {"", "all-equal"} - ({"all-equal"} if right is NUMBERS else set())
