from __future__ import annotations

from graders.analysis.reading import readings
from graders.result import Outcome
from tests.analysis.classes import exercise, handed_in, mark, roll, student


def test_what_is_to_be_read_comes_by_check_with_and_without_points() -> None:
    waiting = mark("b", 0, outcome=Outcome.NEEDS_REVIEW, provisional=True)
    work = [
        handed_in(mark("a", 1), waiting),
        handed_in(mark("a", 1, provisional=True), mark("b", 1, provisional=True)),
        handed_in(mark("a", 1), mark("b", 1)),
    ]
    found = readings(roll([exercise()], [student(id_, one) for id_, one in zip("zyx", work, strict=True)]))
    assert [(one.check, len(one.undecided), len(one.provisional)) for one in found] == [("a", 0, 1), ("b", 1, 1)]
    assert next(iter(found[1].undecided)).student == "z"


def test_where_nobody_has_to_read_there_is_no_list() -> None:
    assert readings(roll([exercise()], [student("ada", handed_in(mark("a", 1))), student("ben", None)])) == ()
