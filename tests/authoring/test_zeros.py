"""Right answers so small that 0 passes for them."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.authoring.bench import Bench
from graders.authoring.zeros import vanishing, zeros
from graders.compare.match import match
from graders.exercise import Comparison, Tolerance

Put = Callable[..., Bench]


def check(more: str = "") -> str:
    return f"  - {{id: one, variable: x, asks: it, points: 1{more}}}\n"


@pytest.mark.parametrize(
    "value",
    [
        "3e-12",
        "-6.6e-34",
        "np.float32(1e-20)",
        "1e-12j",
        "np.array([2e-10, 1.0])",
        "[1, {'charge': 1.6e-10}]",
        "(np.zeros(2), np.array([5e-300]))",
        "np.array([1e-10, np.inf, np.nan])",
    ],
)
def test_a_right_answer_that_0_passes_for_is_named(bench: Put, value: str) -> None:
    [finding] = zeros(bench(check(), f"import numpy as np\nx = {value}\n"))
    assert (finding.place.line, finding.code) == (4, "G406")
    assert "0 passes 'one', where `x` has a number of size" in finding.text
    assert finding.text.endswith("Write tolerance: {atol: 0}, or {atol: 1e-9} when it is 0 but for rounding")


@pytest.mark.parametrize(
    "value",
    [
        "0.0",
        "34",
        "1e-8",
        "True",
        "'text'",
        "None",
        "np.array([1e-152, 1.0])",
        "[0.1 + 0.2 - 0.3, 1.0]",
        "10**400",
        "np.array(['a', 'b'])",
    ],
)
def test_a_number_that_0_does_not_pass_for_is_not_nor_is_rounding(bench: Put, value: str) -> None:
    assert not list(zeros(bench(check(), f"import numpy as np\nx = {value}\n")))


@pytest.mark.parametrize(
    ("more", "count"),
    [
        (", tolerance: {atol: 0}", 0),
        (", tolerance: {atol: 1e-9}", 0),
        (", compares: shape", 0),
        (", item: 1", 0),
        (", item: 0", 1),
    ],
)
def test_what_a_check_compares_and_how_is_its_authors_choice(bench: Put, more: str, count: int) -> None:
    assert len(list(zeros(bench(check(more), "x = [3e-12, 5.0]\n")))) == count


def test_the_call_is_named_and_each_check_once(bench: Put) -> None:
    checks = "  - {id: f, function: f, asks: it, points: 1, cases: [[1], [2], [3]]}\n"
    [finding] = zeros(bench(checks, "def f(n): return 1e-12 * (n - 1)\n"))
    assert "`f(3)`" not in finding.text
    assert "`f(2)` has a number of size 1e-12" in finding.text


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([0.0, 1e-6, 0.1]), st.sampled_from([0.0, 1e-9])
)
def test_a_number_is_found_exactly_where_0_passes_for_it(number: float, rtol: float, atol: float) -> None:
    tolerance = Tolerance(rtol, atol)
    passes = number != 0 and match(0.0, number, Comparison(tolerance=tolerance)) is None
    assert (vanishing(number, tolerance) > 0) == passes
