from __future__ import annotations

from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.reporting.plot import Scale, box, dots, polyline, scale, short

DRAWABLE = st.floats(-1e100, 1e100)


def test_a_number_has_its_place_and_one_outside_lies_on_the_frame() -> None:
    up = Scale(0, 10, 170, 20)
    assert [up.at(number) for number in (0, 5, 10, 99, -99)] == [170, 95, 20, 20, 170]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 10, (0, 5, 10)), (-0.3, 1.1, (0, 0.5, 1)), (0, 675, (0, 200, 400, 600)), (41, 44, (41, 42, 43, 44))],
)
def test_ticks_are_a_few_round_numbers(low: float, high: float, ticks: tuple[float, ...]) -> None:
    assert Scale(low, high, 0, 1).ticks() == ticks


def test_a_scale_leaves_room_and_leaves_out_what_is_not_finite() -> None:
    assert scale([0, 10, nan, inf], 0, 1)[:2] == (-0.5, 10.5)


@pytest.mark.parametrize("numbers", [[], [nan], [5, 5], [1e16, 1e16 + 2], [0, 5e-324], [-1e100]])
def test_a_scale_has_a_width_whatever_it_is_of(numbers: list[float]) -> None:
    made = scale(numbers, 0, 1)
    assert made.low < made.high
    assert made.ticks()


@given(st.lists(DRAWABLE, max_size=5))
def test_ticks_are_few_and_rise(numbers: list[float]) -> None:
    ticks = scale(numbers, 0, 1).ticks()
    assert 1 <= len(ticks) <= 6
    assert all(low < high for low, high in pairwise(ticks))


def test_a_line_is_broken_where_a_number_is_missing() -> None:
    assert polyline([(0, 1), (1, 2.25), (2, nan), (3, 4)]) == "M0 1h0L1 2.2M3 4h0"


def test_dots_and_boxes_are_paths() -> None:
    assert dots([(0, 1), (nan, 2), (3, 4)]) == "M0 1h0M3 4h0"
    assert box(1, 2, 3, 4) == "M1 2h3v4h-3z"


def test_a_number_is_written_in_four_digits() -> None:
    assert [short(number) for number in (0.6590012, 123456.0, 3.0)] == ["0.659", "1.235e+05", "3"]
