from typing import Any

import numpy as np
import pytest

from graders.spec.data import as_array


@pytest.mark.parametrize("value", [[1, "a"], [True, False], [[1, 2], 3], ["a"], [None], [[[1]], [[2]], 3]])
def test_a_list_that_is_no_array_stays_a_list(value: list[Any]) -> None:
    assert isinstance(as_array(value), list)


def test_rows_of_different_lengths_stay_a_list_of_arrays() -> None:
    rows = as_array([[1, 2], [3]])
    assert isinstance(rows, list)
    assert [row.tolist() for row in rows] == [[1, 2], [3]]


def test_arrays_are_found_within_other_values() -> None:
    value = as_array({"w": [1, 2], "name": "a"})
    assert isinstance(value, dict)
    assert isinstance(value["w"], np.ndarray)
    assert value["name"] == "a"
