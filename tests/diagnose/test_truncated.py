"""Functions of an array that lose fractions: some in an array made like their input, others by what they work out."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest

from graders.diagnose.choose import choose
from graders.diagnose.lineup import Lineup
from graders.diagnose.patterns import patterns
from graders.diagnose.suspect import Question
from graders.exercise import Comparison
from graders.transcript import Answer, Raised, Returned

Array = np.ndarray[Any, np.dtype[Any]]
Function = Callable[[Array], object]

WHOLE, MORE_WHOLE = np.array([1, 2, 7, -12]), np.array([3, 1, 10])
FLOATS, MORE_FLOATS = np.array([0.5, 2.25, -7.0]), np.array([1.5, 3.25, 9.0, 4.0])
MIXED = (WHOLE, MORE_WHOLE, FLOATS, MORE_FLOATS)


def quarters(x: Array) -> Array:
    return x / 4


def in_its_like(x: Array) -> Array:
    out = np.zeros_like(x)
    out[:] = x / 4
    return out


def in_place(x: Array) -> Array:
    own = x.copy()
    for number in range(len(own)):
        own[number] = own[number] / 4
    return own


def told(function: Function, inputs: Sequence[Array], right: Function = quarters) -> tuple[str, str]:
    """Return the id of what is told of a function, and what to do next."""
    questions = [Question("c", "f", f"f({x})", Comparison(), Returned(right(x)), len(x)) for x in inputs]
    answers = [Returned(function(x)) for x in inputs]
    found = choose({"c"}, answers, Lineup(questions, list(patterns(questions))))
    return (found["c"].diagnosis.id, found["c"].hint) if found else ("", "")


@pytest.mark.parametrize("function", [in_its_like, in_place])
@pytest.mark.parametrize("inputs", [MIXED, (WHOLE, FLOATS)], ids=["two calls", "one call"])
def test_fractions_that_an_array_like_the_input_cuts_off_are_told(function: Function, inputs: Sequence[Array]) -> None:
    assert told(function, inputs) == (
        "fractions-cut@answer",
        "Put the results into an array that was made with `dtype=float`.",
    )


def test_where_every_call_loses_its_fractions_the_place_is_not_known() -> None:
    assert told(in_its_like, (WHOLE, MORE_WHOLE))[0] == "integer@answer"
    assert told(lambda x: quarters(x).astype(int), MIXED)[0] == "integer@answer"


def test_one_fraction_that_is_cut_off_in_one_call_is_not_enough() -> None:
    assert told(in_its_like, (np.array([4, 8, 3]), FLOATS)) == ("", "")


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x // 4,
        lambda x: np.round(x / 4),
        lambda x: np.floor(x / 4) if x.dtype.kind == "i" else x / 4,
        lambda x: in_its_like(x) + (x.dtype.kind == "i"),
        lambda x: in_its_like(x) if x.dtype.kind == "i" else x / 5,
        lambda x: in_its_like(x).tolist(),
        lambda x: str(x) if x is MORE_WHOLE else in_its_like(x),
    ],
)
def test_what_is_rounded_or_wrong_in_another_way_is_not_told_so(function: Function) -> None:
    assert told(function, MIXED)[0] != "fractions-cut@answer"


@pytest.mark.parametrize(
    ("right", "function"),
    [
        (lambda x: np.array([x.size, 3]), lambda x: np.array([x.size - 1, 3])),
        (np.argsort, lambda x: np.argsort(x)[::-1]),
        (np.round, lambda x: np.round(x) + 1),
        (lambda x: float(x.mean()), lambda x: int(x.mean()) if x.dtype.kind == "i" else float(x.mean())),
    ],
)
def test_counts_positions_and_single_numbers_are_not_told_so(right: Function, function: Function) -> None:
    assert told(function, MIXED, right)[0] != "fractions-cut@answer"


def test_a_call_that_stopped_says_nothing() -> None:
    questions = [Question("c", "f", f"f({x})", Comparison(), Returned(quarters(x)), len(x)) for x in MIXED]
    answers: list[Answer] = [Returned(in_its_like(x)) for x in MIXED[:-1]]
    answers.append(Raised("ValueError", ("ValueError",), "no"))
    found = choose({"c"}, answers, Lineup(questions, list(patterns(questions))))
    assert found["c"].diagnosis[::2] == ("fractions-cut@answer", 2)
