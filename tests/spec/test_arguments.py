from collections.abc import Callable

import numpy as np
import pytest

from graders.exercise import Case, Check, Distribution, Draw, FunctionCheck, RaisesCheck

Reader = Callable[[str], Check]


def cases(check: Reader, written: str, lists: str = "array") -> tuple[Case, ...]:
    read = check(f"- {{id: a, function: f, asks: a, points: 1, cases: {written}, lists: {lists}}}")
    assert isinstance(read, FunctionCheck)
    return read.cases


def test_a_list_has_the_arguments_in_order(check: Reader) -> None:
    assert cases(check, "[[8, 3.5, a], []]") == (Case(args=(8, 3.5, "a")), Case())


def test_a_mapping_has_the_arguments_by_name(check: Reader) -> None:
    assert cases(check, "[{x: 8, hidden: 3, draws: 2}, {}]") == (Case(kwargs={"x": 8, "hidden": 3, "draws": 2}), Case())


def test_a_mapping_with_args_or_kwargs_says_more(check: Reader) -> None:
    first, second = cases(check, "[{args: [normal(5)], kwargs: {b: 1}, draws: 10, hidden: true}, {kwargs: {x: 1}}]")
    normal = Draw(Distribution.NORMAL, shape=(5,))
    assert first == Case(args=(normal,), kwargs={"b": 1}, draws=10, hidden=True)
    assert second == Case(kwargs={"x": 1})


def test_arguments_are_read_by_yaml_1_2(check: Reader) -> None:
    (case,) = cases(check, "[[1e-6, yes, no, 012, 12:30, '3', null, true, {a: off}]]")
    assert case.args == (1e-6, "yes", "no", "012", "12:30", "3", None, True, {"a": "off"})


@pytest.mark.parametrize(
    ("written", "dtype", "shape"),
    [
        ("[0, 1, 8]", np.int64, (3,)),
        ("[0, 1.0, 8]", np.float64, (3,)),
        ("[.nan, .inf]", np.float64, (2,)),
        ("[[1, 2, 3], [4, 5, 6]]", np.int64, (2, 3)),
        ("[[[1], [2.5]]]", np.float64, (1, 2, 1)),
        ("[]", np.float64, (0,)),
        ("[[], []]", np.float64, (2, 0)),
    ],
)
def test_a_list_of_numbers_becomes_an_array(written: str, dtype: type, shape: tuple[int, ...], check: Reader) -> None:
    (case,) = cases(check, f"[[{written}]]")
    (array,) = case.args
    assert isinstance(array, np.ndarray)
    assert (array.dtype, array.shape) == (dtype, shape)
    assert not array.flags.writeable


def test_lists_stay_lists_where_the_check_says_so(check: Reader) -> None:
    (case,) = cases(check, "[{args: [[1, 2]], kwargs: {x: [[1], [2]]}}]", lists="list")
    assert case == Case(args=([1, 2],), kwargs={"x": [[1], [2]]})


def test_a_check_of_an_exception_has_arrays_too(check: Reader) -> None:
    read = check("- {id: a, raises: f, asks: a, points: 1, exception: ValueError, cases: [{x: [1, 2]}]}")
    assert isinstance(read, RaisesCheck)
    assert isinstance(read.cases[0].kwargs["x"], np.ndarray)
