from __future__ import annotations

from graders.analysis.roll import marks
from graders.result import Outcome
from tests.analysis.classes import exercise, handed_in, mark, roll, student, work
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
    found = work(mark("a", 1, 2), waiting, ours)
    assert (found.open_points, found.decided_points, found.share) == (3, 2, 0.5)
    assert work(waiting).share is None


def test_the_share_is_of_the_score_that_counts() -> None:
    assert work(mark("a", 2, 2), late_factor=0.5).share == 0.5


def test_the_outcome_of_a_submission_is_its_worst() -> None:
    assert work(mark("a", 1), mark("b", 0), mark("c", 0, outcome=Outcome.NOT_RUN)).outcome is Outcome.WRONG
    assert work().outcome is Outcome.PASSED


def test_work_that_is_alike_is_found_with_all_who_have_it_exercise_by_exercise() -> None:
    right, wrong = handed_in(mark("a", 1), page="right.html"), handed_in(mark("a", 0), page="wrong.html")
    again = right._replace(page="again.html", submitted_at=1.0, work=work(mark("a", 1)))
    people = [student("ada", wrong, None), student("ben", right, right), student("cleo", None, None)]
    klass = roll([exercise("ex1"), exercise("ex2")], [*people, student("dmitri", again, None)])
    assert [[(one.work, list(one.places)) for one in found] for found in klass.alike] == [
        [(wrong.work, [0]), (right.work, [1, 3])],
        [(right.work, [1])],
    ]
    assert [person.work for person in klass.students] == [(wrong.work,), (right.work, right.work), (), (right.work,)]


def test_a_student_is_called_by_name_where_there_is_one() -> None:
    assert student("a17", name="Ada").label == "Ada"
    assert student("a17").label == "a17"
