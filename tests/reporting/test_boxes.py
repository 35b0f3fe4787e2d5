from __future__ import annotations

import pytest

from graders.reporting.boxes import boxes, height, is_cut


def test_a_matrix_is_one_sheet_of_rows_and_columns() -> None:
    [sheet] = boxes((2, 3), 8)
    assert sheet == "M8 46h54v36h-54zM8 64h54M26 46v36M44 46v36"


@pytest.mark.parametrize(
    ("shape", "sheets"), [((), 1), ((4,), 1), ((2, 3, 4), 2), ((9, 3, 4), 4), ((5, 2, 3, 4), 2), ((0,), 0), ((3, 0), 0)]
)
def test_a_third_axis_is_sheets_behind_one_another(shape: tuple[int, ...], sheets: int) -> None:
    assert len(list(boxes(shape, 8))) == sheets


@pytest.mark.parametrize(("shape", "cut"), [((6, 7), False), ((7, 7), True), ((10**15,), True), ((2, 2, 2, 2), False)])
def test_of_a_large_array_a_part_is_drawn(shape: tuple[int, ...], cut: bool) -> None:
    assert is_cut(shape) is cut
    assert sum(map(len, boxes(shape, 8))) < 2000


def test_a_picture_is_as_high_as_its_highest_array() -> None:
    assert height([(2, 3), (5, 1)]) == height([(5, 1)]) > height([(2, 3)])
