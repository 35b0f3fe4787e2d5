"""What a beginner can try after a mismatch is about that mismatch, and works."""

import numpy as np
import pytest

from graders.compare.match import match
from graders.compare.step import next_step
from graders.compare.wording import right
from graders.exercise import Compares, Comparison, DtypeRule
from graders.transcript import Opaque, Value
from tests.compare.test_wording import faults

STEPS: dict[str, tuple[Value, Value, str]] = {
    "whole numbers for floats": (
        np.array([1, 2]),
        np.array([1.0, 2.0]),
        "Convert the result: `float(...)` for one value, `.astype(float)` for an array.",
    ),
    "numbers for truth values": (
        np.array([1, 0]),
        np.array([True, False]),
        "Convert the result: `bool(...)` for one value, `.astype(bool)` for an array.",
    ),
    "a width that Python does not have": (
        np.ones(2),
        np.ones(2, np.float32),
        "Convert the result: `np.float32(...)` for one value, `.astype(np.float32)` for an array.",
    ),
    "text for truth values, of which each would be true": (
        np.array(["True", "False"]),
        np.array([True, False]),
        "Keep the values as they are, without `str(...)` or quotation marks.",
    ),
    "a complex number, which float refuses": (
        np.array([1 + 0j]),
        np.array([1.0]),
        "Take the real part of the result: write `.real` behind it.",
    ),
    "a list of one number": (
        [34],
        34,
        "Take the square brackets round the number away, or take it out of the list with `[0]`.",
    ),
    "an array of one number": (np.array([34]), 34, "Take the number out of the array with `[0]`."),
    "a tuple of one number": (
        (34.0,),
        34,
        "Take the comma behind the number away: it makes a tuple of one number.",
    ),
    "one of two results": (
        5.42,
        (5.42, 40.1),
        "Write 2 values after `return`, with commas between them.",
    ),
    "one number for a tuple of one, which no comma stands between": (
        5.42,
        (5.42,),
        "Print the value and its `type(...)`, and compare them with the task.",
    ),
    "two pairs of brackets, of which [0] takes one away": (
        [[34]],
        34,
        "Print the value and its `type(...)`, and compare them with the task.",
    ),
    "a matrix": (
        Opaque("matrix", ""),
        np.ones((2, 2)),
        "Make a plain array of it with `np.array(...)`, as `*` means something else for a matrix.",
    ),
}


@pytest.mark.parametrize(("answer", "expected", "step"), STEPS.values(), ids=STEPS)
def test_a_next_step_names_what_is_asked_for(answer: Value, expected: Value, step: str) -> None:
    mismatch = match(answer, expected, Comparison(dtype=DtypeRule.EXACT))
    assert mismatch is not None
    assert next_step(mismatch, "`f(0)`", returned=True) == step
    assert faults(step) == []


@pytest.mark.parametrize(
    ("answer", "told"), [([34], "The number is right."), ([33], ""), ([34, 34], ""), ([[]], ""), ([[34]], "")]
)
def test_one_number_in_brackets_is_right_only_if_it_is(answer: Value, told: str) -> None:
    mismatch = match(answer, 34, Comparison())
    assert mismatch is not None
    assert right(mismatch) == told


@pytest.mark.parametrize("compares", Compares)
@pytest.mark.parametrize(("answer", "told"), [([[1, 2]], "All 2 numbers are right."), ([[2, 1]], "")])
def test_numbers_in_a_list_are_right_only_if_they_are_whatever_is_compared(
    answer: Value, told: str, compares: Compares
) -> None:
    mismatch = match(answer, np.array([[1.0, 2.0]]), Comparison(compares=compares))
    assert mismatch is not None
    assert right(mismatch) == told
