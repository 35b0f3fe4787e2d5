from __future__ import annotations

import re
from math import nan

import pytest

from graders.reporting.pictures import Drawing, picture_view
from graders.result import Picture, Series
from graders.sketch import PictureKind
from tests.reporting.drawn import BARS, BOXES, CALIBRATION, CURVE, DISTRIBUTIONS, LINE, NOTHING, PICTURES


def _drawing(picture: Picture) -> Drawing:
    drawing = picture_view(1, picture).drawing
    assert drawing is not None
    return drawing


def _paths(picture: Picture, kind: str) -> list[str]:
    return [path.d for path in _drawing(picture).paths if path.kind.split()[0] == kind]


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        (
            CURVE,
            (
                "Of this file: 4 numbers, first 40, last 60, least 20 at index 1, greatest 60 at index 3. "
                "Expected: 5 numbers, first 40, last 6.5, least 6.5 at index 4, greatest 40 at index 0."
            ),
        ),
        (LINE, "3 points. Of this file: slope 2, intercept 0. Expected: slope 3, intercept 10."),
        (BARS, "no: 0.5; maybe: 0.25, expected 0.3; yes: -0.25, expected 0.2; 3: 0.5, expected none."),
        (
            CALIBRATION,
            (
                "Of this file: predicted 0.1, came true 0.3; predicted 0.9, came true 0.6. "
                "Expected: predicted 0.1, came true 0.1; predicted 0.9, came true 0.95."
            ),
        ),
        (
            DISTRIBUTIONS,
            (
                "a: mean 1.25; 6 numbers, most of them from 1 to 2. "
                "b: mean 2, expected 2.25; 4 numbers, most of them from 1 to 2."
            ),
        ),
        (BOXES, "Of this file: shape (2, 3, 4). Expected: shape (3, 40)."),
    ],
    ids=lambda one: one.kind if isinstance(one, Picture) else "",
)
def test_a_picture_says_its_numbers_in_words(picture: Picture, words: str) -> None:
    assert _drawing(picture).description == words


@pytest.mark.parametrize("picture", PICTURES[:-1], ids=lambda picture: picture.kind)
def test_what_came_and_what_was_expected_are_strokes_of_their_own(picture: Picture) -> None:
    assert all(_paths(picture, "answer"))
    assert all(_paths(picture, "expected"))
    assert "Dashed: the expected one" in _drawing(picture).legend


@pytest.mark.parametrize("picture", PICTURES[:-1], ids=lambda picture: picture.kind)
def test_nothing_is_drawn_beside_the_picture(picture: Picture) -> None:
    drawing = _drawing(picture)
    for path in drawing.paths:
        for x, y in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", path.d):
            assert 0 <= float(x) <= 320
            assert 0 <= float(y) <= drawing.height
    assert all(0 <= label.x <= 320 and 0 < label.y <= drawing.height for label in drawing.labels)


def test_where_nothing_can_be_drawn_a_sentence_says_why() -> None:
    view = picture_view(3, NOTHING)
    assert (view.id, view.note, view.drawing) == ("picture-3", NOTHING.note, None)


def test_numbers_that_cannot_be_drawn_leave_a_gap_and_are_counted() -> None:
    broken = Series(("losses",), (0.0, 1.0, 2.0), (nan, 2.0, 1.0), 3, 1)
    [path] = _paths(CURVE._replace(answer=(broken,)), "answer")
    assert path.count("M") == path.count("L") == 1
    assert _drawing(CURVE._replace(answer=(broken,))).legend.endswith("Of `losses` 1 number cannot be drawn.")


def test_a_wild_line_is_drawn_as_far_as_the_picture_goes() -> None:
    steep = LINE._replace(answer=(Series(("w", "b"), (-1e6,), (3e6,), 1),))
    [path] = _paths(steep, "answer")
    (_, top), (_, bottom) = re.findall(r"[ML]([\d.]+) ([\d.]+)", path)
    assert {float(top), float(bottom)} == {24, 170}
    for line in (Series(("w", "b"), (0.0,), (1e6,), 1), Series(("w", "b"), (1e-9,), (-500.0,), 1)):
        outside = LINE._replace(answer=(line,))
        assert _paths(outside, "answer") == [""]
        assert "lies outside the picture" in _drawing(outside).legend
        assert "lies outside the picture" in _drawing(outside).description


def test_the_points_of_a_line_name_the_axes() -> None:
    assert {"hours", "score"} <= {label.text for label in _drawing(LINE).labels}


def test_bars_that_are_not_drawn_are_mentioned() -> None:
    many = BARS._replace(answer=(Series(("probs",), (), (0.5, 0.5, nan), 30, 2),))
    assert "Only the first 3 of 30 numbers are drawn. Of `probs` 2 numbers cannot be drawn." in _drawing(many).legend
    zeros = Series(("probs",), (), (0.0,), 1)
    assert _drawing(Picture(PictureKind.BARS, "", (zeros,), (zeros,))).paths


def test_a_part_of_a_large_array_says_so() -> None:
    assert "Of a large array" in _drawing(BOXES).legend
    assert "Of a large array" not in _drawing(BOXES._replace(expected=BOXES.answer)).legend
