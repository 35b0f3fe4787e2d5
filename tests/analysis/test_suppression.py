from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graders.analysis.suppression import FEWEST, suppressed

COUNTS = st.lists(st.integers(0, 12), max_size=10)


@given(COUNTS)
def test_no_count_of_one_to_four_is_shown(counts: list[int]) -> None:
    assert not any(count is not None and 0 < count < FEWEST for count in suppressed(counts))


@given(COUNTS)
def test_what_is_hidden_cannot_be_told_from_the_sum_unless_nothing_else_is_there(counts: list[int]) -> None:
    shown = suppressed(counts)
    hidden = [count for count, visible in zip(counts, shown, strict=True) if visible is None]
    assert not hidden or sum(hidden) >= FEWEST or sum(hidden) == sum(counts)


@given(COUNTS)
def test_counts_that_are_shown_are_the_counts(counts: list[int]) -> None:
    assert all(visible in (None, count) for count, visible in zip(counts, suppressed(counts), strict=True))


def test_a_single_small_count_takes_the_next_one_with_it() -> None:
    assert suppressed([20, 3, 0, 7]) == (20, None, 0, None)
    assert suppressed([20, 3, 2]) == (20, None, None)
    assert suppressed([5, 0, 6]) == (5, 0, 6)
