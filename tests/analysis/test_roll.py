from __future__ import annotations

from graders.analysis.roll import marks
from graders.result import Outcome
from tests.analysis.classes import entry, exercise, mark, roll, student
from tests.reporting.altered import replace
from tests.reporting.samples import EXPLAIN_10, GRADER_FAILED, PARTLY, VECTOR


def test_a_mark_keeps_what_a_class_needs_and_no_arrays() -> None:
    [kept] = marks(replace(PARTLY, checks=(VECTOR,)))
    assert (kept.id, kept.outcome, kept.score, kept.max_score) == ("arrays", Outcome.WRONG, 0.5, 2)
    assert VECTOR.mismatch is not None
    assert VECTOR.mismatch.answer_cells is not None
    assert kept.mismatch == replace(VECTOR.mismatch, answer_cells=None, expected_cells=None)


def test_points_that_nobody_has_decided_on_are_open_and_not_part_of_the_share() -> None:
    waiting, ours = marks(replace(PARTLY, checks=(EXPLAIN_10, GRADER_FAILED)))
    work = entry(mark("a", 1, 2), waiting, ours)
    assert (work.open_points, work.decided_points, work.share) == (3, 2, 0.5)
    assert entry(waiting).share is None


def test_the_share_is_of_the_score_that_counts() -> None:
    assert entry(mark("a", 2, 2), late_factor=0.5).share == 0.5


def test_the_outcome_of_a_submission_is_its_worst() -> None:
    assert entry(mark("a", 1), mark("b", 0), mark("c", 0, outcome=Outcome.NOT_RUN)).outcome is Outcome.WRONG
    assert entry().outcome is Outcome.PASSED


def test_what_was_handed_in_is_found_by_student_and_by_exercise() -> None:
    one, two = exercise("ex1"), exercise("ex2")
    work = entry(mark("a", 1))
    klass = roll([one, two], [student("ada", work, None), student("ben", None, None)])
    assert list(klass.handed_in(one)) == [work]
    assert list(klass.handed_in(two)) == []
    assert [person.handed_in for person in klass.students] == [(work,), ()]


def test_a_student_is_called_by_name_where_there_is_one() -> None:
    assert student("a17", name="Ada").label == "Ada"
    assert student("a17").label == "a17"
