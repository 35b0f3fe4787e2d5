from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.analysis.spread import mean, spread

SHARES = st.lists(st.floats(0, 1), max_size=40)


@given(SHARES)
def test_mean_median_and_deviation_are_those_of_the_statistics_module(shares: list[float]) -> None:
    found = spread(shares)
    assert found.n == len(shares)
    if not shares:
        assert (found.mean, found.median, found.sd) == (None, None, None)
        return
    assert found.mean == pytest.approx(statistics.fmean(shares), abs=1e-12)
    assert found.median == pytest.approx(statistics.median(shares), abs=1e-12)
    if len(shares) == 1:
        assert found.sd is None
    else:
        assert found.sd == pytest.approx(statistics.stdev(shares), abs=1e-9)


@given(SHARES, st.randoms(use_true_random=False))
def test_the_order_of_students_makes_no_difference(shares: list[float], random: object) -> None:
    shuffled = shares.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert spread(shuffled) == spread(shares)


@given(SHARES)
def test_every_submission_is_in_one_bin(shares: list[float]) -> None:
    assert sum(spread(shares).bins) == len(shares)


def test_a_bin_starts_at_its_whole_percent_and_the_last_one_takes_full_marks() -> None:
    for points in range(101):
        bins = spread([points / 100]).bins
        assert bins.index(1) == min(points // 10, 9)


def test_shares_beyond_the_range_fall_into_the_outer_bins() -> None:
    assert spread([-0.5, 1.5]).bins == (1, 0, 0, 0, 0, 0, 0, 0, 0, 1)


def test_equal_scores_have_no_deviation() -> None:
    assert spread([0.0, 0.0]).sd == 0
    assert spread([0.7] * 5).sd == pytest.approx(0)


def test_the_mean_of_nothing_is_none() -> None:
    assert mean([]) is None
