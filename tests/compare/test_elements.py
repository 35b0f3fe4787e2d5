from __future__ import annotations

import math
import sys
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graders.compare.elements import Differences, differences
from graders.compare.match import match
from graders.exercise import Comparison, Tolerance
from tests.compare.plain_values import finite

USUAL = Tolerance()
ZERO = Tolerance(rtol=0.0, atol=0.0)


def found(answer: Any, expected: Any, tolerance: Tolerance = USUAL) -> Differences:
    result = differences(np.asarray(answer), np.asarray(expected), tolerance)
    assert result is not None
    return result


def exact_excess(answer: float, expected: float, tolerance: Tolerance) -> Fraction:
    """By how much an answer exceeds its tolerance, without rounding; not above zero for a right one."""
    allowed = Fraction(tolerance.atol) + Fraction(tolerance.rtol) * abs(Fraction(expected))
    return abs(Fraction(answer) - Fraction(expected)) - allowed


tolerances = st.builds(
    Tolerance,
    rtol=st.sampled_from([0.0, 1e-12, 1e-6, 0.1]),
    atol=st.sampled_from([0.0, 1e-9, 0.5, 1e6]),
    own=st.just(value=False),
)
near_pairs = st.tuples(finite, st.floats(-2e-6, 2e-6)).map(lambda pair: (pair[0] * (1 + pair[1]), pair[0]))
pairs = st.tuples(finite, finite) | near_pairs.filter(lambda pair: math.isfinite(pair[0]))


@given(st.lists(pairs, min_size=1, max_size=8), tolerances)
def test_the_verdict_agrees_with_exact_arithmetic(numbers: list[tuple[float, float]], tolerance: Tolerance) -> None:
    answer, expected = (np.array(column) for column in zip(*numbers, strict=True))
    result = differences(answer, expected, tolerance)
    for position, (one, other) in enumerate(numbers):
        excess = exact_excess(one, other, tolerance)
        # Within a few roundings of the limit either verdict is right.
        if abs(excess) > Fraction(4e-16) * (abs(Fraction(one)) + abs(Fraction(other)) + Fraction(tolerance.atol)):
            assert (excess > 0) == bool(result is not None and result.differs[position])
        elif one == other:
            assert result is None or not result.differs[position]


@given(st.integers(-(2**66), 2**66), st.integers(-3, 3))
def test_integers_are_compared_without_rounding(number: int, apart: int) -> None:
    result = differences(np.asarray(number + apart), np.asarray(number), Tolerance(rtol=0.1, atol=10.0))
    assert (result is None) == (apart == 0)
    if result is not None:
        assert result.difference == abs(apart)


whole = st.integers(-(2**66), 2**66) | st.integers(-60, 60).map(lambda apart: 2**53 + apart)
apart = st.integers(-3, 3) | st.floats(-3, 3)


@given(whole, apart, tolerances | st.just(USUAL))
def test_half_a_unit_or_more_from_a_whole_number_is_another_number(
    expected: int, apart: float, tolerance: Tolerance
) -> None:
    answer = float(expected + apart)
    gap = abs(Fraction(answer) - expected)
    result = differences(np.asarray(answer), np.asarray(expected), tolerance)
    if gap >= Fraction(1, 2):
        assert result is not None
        assert result.difference == float(gap)
    elif gap <= Fraction(tolerance.atol):
        assert result is None


@given(whole, st.integers(-3, 3), tolerances)
def test_the_type_of_an_answer_does_not_decide_whether_it_is_the_whole_number_asked_for(
    expected: int, apart: int, tolerance: Tolerance
) -> None:
    answer = expected + apart
    for rules in (tolerance, tolerance._replace(own=True)):
        right = differences(np.asarray(answer), np.asarray(expected), rules) is None
        if int(float(answer)) == answer:
            assert right == (differences(np.asarray(float(answer)), np.asarray(expected), rules) is None)
        if not rules.own:
            assert right == (apart == 0)


@given(whole, st.integers(-3, 3), tolerances)
def test_a_tolerance_of_the_check_itself_holds_for_whole_numbers_as_for_floats(
    expected: int, apart: int, tolerance: Tolerance
) -> None:
    rules = tolerance._replace(own=True)
    right = differences(np.asarray(expected + apart), np.asarray(expected), rules) is None
    allowed = Fraction(tolerance.atol) + Fraction(tolerance.rtol) * abs(expected)
    if abs(abs(apart) - allowed) > Fraction(1e-15) * abs(expected):
        assert right == (abs(apart) <= allowed)
    if allowed == 0:
        assert right == (apart == 0)


@pytest.mark.parametrize("dtype", ["i8", "u8"])
@pytest.mark.parametrize("large", [2**53 + 1, 2**62 + 1, 2**63 - 1, 2**64 - 1])
def test_whole_numbers_that_floats_round_are_told_apart_in_arrays(dtype: str, large: int) -> None:
    if large > np.iinfo(dtype).max:
        dtype = "u8"
    expected = np.array([large, large - 1, 7], dtype)
    answer = np.array([large, large - 1, 7.25])
    wrong = [int(one) != int(right) for one, right in zip(answer[:2], expected[:2], strict=True)]
    assert any(wrong)
    assert found(answer, expected).differs.tolist() == [*wrong, True]
    assert found(expected, answer, ZERO).differs.tolist() == [*wrong, True]


def test_the_tolerance_that_is_told_is_the_one_of_the_worst_element() -> None:
    assert found([2000000.6], [2000000]).tolerance.atol == pytest.approx(0.5)
    assert found([1000.3], [1000]).tolerance == USUAL


INTEGER_DTYPES = ("i1", "u1", "i2", "u4", "i8", "u8")


@given(st.data(), st.sampled_from(INTEGER_DTYPES), st.sampled_from(INTEGER_DTYPES))
def test_the_largest_difference_of_integers_does_not_overflow(data: st.DataObject, one: str, other: str) -> None:
    answer = data.draw(arrays.arrays(one, 5))
    expected = data.draw(arrays.arrays(other, 5))
    gaps = [abs(int(a) - int(e)) for a, e in zip(answer, expected, strict=True)]
    result = differences(answer, expected, USUAL)
    assert (result is None) == (max(gaps) == 0)
    if result is not None:
        assert result.difference == float(max(gaps))
        assert gaps[result.worst[0]] == max(gaps)
        assert result.differs.tolist() == [gap > 0 for gap in gaps]


@given(st.data(), arrays.arrays("f8", arrays.array_shapes(max_dims=3), elements=st.floats(-1e6, 1e6)))
def test_a_perturbation_beyond_the_tolerance_is_seen_at_its_place(data: st.DataObject, expected: Any) -> None:
    place = tuple(data.draw(st.integers(0, size - 1)) for size in expected.shape)
    answer = expected.copy()
    answer[place] += 2.0 * data.draw(st.sampled_from([-1, 1]))
    result = found(answer, expected)
    assert result.worst == place
    assert result.differs.sum() == 1
    assert not result.nonfinite


def test_the_worst_element_is_the_one_that_exceeds_its_own_tolerance_most() -> None:
    result = found([1000.9, 1.5], [1000.0, 1.0], Tolerance(rtol=5e-4, atol=0.0))
    assert result.worst == (1,)
    assert (result.difference, result.relative, result.allowed) == (0.5, 0.5, 5e-4)


def test_a_value_that_is_not_finite_comes_first_and_has_no_difference() -> None:
    result = found([500.0, np.nan, 3.0, np.inf], [0.0, 2.0, 2.0, np.inf])
    assert result.nonfinite
    assert result.worst == (1,)
    assert result.differs.tolist() == [True, True, True, False]
    assert (result.difference, result.relative, result.allowed) == (None, None, None)


def test_where_0_is_expected_no_difference_is_relative_to_it() -> None:
    assert found([1.0], [0.0]).relative is None
    assert found([1.0, 3.5], [0.0, 2.0]).relative == 0.75


def test_an_infinite_expected_value_allows_no_finite_answer() -> None:
    assert found([1e308], [np.inf]).nonfinite
    assert differences(np.array([np.inf]), np.array([np.inf]), USUAL) is None


def test_differences_too_large_for_a_float_count_as_the_largest_float() -> None:
    largest = sys.float_info.max
    assert found([-largest], [largest]).difference == largest
    assert found([1.0], [5e-324]).relative == largest
    assert found(10**400, 10**401).difference == largest
    assert found(10**400, 10**401, ZERO._replace(own=True)).difference == largest


def test_narrow_floats_are_compared_in_float64() -> None:
    result = found(np.float16(60000), np.float16(-60000))
    assert result.difference == 120000.0
    assert differences(np.asarray(np.float32(0.1)), np.asarray(0.1), USUAL) is None
    assert found(np.float32(0.1), 0.1, ZERO).difference == abs(float(np.float32(0.1)) - 0.1)


def test_complex_numbers_are_compared_by_distance() -> None:
    assert found(np.array([3 + 4j]), np.array([0j])).difference == 5.0
    assert differences(np.array([complex(np.nan, np.inf)]), np.array([complex(np.nan, np.inf)]), USUAL) is None


def test_complex_numbers_too_large_for_their_size_are_compared_part_by_part() -> None:
    large = 1.7e308
    right = np.array([complex(large, large)])
    assert differences(right * (1 + 1e-12), right, USUAL) is None
    for wrong in (complex(-large, large), complex(large, -large), complex(large, large * 1.001)):
        result = found([wrong], right)
        assert not result.nonfinite
        assert result.difference is not None
        assert result.relative is not None
        assert 0 < result.relative <= result.difference <= sys.float_info.max


parts = st.floats() | st.sampled_from([math.nan, math.inf, 1.7e308, -1.7e308, 1.7000001e308, 0.5])


@given(parts, parts, parts, parts, tolerances)
def test_a_complex_number_whose_parts_are_right_is_right(
    real: float, imaginary: float, wanted_real: float, wanted_imaginary: float, tolerance: Tolerance
) -> None:
    answer, expected = complex(real, imaginary), complex(wanted_real, wanted_imaginary)
    of_parts = [(real, wanted_real), (imaginary, wanted_imaginary)]
    right = all(differences(np.asarray(one), np.asarray(other), tolerance) is None for one, other in of_parts)
    if right:  # a distance is at most the sum of its two parts
        twice = Tolerance(2 * tolerance.rtol, 2 * tolerance.atol)
        assert differences(np.asarray(answer), np.asarray(expected), twice) is None
    elif not math.isfinite(math.hypot(wanted_real, wanted_imaginary)):
        assert differences(np.asarray(answer), np.asarray(expected), tolerance) is not None


def test_the_finite_part_of_a_complex_number_has_the_tolerance() -> None:
    third = 1 / 3
    for odd in (np.nan, np.inf, -np.inf):
        for number, near, far in (
            (complex(odd, third), complex(odd, third + 1e-12), complex(odd, third + 1e-3)),
            (complex(third, odd), complex(third + 1e-12, odd), complex(third + 1e-3, odd)),
        ):
            assert differences(np.array([near]), np.array([number]), USUAL) is None
            assert found([far], [number]).nonfinite


def test_truth_values_and_texts_have_no_size_of_difference() -> None:
    for answer, expected in [([True, False], [True, True]), (["a", "b"], ["a", "c"])]:
        result = found(answer, expected)
        assert result.worst == (1,)
        assert (result.difference, result.relative) == (None, None)


@given(st.lists(st.tuples(st.floats(), st.floats()) | near_pairs, max_size=4), tolerances)
def test_lists_arrays_and_numbers_follow_one_rule(numbers: list[tuple[float, float]], tolerance: Tolerance) -> None:
    rules = Comparison(tolerance=tolerance)
    answer, expected = [one for one, _ in numbers], [other for _, other in numbers]
    in_list = match(answer, expected, rules) is None
    assert in_list == (match(np.array(answer), np.array(expected), rules) is None)
    assert in_list == all(match(np.float64(one), other, rules) is None for one, other in numbers)
