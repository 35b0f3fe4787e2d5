from __future__ import annotations

import random
from array import array
from collections.abc import Iterable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.analysis.items import FEW, FEWEST, Item, items
from graders.analysis.roll import Alike, Work
from graders.result import Outcome
from tests.analysis.classes import exercise, mark, work

POINTS = (2.0, 2.0, 1.0)
ASKED = exercise(points=POINTS)
Scores = Sequence[Sequence[float]]

MATRICES = st.lists(st.tuples(*(st.sampled_from((0.0, each / 2, each)) for each in POINTS)), min_size=20, max_size=60)


def _class(scores: Scores) -> list[Alike]:
    return _alike(
        work(*(mark(id_, *pair) for id_, pair in zip("abc", zip(row, POINTS, strict=True), strict=True)))
        for row in scores
    )


def _alike(submissions: Iterable[Work]) -> list[Alike]:
    return [Alike(one, array("I", [place])) for place, one in enumerate(submissions)]


def _varied(n: int) -> list[tuple[float, float, float]]:
    source = random.Random(n)  # noqa: S311  no secret
    return [(source.choice((0, 1, 2)), source.choice((0, 1, 2)), source.choice((0, 1))) for _ in range(n)]


def _item(scores: Scores, check: str = "a") -> Item:
    return next(one for one in items(ASKED, _class(scores)) if one.check == check)


@given(MATRICES)
def test_difficulty_and_discrimination_agree_with_numpy(scores: Scores) -> None:
    matrix = np.array(scores)
    for column, item in enumerate(items(ASKED, _class(scores))):
        own, rest = matrix[:, column], np.delete(matrix, column, axis=1).sum(axis=1)
        assert item.difficulty == pytest.approx(own.mean() / POINTS[column])
        if np.ptp(own) == 0 or np.ptp(rest) == 0:
            assert item.discrimination is None
        else:
            assert item.discrimination is not None
            assert item.discrimination.r == pytest.approx(np.corrcoef(own, rest)[0, 1], abs=1e-9)


@given(MATRICES, st.randoms(use_true_random=False))
def test_the_order_of_students_makes_no_difference(scores: list[tuple[float, ...]], source: random.Random) -> None:
    shuffled = scores.copy()
    source.shuffle(shuffled)
    assert items(ASKED, _class(shuffled)) == items(ASKED, _class(scores))


def test_work_that_many_have_counts_for_each_of_them() -> None:
    scores = _varied(40)
    places = {row: array("I", (place for place, one in enumerate(scores) if one == row)) for row in scores}
    together = [Alike(one.work, places[row]) for row, one in zip(scores, _class(scores), strict=True)]
    assert len(places) < len(scores)
    assert items(ASKED, dict(zip(scores, together, strict=True)).values()) == items(ASKED, _class(scores))


def test_the_check_itself_is_not_part_of_the_rest() -> None:
    # With the total in place of the rest, any check that varies would correlate with itself.
    scores = [(2 * (n % 2), 2 * (n // 2 % 2), n // 4 % 2) for n in range(40)]
    found = _item(scores).discrimination
    assert found is not None
    assert found.r == pytest.approx(0)


def test_few_submissions_have_a_difficulty_and_no_discrimination() -> None:
    few = _item(_varied(FEWEST - 1))
    assert few.difficulty is not None
    assert (few.discrimination, few.upper_lower) == (None, None)
    enough = _item(_varied(FEWEST))
    assert None not in (enough.discrimination, enough.upper_lower)


@pytest.mark.parametrize("n", [0, 1, 2])
def test_a_class_of_hardly_anybody_has_no_correlations(n: int) -> None:
    item = _item([(2, 0, 1)] * n)
    assert item.n == n
    assert item.difficulty == (1 if n else None)
    assert item.discrimination is None


def test_the_margin_is_two_standard_errors_and_ends_at_a_hundred() -> None:
    found = _item(_varied(FEW - 1)).discrimination
    assert found is not None
    assert found.margin == pytest.approx(2 * (1 - found.r**2) / np.sqrt(FEW - 2))
    many = _item(_varied(FEW)).discrimination
    assert many is not None
    assert many.margin is None


def test_the_standard_error_is_near_what_simulation_finds() -> None:
    generator = np.random.default_rng(0)
    pairs = generator.multivariate_normal([0, 0], [[1, 0.5], [0.5, 1]], size=(2000, 30))
    found = [np.asarray(np.corrcoef(pair.T))[0, 1] for pair in pairs]
    assert np.std(found) == pytest.approx((1 - 0.5**2) / np.sqrt(29), rel=0.1)


def test_a_check_that_all_pass_has_no_discrimination() -> None:
    assert _item([(2, n % 3, n % 2) for n in range(30)]).discrimination is None


def test_upper_and_lower_groups_are_27_percent_each() -> None:
    # Totals 0 to 99, all different; the check is passed from 90 on.
    wide = exercise(points=(1, 98))
    scores = [(1.0 if n >= 90 else 0.0, n - (1.0 if n >= 90 else 0.0)) for n in range(100)]
    found = _alike(work(mark("a", own, 1), mark("b", rest, 98)) for own, rest in scores)
    assert items(wide, found)[0].upper_lower == pytest.approx(10 / 27)


def test_students_with_equal_totals_share_the_places_at_the_border() -> None:
    equal = _alike(work(mark("a", n % 2, 1), mark("b", 1 - n % 2, 1)) for n in range(50))
    assert items(exercise(points=(1, 1)), equal)[0].upper_lower == pytest.approx(0)


def test_undecided_points_are_left_out_of_check_and_rest() -> None:
    waiting = mark("b", 0, 2, Outcome.NEEDS_REVIEW)
    ours = mark("c", 0, 1, Outcome.GRADER_FAILED)
    each = (work(mark("a", 2 * (n % 2), 2), waiting if n % 3 else mark("b", 2, 2), ours) for n in range(30))
    first, second, third = items(ASKED, _alike(each))
    assert (first.n, second.n, third.n) == (30, 10, 0)
    assert (second.difficulty, third.difficulty) == (1, None)


def test_a_check_without_points_is_no_item() -> None:
    assert [item.check for item in items(exercise(points=(0, 1)), [])] == ["b"]
