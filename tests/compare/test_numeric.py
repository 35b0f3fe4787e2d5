import tracemalloc

import numpy as np
import pytest

from graders.compare.match import match
from graders.compare.numeric import numeric
from graders.exercise import Comparison
from graders.result import MismatchKind
from graders.transcript import Opaque, Value

WIDE = ["x" * 10_000, *[""] * 2000]
"""Text of 12 kB, which is 80 MB as an array."""


@pytest.mark.parametrize(
    ("value", "shape"),
    [
        (2, ()),
        (True, ()),
        (2j, ()),
        (np.float32(1), ()),
        ([1, 2.5], (2,)),
        ([(1, 2), [3, np.int8(4)]], (2, 2)),
        ([], (0,)),
    ],
)
def test_numbers_and_even_lists_of_them_are_an_array(value: Value, shape: tuple[int, ...]) -> None:
    array = numeric(value)
    assert array is not None
    assert array.shape == shape


@pytest.mark.parametrize(
    "value",
    ["2", None, ["2"], [1, "2"], {"a": 1}, [[1], [2, 3]], [10**400], [None], [Opaque("set")], [np.array(["a"]), ["b"]]],
)
def test_anything_else_is_none(value: Value) -> None:
    assert numeric(value) is None


@pytest.mark.parametrize("answer", [WIDE, [np.array(WIDE[:2]), *[["", ""]] * 2000], [1.0, *WIDE]])
@pytest.mark.parametrize("expected", [np.array([1.0, 2.0]), 1.0])
def test_text_in_place_of_numbers_is_made_no_array_that_is_as_wide_as_the_longest(
    answer: Value, expected: Value
) -> None:
    tracemalloc.start()
    try:
        mismatch = match(answer, expected, Comparison())
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert mismatch is not None
    assert (mismatch.kind, mismatch.size) == (MismatchKind.TYPE, 0)
    assert most < 10 * 2**20
