from __future__ import annotations

import pytest

from graders.reporting.view import CheckView, Fact, SubmissionView, submission_view
from graders.result import Cells, CheckResult, Rating
from tests.reporting.altered import replace
from tests.reporting.samples import (
    ANY_NUMBERS,
    EXERCISE,
    EXPLAIN_3,
    EXPLAIN_10,
    GRADER_FAILED,
    HIDDEN,
    KILLED,
    MATRIX,
    MISSING,
    PARTLY,
    PREDICT,
    RAISED,
    RATING,
    SAMPLES,
    SHAPE,
    SLICE,
    VECTOR,
    WINDOW,
    Y_HAT,
)

WHAT_COMES_NEXT = "In the folder of the course, `grade` alone names the exercise that comes next."


def _view(*checks: CheckResult) -> SubmissionView:
    return submission_view(replace(PARTLY, checks=checks), EXERCISE)


def _check(check: CheckResult) -> CheckView:
    return _view(check).checks[0]


def test_the_first_check_to_mend_is_what_to_do_next() -> None:
    todo = _view(Y_HAT, GRADER_FAILED, PREDICT, RAISED).todo
    assert todo.check is not None
    assert todo.check.result == PREDICT
    assert todo.text == PREDICT.next_step


@pytest.mark.parametrize(
    ("checks", "text"),
    [
        ((Y_HAT,), f"Nothing: all is right. {WHAT_COMES_NEXT}"),
        ((Y_HAT, EXPLAIN_10), f"Nothing for now. A person reads what is still open. {WHAT_COMES_NEXT}"),
        ((Y_HAT, GRADER_FAILED), "Show this page to your instructor: the grader failed here, not the code."),
    ],
)
def test_where_nothing_can_be_mended_the_page_says_so(checks: tuple[CheckResult, ...], text: str) -> None:
    todo = _view(*checks).todo
    assert (todo.check, todo.text) == (None, text)


@pytest.mark.parametrize(
    ("minutes", "builds_on", "place"),
    [
        (20, ("ex1", "ex2"), "About 20 minutes · builds on ex1, ex2"),
        (1, (), "About 1 minute"),
        (None, ("ex1",), "Builds on ex1"),
        (None, (), ""),
    ],
)
def test_the_page_says_how_long_an_exercise_takes_and_what_comes_before(
    minutes: int | None, builds_on: tuple[str, ...], place: str
) -> None:
    exercise = EXERCISE._replace(minutes=minutes, builds_on=builds_on)
    assert submission_view(PARTLY, exercise).place == place


def test_failing_checks_after_the_third_are_folded() -> None:
    view = _view(MISSING, Y_HAT, RAISED, KILLED, PREDICT, ANY_NUMBERS, MATRIX)
    assert [check.folded for check in view.checks] == [False, False, False, False, True, False, True]


def test_the_gap_names_call_place_and_both_values() -> None:
    assert _check(VECTOR).facts == (
        Fact("Call", "predict(np.array([0, 1, 8]))"),
        Fact("At", "[1]"),
        Fact("Got", "3"),
        Fact("Expected", "13"),
    )
    assert Fact("At", '["table"][57, 3]') in _check(WINDOW).facts


def test_a_hidden_case_shows_no_gap() -> None:
    assert _check(HIDDEN).facts == ()
    assert _check(HIDDEN).arrays == ()


def test_the_labels_of_the_gap_say_what_differs() -> None:
    labels = {
        check.result.id: [fact.label for fact in check.facts[-2:]]
        for check in submission_view(SAMPLES["kinds"], EXERCISE).checks
    }
    assert labels["keys"] == ["Not asked for", "Missing"]
    assert labels["shape"] == ["Shape", "Expected"]
    assert labels["dtype"] == ["Data type", "Expected"]
    assert labels["length"] == ["Length", "Expected"]
    assert labels["values"] == ["Got", "Expected"]


def test_only_a_type_is_told_in_words() -> None:
    checks = submission_view(SAMPLES["kinds"], EXERCISE).checks
    assert [check.result.id for check in checks if not check.facts[-1].code] == ["type"]


def test_a_matrix_is_drawn_with_the_index_of_rows_and_columns() -> None:
    got, expected = _check(MATRIX).arrays
    assert got.columns == (0, 1, 2)
    assert [row.number for row in got.rows] == [0, 1, 2]
    assert [cell.differs for cell in got.rows[0].cells] == [False, True, True]
    assert [cell.text for cell in expected.rows[0].cells] == ["4.5", "72", "8"]


def test_a_vector_has_no_index_of_rows() -> None:
    got, expected = _check(SHAPE).arrays
    assert (got.shape, [row.number for row in got.rows]) == ("(3, 1)", [0, 1, 2])
    assert (expected.shape, [row.number for row in expected.rows], expected.columns) == ("(3,)", [None], (0, 1, 2))


def test_a_part_of_an_array_says_so_and_keeps_its_indices() -> None:
    got, _ = _check(WINDOW).arrays
    assert got.part
    assert (got.rows[0].number, got.rows[-1].number) == (53, 60)
    assert (got.columns[0], got.columns[-1]) == (0, 7)
    assert not _check(MATRIX).arrays[0].part


def test_of_three_axes_the_drawn_slice_is_named() -> None:
    got, _ = _check(SLICE).arrays
    assert (got.slice, got.part, got.columns) == ("[1]", True, (0, 1))
    assert [row.number for row in got.rows] == [0, 1, 2]


def test_an_empty_array_is_drawn_as_nothing() -> None:
    assert MATRIX.mismatch is not None
    empty = Cells(shape=(0,), rows=(), differs=(), origin=(0,))
    got, _ = _check(replace(MATRIX, mismatch=replace(MATRIX.mismatch, answer_cells=empty))).arrays
    assert (got.part, got.columns, got.rows) == (False, (), ())


def test_the_hints_make_a_ladder() -> None:
    hint = _check(PREDICT).hint
    steps = []
    while hint:
        steps.append((hint.number, hint.of, hint.text))
        hint = hint.further
    assert steps == [(number, 3, text) for number, text in enumerate(PREDICT.hints, start=1)]


def test_only_a_verdict_that_stands_for_now_is_called_provisional() -> None:
    assert _check(EXPLAIN_3).points == "1 of 1 point, provisional"
    assert _check(EXPLAIN_10).points == "1 point still open"


def test_the_command_to_run_it_again_can_be_copied() -> None:
    view = submission_view(replace(PARTLY, student=None, submission="my ex2.py"), EXERCISE)
    assert view.command == "grade 'my ex2.py' --seed 7"


def test_in_a_class_it_names_the_file_as_its_student_does() -> None:
    view = submission_view(replace(PARTLY, student="Ada", submission="section b/ex2_ada.py"), EXERCISE)
    assert view.command == "grade ex2.py --seed 7"


def test_the_bar_shows_the_share_of_the_points() -> None:
    assert _view(Y_HAT, PREDICT).percent == "50.0"
    assert _view(PREDICT).percent == "0.0"
    assert _view(RATING).percent is None


def test_stars_are_drawn_and_said() -> None:
    graded = replace(PARTLY, ratings=(Rating("a", 4), Rating("b", None)))
    assert [(rating.drawn, rating.words) for rating in submission_view(graded, EXERCISE).ratings] == [
        ("★★★★☆", "4 of 5"),
        ("☆☆☆☆☆", "not rated"),
    ]
