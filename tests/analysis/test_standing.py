from __future__ import annotations

import pytest

from graders.analysis.roll import HandedIn
from graders.analysis.standing import self_ratings, total_share
from graders.result import Outcome, Rating
from tests.analysis.classes import exercise, handed_in, mark, roll, student

OPEN = mark("b", 0, 2, Outcome.NEEDS_REVIEW)


def _rated(score: float, *stars: int | None) -> HandedIn:
    return handed_in(mark("a", score, 10), ratings=[Rating(f"item {n}", one) for n, one in enumerate(stars)])


def test_a_total_is_a_part_of_what_is_decided_and_missing_work_counts_as_none() -> None:
    klass = roll([exercise(), exercise("ex2")], [student("ada", handed_in(mark("a", 3, 4), OPEN), None)])
    assert list(map(total_share, klass.students)) == [3 / 8]


@pytest.mark.parametrize("entries", [(), (None,), (handed_in(OPEN),)])
def test_a_total_of_nothing_has_no_share(entries: tuple[HandedIn | None, ...]) -> None:
    klass = roll([exercise(points=[2])], [student("ada", *entries)])
    assert list(map(total_share, klass.students)) == [None]


def test_five_stars_are_full_marks_and_one_is_none() -> None:
    klass = roll([exercise()], [student("ada", _rated(10, 5)), student("ben", _rated(10, 1))])
    ada, ben = self_ratings(klass)
    assert (ada.student, ada.rating, ada.score, ada.surplus) == ("ada", 1, 1, 0)
    assert (ben.student, ben.rating, ben.surplus) == ("ben", 0, -1)


def test_ratings_are_averaged_over_the_items_that_were_rated() -> None:
    [found] = self_ratings(roll([exercise(), exercise("ex2")], [student("ada", _rated(5, 2, None), _rated(0, 5))]))
    assert (found.stars, found.score) == (3.5, 0.25)


def test_whoever_rates_far_above_the_score_comes_first() -> None:
    people = [
        student("a", _rated(5, 3)),
        student("b", _rated(1, 5)),
        student("c", _rated(5, 3)),
        student("d", _rated(9, 1)),
    ]
    assert [one.student for one in self_ratings(roll([exercise()], people))] == ["b", "a", "c", "d"]


def test_without_a_rating_or_a_score_there_is_nothing_to_compare() -> None:
    people = [
        student("a", _rated(5)),
        student("b", _rated(5, None)),
        student("c", handed_in(OPEN, ratings=[Rating("item", 3)])),
        student("d", None),
    ]
    assert self_ratings(roll([exercise()], people)) == ()
