from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graders.errors import SpecError
from graders.exercise import Exercise
from graders.grading.pictures import pictures
from graders.grading.session import Session
from graders.record import from_record, to_record
from graders.reporting.page import page
from graders.result import Graded, Picture
from graders.sandbox.runner import Sandbox
from graders.sketch import PictureKind, Sketch
from graders.transcript import Answer, Missing, Opaque, Returned

Grade = Callable[..., Graded]

CHECK = "  - {id: w, variable: w, asks: w, points: 1}\n"
CURVE = CHECK + "pictures:\n  - {curve: losses, title: The loss}\n"
NO_SHAPE = "It is not an array, so it has no shape to draw."
REFERENCE = "w = 3\nlosses = [4.0, 2.0, 1.0]\n"

TITLE = "t"
EDGES = (0.0, 0.5, 1.0)
SKETCHES = (
    Sketch(PictureKind.CURVE, ("a",), TITLE),
    Sketch(PictureKind.LINE, ("c", "d"), TITLE, points=("a", "b")),
    Sketch(PictureKind.BARS, ("a",), TITLE, labels=("one",)),
    Sketch(PictureKind.CALIBRATION, ("a", "b"), TITLE, edges=EDGES),
    Sketch(PictureKind.DISTRIBUTIONS, ("a", "b"), TITLE),
    Sketch(PictureKind.BOXES, ("a",), TITLE),
)
RIGHT = {"a": np.array([0.1, 0.5, 0.9, 1.0]), "b": np.array([0, 1, 0, 1]), "c": 3, "d": 10.0}
EXERCISE = Exercise(name="ex", title="T", task="", checks=(), pictures=SKETCHES)


def _answers(**values: object) -> dict[str, Answer]:
    return {name: Returned(value) for name, value in (RIGHT | values).items()}


def _drawn(kind: PictureKind, **values: object) -> Picture:
    drawn = pictures(EXERCISE, _answers(**values), _answers())
    return next(picture for picture in drawn if picture.kind is kind)


def test_a_variable_that_no_check_asks_for_is_drawn_too(graded: Grade) -> None:
    result = graded(CURVE, REFERENCE, "w = 3\nlosses = [9, 9.5, float('nan')]\n")
    [picture] = result.pictures
    [answer], [expected] = picture.answer, picture.expected
    assert str(answer.y) == "(9.0, 9.5, nan)"
    assert (answer.x, answer.size, answer.left_out) == ((0, 1, 2), 3, 1)
    assert expected.y == (4, 2, 1)
    assert result.score == 1


@pytest.mark.parametrize("source", ["w = 3\n", "w = 3\nlosses = ...\n", "w = 3\nexit()\n", "w = (\n"])
def test_who_has_no_value_yet_is_not_shown_the_expected_one(graded: Grade, source: str) -> None:
    [picture] = graded(CURVE, REFERENCE, source).pictures
    assert picture.note == "`losses` has no value yet, so there is nothing to draw."
    assert not picture.expected


F = "  - {id: f, function: f, asks: f, points: 1, cases: [[5], {args: [777], hidden: true}]}\n"


@pytest.mark.parametrize("body", ["losses.append(x)", "os._exit(0)", "while True: pass"])
def test_what_a_picture_shows_is_what_was_there_before_any_call(graded: Grade, body: str) -> None:
    source = f"import os\nw = 3\nlosses = [1.0]\ndef f(x):\n    {body}\n    return x\n"
    limits = "{cpu: 1 s, wall: 2 s}"
    [picture] = graded(F + CURVE, REFERENCE + "def f(x):\n    return x\n", source, limits=limits).pictures
    [series] = picture.answer
    assert series.y == (1,)


def test_a_reference_that_gives_no_picture_is_a_problem_of_the_exercise(sandbox: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "solutions").mkdir()
    (tmp_path / "ex.yaml").write_text(f"title: T\ntask: T\nchecks:\n{CURVE}  - {{boxes: w, title: b}}\n")
    (tmp_path / "solutions" / "ex.py").write_text("w = 3\n")
    (tmp_path / "ex.py").write_text("w = 3\n")
    with pytest.raises(SpecError) as caught:
        Session(sandbox, course=tmp_path, seed=0).grade(tmp_path / "ex.py")
    assert [(problem.place.line, problem.text) for problem in caught.value.problems] == [
        (6, "the reference solution gives no picture. `losses` has no value yet, so there is nothing to draw."),
        (7, f"the reference solution gives no picture. `w` is the number 3. {NO_SHAPE}"),
    ]


def test_a_long_curve_is_thinned_and_keeps_its_ends_and_extremes() -> None:
    values = np.full(100_000, 0.5)
    values[[0, 4321, 77_777, -1]] = 1, -7, 9, 2
    [series] = _drawn(PictureKind.CURVE, a=values).answer
    assert len(series.y) <= 100
    assert (series.y[0], min(series.y), max(series.y), series.y[-1], series.size) == (1, -7, 9, 2, 100_000)
    assert {4321, 77_777} < set(series.x)


def test_a_line_is_drawn_over_the_points_of_the_reference() -> None:
    picture = _drawn(PictureKind.LINE, a=np.zeros(2), c=np.array([2.5]))
    assert (picture.answer[0].x, picture.answer[0].y) == ((2.5,), (10,))
    [points] = picture.points
    assert points.names == ("a", "b")
    assert points.x == (0.1, 0.5, 0.9, 1.0)


def test_a_bin_has_the_mean_of_what_was_predicted_and_how_often_it_came_true() -> None:
    [series] = _drawn(PictureKind.CALIBRATION, a=[0.2, 0.4, 0.5, 1.0, 1.5], b=[0, 1, 1, 1, 0]).answer
    assert (series.x, series.y) == ((0.3, 0.75), (0.5, 1))
    assert (series.size, series.left_out) == (5, 1)


def test_both_groups_are_counted_in_the_same_bins() -> None:
    picture = _drawn(PictureKind.DISTRIBUTIONS, a=[0, 10], b=[5, np.inf, 5])
    assert len({series.x for series in (*picture.answer, *picture.expected)}) == 1
    first, second = picture.answer
    assert (sum(first.y), first.mean, first.left_out) == (2, 5, 0)
    assert (sum(second.y), second.mean, second.left_out) == (2, 5, 1)


def test_a_shape_is_drawn_whatever_the_values_are() -> None:
    assert _drawn(PictureKind.BOXES, a=np.array([["x", "y"]])).answer[0].y == (1, 2)
    assert _drawn(PictureKind.BOXES, a=np.float64(3)).answer[0].y == ()


@pytest.mark.parametrize(
    ("kind", "values", "note"),
    [
        (PictureKind.CURVE, {"a": ["1", "2"]}, "`a` is a list of 2 items. It has no number that can be drawn."),
        (PictureKind.CURVE, {"a": [[1], [1, 2]]}, "`a` is a list of 2 items. It has no number that can be drawn."),
        (PictureKind.CURVE, {"a": []}, "`a` is a list of 0 items. It has no number that can be drawn."),
        (PictureKind.CURVE, {"a": 10**400}, None),
        (PictureKind.CURVE, {"a": 1e300}, "`a` is the number 1e+300. It has no number that can be drawn."),
        (PictureKind.CURVE, {"a": "`<b>"}, None),
        (PictureKind.LINE, {"c": [1, 2]}, "`c` has 2 numbers. A line needs one."),
        (PictureKind.CALIBRATION, {"a": [0.5]}, "`a` has 1 numbers and `b` has 4. They cannot be paired."),
        (PictureKind.CALIBRATION, {"a": [2, 3, 4, 5]}, "`a` has no number from 0 to 1, so there is nothing to draw."),
        (
            PictureKind.BOXES,
            {"a": [[1, 2]]},
            f"`a` is a list of 1 item. {NO_SHAPE}",
        ),
        (PictureKind.BOXES, {"a": np.zeros((1,) * 9)}, "`a` has 9 axes. At most 8 are drawn."),
    ],
)
def test_what_cannot_be_drawn_is_told_in_its_place(
    kind: PictureKind, values: dict[str, object], note: str | None
) -> None:
    drawn = _drawn(kind, **values)
    assert drawn.note if note is None else drawn.note == note
    assert not drawn.expected


PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text(max_size=5)
VALUES: Any = (
    PLAIN
    | st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=2), inner))
    | arrays.arrays(arrays.scalar_dtypes(), arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=5))
    | arrays.arrays(np.float64, st.integers(0, 300))
    | st.just(Opaque("thing"))
)


@given(st.fixed_dictionaries({name: VALUES | st.floats() for name in RIGHT}))
def test_no_value_breaks_a_page(values: dict[str, object]) -> None:
    got = {name: Returned(value) for name, value in values.items()}
    drawn = pictures(EXERCISE, got, _answers())
    graded = Graded("ex", "T", "ex.py", None, "process", 0, (), pictures=drawn)
    text = page(graded, EXERCISE)
    assert text == page(from_record(to_record(graded)), EXERCISE)
    assert not re.search(r'\s(?:d|x|y|viewBox)="[^"]*(?:nan|inf|e[+-])', text)
    assert max(map(len, re.findall(r"<figure.*?</figure>", text, re.DOTALL))) < 6000


def test_a_name_that_is_missing_breaks_nothing() -> None:
    drawn = pictures(EXERCISE, dict.fromkeys(RIGHT, Missing("a")), _answers())
    assert all(picture.note for picture in drawn)
