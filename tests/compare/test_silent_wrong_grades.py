"""Nine ways in which other graders give a wrong mark without a word, each beside the comparison that does it."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given

from graders.compare.display import show
from graders.compare.match import match
from graders.exercise import Comparison, Tolerance
from graders.result import MismatchKind
from tests.compare.plain_values import any_value

RULES = Comparison()


def test_a_long_array_is_compared_beyond_what_numpy_prints() -> None:
    expected = np.arange(2000.0)
    answer = expected.copy()
    answer[500:1500] += 1
    assert str(answer) == str(expected), "the trap: NumPy prints three dots"
    mismatch = match(answer, expected, RULES)
    assert mismatch is not None
    assert mismatch.differing == 1000


def test_small_numbers_are_not_rounded_to_two_decimals() -> None:
    assert round(0.001, 2) == round(0.004, 2), "the trap"
    assert match(0.001, 0.004, RULES) is not None


def test_a_warning_neither_appears_nor_changes_a_mark() -> None:
    extreme = np.array([np.finfo(float).max, -np.finfo(float).max, np.inf, np.nan, 5e-324])
    with warnings.catch_warnings(), np.errstate(all="raise"):
        warnings.simplefilter("error")
        assert match(extreme, extreme, RULES) is None
        assert match(extreme[::-1], extreme, RULES) is not None


def test_an_exact_zero_is_right_without_an_absolute_tolerance() -> None:
    relative_only = Comparison(tolerance=Tolerance(rtol=1e-6, atol=0.0))
    assert match(0.0, 0.0, relative_only) is None
    assert match(-0.0, np.zeros(()), relative_only) is None


def test_the_expected_value_sets_the_scale_not_the_answer() -> None:
    loose = Comparison(tolerance=Tolerance(rtol=0.5, atol=0.0))
    assert np.allclose(10.0, 19.0, rtol=0.5, atol=0.0), "the trap: reference first, answer second"
    assert match(19.0, 10.0, loose) is not None
    assert match(10.0, 19.0, loose) is None


def test_numbers_inside_dicts_and_lists_are_compared() -> None:
    mismatch = match({"w": [1.0, 2.5], "b": 0.0}, {"w": [1.0, 2.0], "b": 0.0}, RULES)
    assert mismatch is not None
    assert mismatch.path == '["w"][1]'
    assert (mismatch.answer, mismatch.expected) == ("2.5", "2")


@pytest.mark.parametrize(("answer", "expected"), [(5.5, -5.5), (-3, 3), (-np.inf, np.inf)])
def test_a_sign_is_never_dropped(answer: float, expected: float) -> None:
    assert match(answer, expected, RULES) is not None
    assert match(np.array([answer]), np.array([expected]), RULES) is not None


@pytest.mark.parametrize(("one", "other"), [((3, 1), (3,)), ((1, 3), (3,)), ((1,), (3,)), ((2, 3), (3,)), ((0,), (1,))])
def test_a_wrong_shape_is_not_broadcast_to_the_right_one(one: tuple[int, ...], other: tuple[int, ...]) -> None:
    for shape, wanted in [(one, other), (other, one)]:
        assert np.allclose(np.ones(shape), np.ones(wanted)), "the trap"
        mismatch = match(np.ones(shape), np.ones(wanted), RULES)
        assert mismatch is not None
        assert mismatch.kind is MismatchKind.SHAPE


@given(any_value, any_value)
def test_comparing_never_fails_on_any_pair_of_values(answer: object, expected: object) -> None:
    mismatch = match(answer, expected, RULES)
    assert mismatch is None or mismatch.answer or mismatch.expected


def test_a_comma_inside_a_text_is_not_a_boundary_between_two() -> None:
    one, two = ["a,b"], ["a", "b"]
    assert ",".join(one) == ",".join(two), "the trap: values joined without quoting"
    assert match(one, two, RULES) is not None
    assert show(one) != show(two)


def test_a_number_is_not_broadcast_over_an_array() -> None:
    np.testing.assert_allclose(np.full(3, 7.0), 7.0)  # the trap: passes
    for answer, expected in [(7.0, np.full(3, 7.0)), (np.full(3, 7.0), 7.0), (np.full(1, 7.0), 7.0)]:
        mismatch = match(answer, expected, RULES)
        assert mismatch is not None
        assert mismatch.kind is MismatchKind.TYPE
