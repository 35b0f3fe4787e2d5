from __future__ import annotations

from graders.analysis.roll import HandedIn
from graders.reporting.class_shares import ClassShares, class_shares
from graders.result import Outcome
from tests.analysis.classes import crowd, exercise, handed_in, mark, roll, student


def _shares(*works: HandedIn | None) -> ClassShares:
    found = class_shares(roll([exercise(points=[6, 4])], (student(f"s{n}", work) for n, work in enumerate(works))))
    assert found is not None
    return found


RIGHT = handed_in(mark("a", 6, 6), mark("b", 4, 4))
FIRST = handed_in(mark("a", 6, 6), mark("b", 1, 4))
OPEN = handed_in(mark("a", 0, 6), mark("b", 0, 4, outcome=Outcome.NEEDS_REVIEW))


def test_an_exercise_is_told_in_shares_of_all_students() -> None:
    [view] = _shares(*[RIGHT] * 9, *[FIRST] * 7, *[OPEN] * 4, *[None] * 8).views
    assert (view.handed_in.text, view.passed.text) == ("50 to 74 %", "25 to 49 %")
    assert [(check.title, check.right.text) for check in view.checks] == [
        ("`a` is right", "50 to 74 %"),
        ("`b` is right", "25 to 49 %"),
    ]
    assert [one.low for one in view.scores.reached] == [50] * 7 + [25] * 2


def test_the_median_lies_where_half_of_the_class_no_longer_reaches() -> None:
    assert _shares(*[RIGHT] * 9, *[FIRST] * 7, *[None] * 12).views[0].scores.median == "70 to 79 %"
    assert _shares(*[RIGHT] * 28).views[0].scores.median == "90 to 100 %"
    assert _shares(*[RIGHT] * 13, *[None] * 15).views[0].scores.median == "0 to 9 %"


def test_all_exercises_are_told_together_where_there_are_several() -> None:
    assert _shares(*[RIGHT] * 12).total is None
    several = class_shares(crowd(28, 2))
    assert several is not None
    assert several.step == 25
    assert several.total is not None


def test_of_a_class_of_few_there_are_no_shares() -> None:
    assert class_shares(crowd(11, 1)) is None
