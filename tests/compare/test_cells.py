from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from graders.compare.match import match
from graders.exercise import Comparison
from graders.result import Cells


def cells_of(answer: object, expected: object) -> tuple[Cells, Cells]:
    mismatch = match(answer, expected, Comparison())
    assert mismatch is not None
    assert mismatch.answer_cells is not None
    assert mismatch.expected_cells is not None
    return mismatch.answer_cells, mismatch.expected_cells


def test_a_vector_has_one_row_and_the_differing_cells_are_marked() -> None:
    answer, expected = cells_of(np.array([1.0, 5.0, 3.0]), np.array([1.0, 2.0, 3.0]))
    assert answer.rows == (("1", "5", "3"),)
    assert expected.rows == (("1", "2", "3"),)
    assert answer.differs == expected.differs == ((False, True, False),)


def test_twelve_numbers_are_drawn_in_full() -> None:
    answer, _ = cells_of(np.arange(12), np.zeros(12))
    assert len(answer.rows[0]) == 12


def test_a_larger_array_is_drawn_around_its_worst_element() -> None:
    expected = np.zeros((100, 50))
    answer = expected.copy()
    answer[70, 49] = 9
    drawn, _ = cells_of(answer, expected)
    assert (len(drawn.rows), len(drawn.rows[0])) == (8, 8)
    assert drawn.origin == (66, 42)
    assert drawn.rows[70 - 66][49 - 42] == "9"
    assert drawn.differs[70 - 66][49 - 42]


def test_of_more_axes_the_slice_with_the_worst_element_is_drawn() -> None:
    expected = np.zeros((3, 4, 5))
    answer = expected.copy()
    answer[2, 1, 3] = 9
    drawn, _ = cells_of(answer, expected)
    assert drawn.origin == (2, 0, 0)
    assert drawn.rows[1][3] == "9"


def test_differing_cells_have_the_digits_that_tell_them_apart() -> None:
    answer, expected = cells_of(np.array([1.000011, 0.5]), np.array([1.000014, 0.5]))
    assert answer.rows == (("1.000011", "0.5"),)
    assert expected.rows == (("1.000014", "0.5"),)


def test_two_shapes_are_each_drawn_without_marks() -> None:
    answer, expected = cells_of(np.zeros((3, 1)), np.zeros(3))
    assert answer.rows == (("0",), ("0",), ("0",))
    assert expected.rows == (("0", "0", "0"),)
    assert not any(map(any, answer.differs))


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), (0, 2, 2), (2, 2, 0)])
def test_an_empty_array_has_no_cells(shape: tuple[int, ...]) -> None:
    answer, _ = cells_of(np.zeros(shape), np.zeros(5))
    assert answer.rows == ()
    assert answer.shape == shape


@given(st.data(), arrays.array_shapes(max_dims=4, max_side=30))
def test_the_worst_element_is_always_in_the_window(data: st.DataObject, shape: tuple[int, ...]) -> None:
    place = tuple(data.draw(st.integers(0, size - 1)) for size in shape)
    answer = np.zeros(shape)
    answer[place] = 7
    drawn, _ = cells_of(answer, np.zeros(shape))
    row, column = (0, *(at - start for at, start in zip(place, drawn.origin, strict=True)))[-2:]
    assert drawn.rows[row][column] == "7"
    assert sum(map(sum, drawn.differs)) == 1
