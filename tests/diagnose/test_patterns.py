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
WIDE = [
    np.array([[0.0, 0, 1, 1, 2, 2, 5], [1, 2, 1, 2, 1, 0.5, 0], [2, 1, 3, 1, 4, 1, 5]]) / step for step in (1, 3, 4)
]
VECTORS = [np.array([3.5, 1.25, 2.875, 0.5]) * step for step in (1, 2, 5)]
NUMBERS = [1.23456, -7.65432, 3.64159, 12.81727]


LISTS = [[3.5, 1.25, 2.875], [7.0, -2.5, 5.75], [1.0, 4.5, 2.0]]
PAIRS = [(1.25, 3.5), (-2.5, 7.25), (4.75, -0.5), (2.0, 9.0)]
DICTS = [{"mean": mean, "std": std, "name": "a"} for mean, std in ((1.25, 3.5), (-2.5, 7.25), (4.75, 0.5))]
BOTH = [(np.array([1.5, 2.5, 4.0]) * step, 2.25 * step, "text") for step in (1, 2, 5)]


def cause(right: list[Any], change: Callable[[Any], Any], dtype: DtypeRule = DtypeRule.ANY, size: int = 0) -> str:
    """Return the name of what is told of a function that gives a change of each right answer."""
    return told(right, change, dtype, size)[0].replace("@answer", "")


def told(
    right: list[Any], change: Callable[[Any], Any], dtype: DtypeRule = DtypeRule.ANY, size: int = 0
) -> tuple[str, str]:
    """Return the name of what is told, and its sentence."""
    questions = [
        Question("c", "f", f"f({number})", Comparison(dtype=dtype), Returned(value), size + number * bool(size))
        for number, value in enumerate(right)
    ]
    found = choose({"c"}, [Returned(change(value)) for value in right], Lineup(questions, list(patterns(questions))))
    return found["c"].diagnosis[:2] if found else ("", "")


@pytest.mark.parametrize(
    ("right", "change", "name"),
    [
        (TABLES, lambda a: a.T, "transposed"),
        (TABLES, lambda a: a[:, [1, 2, 0]], "columns-permuted"),
        (WIDE, lambda a: a[:, [4, 6, 5, 0, 3, 1, 2]], "columns-permuted"),
        ([a.T for a in WIDE], lambda a: a[[4, 6, 5, 0, 3, 1, 2]] * (1 + 1e-9), "rows-permuted"),
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
        (VECTORS, lambda a: a[:-1], "last-missing"),
        (VECTORS, lambda a: a[1:], "first-missing"),
        (VECTORS, lambda a: np.append(a[:-1], 99.5 - a[-1]), "one-off"),
        (TABLES, lambda a: np.where(np.arange(6).reshape(2, 3) == 4, a**2, a), "one-off"),
        (TABLES, lambda a: a * [1, 0.37, 1], "column-off"),
        (TABLES, lambda a: a * [[1], [0.37]], "row-off"),
        (LISTS, lambda a: a[::-1], "reversed"),
        (LISTS, sorted, "sorted"),
        (LISTS, lambda a: [-x for x in a], "negated"),
        (LISTS, lambda a: [*a[:-1], a[-1] ** 2 + 3], "one-off"),
        (PAIRS, lambda pair: pair[::-1], "reversed"),
        (PAIRS, lambda pair: (2 * pair[0], 2 * pair[1]), "doubled"),
        (PAIRS, lambda pair: (pair[0], -pair[1]), "negated[1]"),
        (PAIRS, lambda pair: (pair[0] + 1.5, pair[1]), "shifted[0]"),
        (DICTS, lambda d: {**d, "mean": -d["mean"], "std": -d["std"]}, "negated"),
        (DICTS, lambda d: {**d, "std": 100 * d["std"]}, 'percent["std"]'),
        (BOTH, lambda both: (both[0][::-1], *both[1:]), "reversed"),
        (BOTH, lambda both: (both[0], both[1] / 2, both[2]), "halved[1]"),
    ],
)
def test_what_was_done_to_the_right_answer_is_told(right: list[Any], change: Callable[[Any], Any], name: str) -> None:
    assert cause(right, change) == name


@pytest.mark.parametrize(
    ("right", "change", "says"),
    [
        (VECTORS, lambda a: np.append(a[:-1], 99.5 - a[-1]), "All numbers are right but the last one."),
        (VECTORS, lambda a: np.append(99.5 - a[0], a[1:]), "All numbers are right but the first one."),
        (
            VECTORS,
            lambda a: np.where(np.arange(4) == 2, 99.5, a),
            "All numbers are right but the one at position `[2]`, where the first one is 0.",
        ),
        (
            TABLES,
            lambda a: np.where(np.arange(6).reshape(2, 3) == 4, a**2, a),
            "All numbers are right but the one at position `[last, 1]`, where the first one is 0.",
        ),
        (TABLES, lambda a: a * [1, 0.37, 1], "All is right but column 1, where the first one is column 0."),
        (
            DICTS,
            lambda d: {**d, "std": -d["std"]},
            'All is right but the part `["std"]`. The sign is the other way round throughout.',
        ),
    ],
)
def test_the_place_that_is_wrong_is_told(right: list[Any], change: Callable[[Any], Any], says: str) -> None:
    assert told(right, change)[1] == says


def test_the_last_number_is_the_last_one_whatever_the_length() -> None:
    growing = [np.arange(1.0, number) for number in (5, 6, 8)]
    assert told(growing, lambda a: np.append(a[:-1], 0.3))[1] == "All numbers are right but the last one."


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
        (lambda n: (n / (n - 1)) ** 0.5, "n-minus-1-in-root"),
    ],
)
def test_a_factor_that_grows_with_the_number_of_items_is_told(factor: Callable[[int], float], name: str) -> None:
    sizes = {value: 4 + number for number, value in enumerate(NUMBERS)}
    assert cause(NUMBERS, lambda a: a * factor(sizes[a]), size=4) == name


COUNTS = [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("right", "change", "name"),
    [
        (COUNTS, lambda a: a - 1, "shifted"),
        (COUNTS, lambda a: a + 1, "shifted"),
        (COUNTS, lambda a: a * a, ""),
        (COUNTS, lambda _: 1, "all-equal"),
        (list(map(float, COUNTS)), lambda a: a - 1, "shifted"),
        ([{"n": n, "top": n / 8} for n in COUNTS], lambda d: {**d, "n": d["n"] - 1}, 'shifted["n"]'),
        (
            [{"n": n, "mean": n / 8 + 3} for n in COUNTS],
            lambda d: {**d, "mean": d["mean"] * d["n"]},
            'sum-for-mean["mean"]',
        ),
        ([9, 11, 13, 15], lambda a: a / ((a - 1) / 2), "mean-for-sum"),
    ],
)
def test_only_what_can_have_been_divided_is_told_of_a_division(
    right: list[Any], change: Callable[[Any], Any], name: str
) -> None:
    """The first array among the arguments has 4 items, then 5, and so on."""
    assert cause(right, change, size=4) == name


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
        (LISTS, lambda a: [a[0] + 1, a[1] - 1, a[2]]),
        (VECTORS, lambda a: np.append(a[:-2], [7.0, a[0]])),
        (PAIRS, lambda pair: (pair[0] + 1.5, -pair[1])),
        (DICTS, lambda d: {**d, "mean": -d["mean"], "std": d["std"] * 1.7}),
        (DICTS, lambda d: {**d, "std": d["std"] ** 2 + 1}),
        (DICTS, lambda d: {"mean": -d["mean"]}),
        (DICTS, lambda d: list(d.values())),
        ([np.array([True, False])] * 3, lambda a: ~a),
        ([(np.array([True, False]), 1.5)] * 3, lambda pair: (~pair[0], 1.5)),
    ],
)
def test_nothing_is_told_of_what_fits_no_pattern_or_too_seldom(right: list[Any], change: Callable[[Any], Any]) -> None:
    assert cause(right, change) in {"", "all-equal"} - ({"all-equal"} if right is NUMBERS else set())
