from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graders.diagnose.lineup import differs
from graders.diagnose.sums import Sum, sums
from graders.diagnose.suspect import Question
from graders.exercise import Comparison, Tolerance
from graders.transcript import NotAsked, Opaque, Returned

NUMBERS = arrays.arrays(np.float64, st.integers(0, 5), elements=st.floats(-1e308, 1e308) | st.just(np.nan))


def sum_of(value: object, tolerance: Tolerance) -> Sum:
    question = Question("c", "f", "f()", Comparison(tolerance=tolerance), Returned(0), 0)
    [found] = sums([question], [Returned(value)])
    return found


@given(NUMBERS, st.floats(-1.5, 1.5), st.floats(0, 0.1), st.floats(0, 10))
def test_what_is_alike_within_its_tolerance_is_never_far_apart(
    right: np.ndarray, part: float, rtol: float, atol: float
) -> None:
    tolerance = Tolerance(rtol, atol)
    with np.errstate(all="ignore"):
        answer = right + part * (atol + rtol * np.abs(right))
    if not differs(Returned(answer), Returned(right), Comparison(tolerance=tolerance)):
        assert not sum_of(answer, tolerance).is_far_from(sum_of(right, tolerance))


def test_a_real_number_that_stands_for_a_complex_one_is_not_far_from_it() -> None:
    right, answer = [1.0, 2 + 0j, np.array([3 + 0j])], [1.0, 2.0, np.array([3.0])]
    assert not differs(Returned(answer), Returned(right), Comparison())
    assert not sum_of(answer, Tolerance()).is_far_from(sum_of(right, Tolerance()))


def test_what_is_far_apart_is_seen() -> None:
    assert sum_of(24, Tolerance()).is_far_from(sum_of(34.0, Tolerance()))
    assert sum_of(np.array([1, 2]), Tolerance()).is_far_from(sum_of(np.array([1, 2.001]), Tolerance()))


@pytest.mark.parametrize("inside", [lambda a: [a], lambda a: (a, "x", 2.5), lambda a: {"w": a, "b": [1, (2.0, None)]}])
def test_what_is_inside_a_container_is_added_up(inside: Callable[[object], object]) -> None:
    near, far = inside(np.array([1.0, 2.0])), inside(np.array([1.0, 2.1]))
    assert sum_of(near, Tolerance()).is_far_from(sum_of(far, Tolerance()))
    assert not sum_of(near, Tolerance()).is_far_from(sum_of(inside([1.0, 2.0 + 1e-9]), Tolerance()))


@pytest.mark.parametrize("value", ["34", None, ["a"], {}, (), 34j, True, np.array(["a"]), Opaque("set"), 10**400])
def test_what_has_no_sum_is_far_from_nothing(value: object) -> None:
    tolerance = Tolerance()
    assert not sum_of(value, tolerance).is_far_from(sum_of(7.0, tolerance))
    assert not sum_of(7.0, tolerance).is_far_from(sum_of(value, tolerance))


def test_an_answer_that_never_came_has_no_sum() -> None:
    question = Question("c", "f", "f()", Comparison(), Returned(0), 0)
    [found] = sums([question], [NotAsked()])
    assert np.isnan(found.total)
