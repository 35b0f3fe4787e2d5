from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.compare.display import call_text, describe, show, show_pair
from graders.printable import one_line
from graders.transcript import Opaque
from tests.compare.plain_values import any_array, any_value, scalars

SHOWN = {
    "34": 34.0,
    "3.14159": np.pi,
    "1234567": 1234567.0,
    "1.23457e+06": 1234567.25,
    "0.1": np.float32(0.1),
    "0": -0.0,
    "nan": np.nan,
    "-inf": -np.inf,
    "3+2j": 3 + 2j,
    "True": np.True_,
    "None": None,
    "about 1.26765e+60": 126765 * 10**55,
    "[1, 2, 3]": np.array([1.0, 2.0, 3.0]),
    "[[1, 2], [3, 4]]": np.array([[1, 2], [3, 4]]),
    "array of shape (4, 5): 0, 1, 2, …": np.arange(20).reshape(4, 5),
    "empty array of shape (0, 3)": np.empty((0, 3)),
    '"it\'s \\"so\\"\\n"': 'it\'s "so"\n',
    '"a\\r\\n"': "a\r\n",
    '(1, [2.5], {"a": None})': (1, [2.5], {"a": None}),
    "(1,)": (1,),
    "[[[[…]]]]": [[[[1]]]],
    "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 500 in all]": list(range(500)),
    "<function>": Opaque("function"),
    '["a", "b"]': np.array(["a", "b"]),
}


@pytest.mark.parametrize(("text", "value"), SHOWN.items(), ids=str)
def test_values_are_shown_like_this(text: str, value: object) -> None:
    assert show(value) == text


DESCRIBED = {
    "the number 34": 34.0,
    'the text `"34"`': "34",
    "`None`": None,
    "`True`": True,
    "an array of shape `(3,)`": np.zeros(3),
    "a list of 1 item": [1],
    "a tuple of 2 items": (1, 2),
    "a dict with 1 key": {"a": 1},
    "a function": Opaque("function"),
    "an object of type `Dog`": Opaque("Dog"),
    "an object of type `list` (nested too deeply)": Opaque("list", "nested too deeply"),
    "an object of type `MaskedArray`": np.ma.masked_array([1.0]),
}


@pytest.mark.parametrize(("text", "value"), DESCRIBED.items(), ids=str)
def test_values_are_described_like_this(text: str, value: object) -> None:
    assert describe(value) == text


@given(scalars.filter(lambda value: not isinstance(value, str)) | any_array.filter(lambda array: array.size <= 12))
@example(10**60)
@example(complex(-0.0, -2))
@example(complex(0.0, -2))
@example(np.complex64(-1 - 0j))
@example(np.zeros((0, 3), "<U160"))
def test_a_call_in_which_nothing_is_left_out_can_be_typed_again(value: Any) -> None:
    call = call_text("f", [value], {})
    if "…" not in call and "about" not in call:
        typed = np.asarray(eval(call, {"np": np, "f": lambda value: value}))  # noqa: S307 - as a student would
        wanted = np.asarray(value)
        assert (typed.shape, typed.dtype.kind) == (wanted.shape, wanted.dtype.kind)
        assert repr(typed.tolist()) == repr(wanted.tolist())


numbers = st.one_of(
    st.floats(),
    st.integers(),
    st.integers(10**60, 10**60 + 3),
    st.integers(10**5000, 10**5000 + 3),
    st.complex_numbers(),
)


def is_nan(number: Any) -> bool:
    return isinstance(number, (float, complex)) and bool(np.isnan(number))


@given(numbers, numbers)
@example(0.1 + 0.2, 0.3)
@example(10**400, 10**400 + 1)
@example(2**53 + 1, 2.0**53)
@example(1e22, 10**22 + 1)
def test_two_numbers_that_differ_never_look_alike(one: Any, other: Any) -> None:
    alike = one == other or (is_nan(one) and is_nan(other))
    answer, expected = show_pair(one, other)
    assert alike or answer != expected


@given(st.floats(1, 2), st.integers(1, 50))
def test_neighbouring_floats_look_different(number: float, steps: int) -> None:
    neighbour = number + steps * 2.0**-51
    answer, expected = show_pair(neighbour, number)
    assert answer != expected


def test_a_float_is_not_rounded_to_the_whole_number_beside_it() -> None:
    assert show_pair(2000000.5, 2000000) == ("2000000.5", "2000000")
    assert show_pair(2000001.9, 2000000.0) == ("2000002", "2000000")


def test_a_pair_has_no_more_digits_than_it_needs() -> None:
    assert show_pair(21.741664, 19.446336) == ("21.7417", "19.4463")
    assert show_pair(34.000001, 34.0) == ("34.000001", "34")


@given(any_value)
def test_whatever_is_shown_is_printable_and_short(value: object) -> None:
    for text in (show(value), describe(value), call_text("f", [value], {"x": value})):
        assert text == one_line(text, len(text))
        assert len(text) < 4000


def test_hostile_text_is_spelt_out() -> None:
    assert show("\x1b[2J\u202e\u200b`\ud800") == '"\\x1b[2J\\u202e\\u200b\\x60\\ud800"'
    assert show(Opaque("\x1b")) == "<\\x1b>"
    assert describe(Opaque("a`b\n")) == "an object of type `a'b\\n`"


def test_long_text_is_cut_with_the_number_of_characters_left_out() -> None:
    assert show("a" * 1_000_000) == f'"{"a" * 60}" … (999940 more characters)'


TYPED = {
    "f(np.array([0, 1, 8]))": np.array([0, 1, 8]),
    "f(np.array([0.5, 1.0]))": np.array([0.5, 1.0]),
    "f(np.array([[1, 2], [3, 4]], dtype=np.int8))": np.array([[1, 2], [3, 4]], np.int8),
    "f(np.array([0.0, 1.0, 2.0, …] of shape (20,)))": np.arange(20.0),
    "f(np.zeros((0, 3)))": np.empty((0, 3)),
    "f(np.zeros((0,), 'int64'))": np.empty(0, np.int64),
    "f(np.array([np.nan, -np.inf]))": np.array([np.nan, -np.inf]),
    "f(np.float32(0.1))": np.float32(0.1),
    "f(0.123)": np.float64(0.123),
    "f(True)": True,
    f"f({10**60})": 10**60,
    "f(about 1e+400)": 10**400,
    "f((1+2j))": 1 + 2j,
    "f(complex(np.nan, np.inf))": complex(np.nan, np.inf),
    "f(np.complex64(complex(np.inf, 1.0)))": np.complex64(complex(np.inf, 1)),
    "f(np.float32(-np.inf))": np.float32(-np.inf),
    "f(np.zeros((0, 2), '<U160'))": np.empty((0, 2), "<U160"),
    "f((1,))": (1,),
    'f({"w": [1, 2.5], "b": None})': {"w": [1, 2.5], "b": None},
    'f("it\'s")': "it's",
    "f(0.30000000000000004)": 0.1 + 0.2,
    "f([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …])": list(range(30)),
}


@pytest.mark.parametrize(("text", "value"), TYPED.items(), ids=str)
def test_a_call_is_written_as_it_could_be_typed(text: str, value: object) -> None:
    assert call_text("f", [value], {}) == text


@pytest.mark.parametrize("text", [text for text in TYPED if "…" not in text and "about" not in text])
def test_a_call_typed_again_passes_the_same_value(text: str) -> None:
    received = eval(text, {"np": np, "f": lambda value: value})  # noqa: S307 - the text is one of the table above
    assert call_text("f", [received], {}) == text
    np.testing.assert_equal(received, TYPED[text])


def test_keyword_arguments_follow_positional_ones() -> None:
    assert call_text("predict", [8], {"w": 3, "b": 10}) == "predict(8, w=3, b=10)"
