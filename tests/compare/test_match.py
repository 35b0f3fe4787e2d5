from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.compare.match import match
from graders.compare.wording import right
from graders.exercise import Compares, Comparison, DtypeRule, Tolerance
from graders.printable import one_line
from graders.result import Mismatch, MismatchKind
from graders.transcript import Opaque
from tests.compare.plain_values import any_array, any_value, keys

RULES = Comparison()


def safe(text: str) -> bool:
    return text == one_line(text, len(text))


def mismatch_of(answer: object, expected: object, rules: Comparison = RULES) -> Mismatch:
    mismatch = match(answer, expected, rules)
    assert mismatch is not None
    return mismatch


@given(any_value, st.sampled_from(Compares), st.sampled_from(DtypeRule))
@example(float("nan"), Compares.VALUE, DtypeRule.EXACT)
@example(np.array([np.nan, np.inf, -np.inf]), Compares.VALUE, DtypeRule.EXACT)
@example(2**64, Compares.VALUE, DtypeRule.EXACT)
@example(complex("nan+infj"), Compares.VALUE, DtypeRule.EXACT)
def test_every_value_matches_itself(value: object, compares: Compares, dtype: DtypeRule) -> None:
    zero = Tolerance(rtol=0.0, atol=0.0)
    assert match(value, value, Comparison(compares=compares, dtype=dtype, tolerance=zero)) is None


@given(any_array, any_array)
def test_arrays_of_different_shapes_are_refused_both_ways(one: Any, other: Any) -> None:
    if one.shape != other.shape:
        assert mismatch_of(one, other).kind in {MismatchKind.SHAPE, MismatchKind.TYPE}
        assert mismatch_of(other, one).kind in {MismatchKind.SHAPE, MismatchKind.TYPE}


@given(any_value, any_value, st.sampled_from(DtypeRule))
def test_looking_at_less_never_refuses_what_looking_at_more_accepts(
    answer: object, expected: object, dtype: DtypeRule
) -> None:
    def accepts(compares: Compares, rule: DtypeRule = dtype) -> bool:
        return match(answer, expected, Comparison(compares=compares, dtype=rule)) is None

    if accepts(Compares.VALUE, DtypeRule.KIND):
        assert accepts(Compares.DTYPE, DtypeRule.KIND)
    if accepts(Compares.DTYPE):
        assert accepts(Compares.SHAPE)
    if accepts(Compares.SHAPE):
        assert accepts(Compares.TYPE)


EQUAL = {
    "a whole number and a float": (34, 34.0),
    "a float and a whole number": (34.0, 34),
    "rounding noise beside a whole number": (34.000000000000004, 34),
    "rounding noise in an array of whole numbers": (np.array([0.1 + 0.2 + 0.7, 3.0]), np.array([1, 3])),
    "a Python number and a NumPy scalar": (np.float32(0.5), 0.5),
    "a number and an array without axes": (np.array(3), 3.0),
    "a list and a tuple": ([1, 2], (1, 2)),
    "an array where a list is expected": (np.array([[1, 2], [3, 4]]), [[1, 2], (3, 4)]),
    "whole numbers and floats in arrays": (np.array([1, 2]), np.array([1.0, 2.0])),
    "integers of different widths": (np.array([1, 2], np.uint8), np.array([1, 2])),
    "a float for a complex number": (2.0, 2 + 0j),
    "an answer within the tolerance": (34.00001, 34.0),
    "dicts in another order": ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
    "negative zero and zero": (-0.0, 0),
    "NaN where NaN is expected": (np.array([np.nan, 1.0]), np.array([np.nan, 1.0])),
    "float32 beside float64": (np.float32(0.1), 0.1),
    "text arrays of other widths": (np.array(["a", "b"], "U9"), np.array(["a", "b"])),
    "empty arrays of one shape": (np.empty((0, 3)), np.zeros((0, 3))),
    "text and NumPy's text": (np.str_("a"), "a"),
    "None and None": (None, None),
    "NumPy's truth values as keys": ({np.True_: 3, np.False_: 2}, {True: 3, False: 2}),
    "truth values as keys for NumPy's": ({True: 3}, {np.True_: 3}),
    "a float as a key for a whole number": ({1.0: 3}, {1: 3}),
    "big-endian numbers": (np.array([1.5, 2.5], ">f8"), np.array([1.5, 2.5])),
    "rows in another memory order": (np.asfortranarray([[1, 2], [3, 4]]), np.array([[1, 2], [3, 4]])),
}


@pytest.mark.parametrize(("answer", "expected"), EQUAL.values(), ids=EQUAL)
def test_these_stand_for_each_other(answer: object, expected: object) -> None:
    assert match(answer, expected, RULES) is None


ITEM = {
    "another key that differs": ({"a": 1, "b": 0}, {"a": 1, "b": 2}, "a", None),
    "a key too many": ({"a": 1, "c": 0}, {"a": 1, "b": 2}, "a", None),
    "a list for a tuple": ([0, 2], (1, 2), 1, None),
    "an array for a tuple": (np.array([0, 2]), (1, 2), 1, None),
    "another number": ({"a": 3}, {"a": 1}, "a", MismatchKind.VALUES),
    "another number in a tuple": ((1, 3), (1, 2), 1, MismatchKind.VALUES),
    "no such key": ({"b": 1}, {"a": 1, "b": 1}, "a", MismatchKind.KEYS),
    "an item too few": ((1,), (1, 2), 0, MismatchKind.LENGTH),
    "no item at all": ([], [1.0, 2.0, "a"], 2, MismatchKind.LENGTH),
    "no dict": (1, {"a": 1}, "a", MismatchKind.TYPE),
    "no tuple": (1, (1, 2), 0, MismatchKind.TYPE),
    "an array of another length": (np.zeros(2), np.zeros(3), 0, MismatchKind.SHAPE),
    "an array without that row": (np.zeros(1), np.zeros((3, 2)), 2, MismatchKind.SHAPE),
    "no such key in either": ({"b": 1}, {"b": 1}, "a", MismatchKind.TYPE),
    "True for the key 1": ({True: 1}, {1: 1}, 1, MismatchKind.KEYS),
    "NumPy's False for the key 0": ({np.False_: 1}, {0: 1}, 0, MismatchKind.KEYS),
    "the key 1 for True": ({1: 1}, {True: 1}, 1, MismatchKind.TYPE),
    "NumPy's whole number for a key": ({np.int64(1): 5, 2: 3}, {1: 5}, 1, None),
    "no such position in either": ([1], [1], 1, MismatchKind.TYPE),
    "a number": (1, 1, 0, MismatchKind.TYPE),
}


@pytest.mark.parametrize("compares", Compares)
@pytest.mark.parametrize(("answer", "expected", "item", "kind"), ITEM.values(), ids=ITEM)
def test_one_item_is_compared_alone(
    answer: object, expected: object, item: str | int, kind: MismatchKind | None, compares: Compares
) -> None:
    mismatch = match(answer, expected, Comparison(compares=compares, item=item))
    is_unseen = kind is MismatchKind.VALUES and compares is not Compares.VALUE
    assert (mismatch and mismatch.kind) == (None if is_unseen else kind)


def test_the_place_of_an_item_is_told() -> None:
    assert mismatch_of({"a": [1, 3]}, {"a": [1, 2]}, Comparison(item="a")).path == '["a"][1]'
    lacking = mismatch_of({"mena": 1, "std": 2}, {"mean": 1, "std": 2}, Comparison(item="mean"))
    assert (lacking.answer, lacking.expected, lacking.note) == (
        '"mena"',
        '"mean"',
        'Is `"mena"` meant to be `"mean"`?',
    )


DIFFERENT = {
    "True for 1": (True, 1, MismatchKind.TYPE),
    "1 for True": (1, True, MismatchKind.TYPE),
    "truth values for numbers": (np.array([True, False]), np.array([1, 0]), MismatchKind.DTYPE),
    "text for a number": ("34", 34, MismatchKind.TYPE),
    "None for a number": (None, 0, MismatchKind.TYPE),
    "a number for None": (0, None, MismatchKind.TYPE),
    "a list for an array": ([1, 2], np.array([1, 2]), MismatchKind.TYPE),
    "an array of one number for a number": (np.array([3.0]), 3.0, MismatchKind.TYPE),
    "a complex number for a float": (3 + 0j, 3.0, MismatchKind.DTYPE),
    "complex numbers for floats": (np.array([3 + 0j]), np.array([3.0]), MismatchKind.DTYPE),
    "a function": (Opaque("function"), 3, MismatchKind.TYPE),
    "a function where a function is expected": (Opaque("function"), Opaque("function"), MismatchKind.TYPE),
    "a matrix for an array": (np.ma.masked_array([1.0]), np.array([1.0]), MismatchKind.TYPE),
    "bytes": (b"a", "a", MismatchKind.TYPE),
    "one item too few": ([1], [1, 2], MismatchKind.LENGTH),
    "an array of too many rows": (np.zeros(3), [0, 0], MismatchKind.LENGTH),
    "another key": ({"a": 1}, {"b": 1}, MismatchKind.KEYS),
    "the key True for the key 1": ({True: 1}, {1: 1}, MismatchKind.KEYS),
    "NumPy's True for the key 1": ({np.True_: 1}, {1: 1}, MismatchKind.KEYS),
    "the key 1 for NumPy's True": ({1: 1}, {np.True_: 1}, MismatchKind.KEYS),
    "empty arrays of other shapes": (np.empty((0, 3)), np.empty((3, 0)), MismatchKind.SHAPE),
    "NaN for a number": (np.nan, 1.0, MismatchKind.NONFINITE),
    "a number for NaN": (1.0, np.nan, MismatchKind.NONFINITE),
    "a number for infinity": (1e308, np.inf, MismatchKind.NONFINITE),
    "infinity of the other sign": (-np.inf, np.inf, MismatchKind.NONFINITE),
    "infinity beside another imaginary part": (complex(np.inf, 1), complex(np.inf, 2), MismatchKind.NONFINITE),
    "NaN in the other part of a complex number": (complex(1, np.nan), complex(np.nan, 1), MismatchKind.NONFINITE),
    "integers that are equal as floats": (2**53 + 1, 2**53, MismatchKind.VALUES),
    "another whole number": (2000001, 2000000, MismatchKind.VALUES),
    "another whole number as a float": (2000001.0, 2000000, MismatchKind.VALUES),
    "another whole number as NumPy's float": (np.float64(2000001), 2000000, MismatchKind.VALUES),
    "half a unit beside a whole number": (2000000.5, 2000000, MismatchKind.VALUES),
    "another whole number in an array": (np.array([2000001.0]), np.array([2000000]), MismatchKind.VALUES),
    "a float that is rounded to the whole number": (2.0**53, 2**53 + 1, MismatchKind.VALUES),
    "integers beyond 64 bits": (2**70 + 1, 2**70, MismatchKind.VALUES),
    "an integer greater than any float": (10**400, 1e308, MismatchKind.VALUES),
    "an integer greater than any float for infinity": (10**400, np.inf, MismatchKind.VALUES),
    "unsigned and signed integers": (np.array([2**64 - 1], np.uint64), np.array([-1]), MismatchKind.VALUES),
    "a space at the end": ("a ", "a", MismatchKind.TEXT),
    "text in an array": (np.array(["a", "b"]), np.array(["a", "c"]), MismatchKind.TEXT),
    "a truth value": (np.array([True, False]), np.array([True, True]), MismatchKind.VALUES),
}


@pytest.mark.parametrize(("answer", "expected", "kind"), DIFFERENT.values(), ids=DIFFERENT)
def test_these_do_not_stand_for_each_other(answer: object, expected: object, kind: MismatchKind) -> None:
    assert mismatch_of(answer, expected).kind is kind


def test_the_first_mismatch_of_a_container_is_reported_with_its_path() -> None:
    answer = {"layers": [{"W": np.eye(2), "b": 1.0}, {"W": np.eye(2) * 2, "b": 5.0}]}
    expected = {"layers": [{"W": np.eye(2), "b": 1.0}, {"W": np.eye(2), "b": 1.0}]}
    mismatch = mismatch_of(answer, expected)
    assert (mismatch.path, mismatch.index) == ('["layers"][1]["W"]', (0, 0))


@pytest.mark.parametrize(
    ("key", "path"),
    [
        (0, "[0]"),
        ('a"b', '["a\\"b"]'),
        ("a`b", '["a\\x60b"]'),
        ("\x1b\u202e", '["\\x1b\\u202e"]'),
        ((1, "a"), '[(1, "a")]'),
    ],
)
def test_a_path_is_printable_and_reads_as_python(key: object, path: str) -> None:
    assert mismatch_of({key: 1}, {key: 2}).path == path


def test_a_truth_value_in_place_of_an_item_is_named() -> None:
    mismatch = mismatch_of({True: 1, 7: 0}, {1: 1, 7: 0}, Comparison(item=1))
    assert (mismatch.answer, mismatch.expected) == ("True", "1")


@given(st.dictionaries(keys, st.none(), max_size=4), st.dictionaries(keys, st.none(), max_size=4), keys)
def test_an_item_is_found_where_a_dict_of_it_alone_would_have_the_same_keys(
    answer: dict[Any, Any], expected: dict[Any, Any], item: Any
) -> None:
    alone = [
        {key: None for key in one if match({key: None}, {item: None}, RULES) is None} for one in (answer, expected)
    ]
    right = match(answer, expected, Comparison(item=item)) is None
    assert right == all(alone)


def test_missing_and_additional_keys_are_named_with_the_likely_misspelling() -> None:
    mismatch = mismatch_of({"bais": 1, "w": 1}, {"bias": 1, "w": 1, "loss": 0})
    assert (mismatch.answer, mismatch.expected) == ('"bais"', '"bias", "loss"')
    assert mismatch.note == 'Is `"bais"` meant to be `"bias"`?'


def test_a_key_in_the_other_case_is_seen_as_a_misspelling() -> None:
    assert mismatch_of({"W": 1}, {"w": 1}).note == 'Is `"W"` meant to be `"w"`?'


def test_many_keys_are_counted_instead_of_named() -> None:
    mismatch = mismatch_of({f"k{number}" * 50: 1 for number in range(1000)}, {})
    assert mismatch.answer.endswith("… 1000 in all")
    assert len(mismatch.answer) < 600


@pytest.mark.parametrize(
    ("answer", "expected", "rule", "names"),
    [
        (34, 34.0, DtypeRule.KIND, ("int", "float")),
        (np.float32(1), 1.0, DtypeRule.EXACT, ("float32", "float")),
        (np.ones(2, np.float32), np.ones(2), DtypeRule.EXACT, ("float32", "float64")),
        (np.ones(2, np.int64), np.ones(2), DtypeRule.KIND, ("int64", "float64")),
        (np.array(["a"]), np.ones(1), DtypeRule.ANY, ("str", "float64")),
    ],
)
def test_a_dtype_rule_names_both_dtypes(
    answer: object, expected: object, rule: DtypeRule, names: tuple[str, str]
) -> None:
    mismatch = mismatch_of(answer, expected, Comparison(dtype=rule))
    assert mismatch.kind is MismatchKind.DTYPE
    assert (mismatch.answer, mismatch.expected) == names


@pytest.mark.parametrize(
    ("answer", "expected", "rule"),
    [
        (np.ones(2, np.float32), np.ones(2), DtypeRule.KIND),
        (np.ones(2, np.uint8), np.ones(2, np.int64), DtypeRule.KIND),
        (1.0, np.float64(1.0), DtypeRule.EXACT),
        (1, np.int64(1), DtypeRule.EXACT),
        (np.array(["a"]), np.array(["a"], "U7"), DtypeRule.EXACT),
        (np.ones(2, ">f8"), np.ones(2), DtypeRule.EXACT),
    ],
)
def test_a_dtype_rule_accepts_what_it_names(answer: object, expected: object, rule: DtypeRule) -> None:
    assert match(answer, expected, Comparison(dtype=rule)) is None


@pytest.mark.parametrize(
    ("compares", "refused"),
    [
        (Compares.VALUE, {"value", "dtype", "shape", "type"}),
        (Compares.DTYPE, {"dtype", "shape", "type"}),
        (Compares.SHAPE, {"shape", "type"}),
        (Compares.TYPE, {"type"}),
    ],
)
def test_each_comparison_looks_at_less_than_the_one_before(compares: Compares, refused: set[str]) -> None:
    answers = {
        "value": np.array([1.0, 3.0]),
        "dtype": np.array([1, 2]),
        "shape": np.array([1.0]),
        "type": "text",
        "nothing": np.array([1.0, 2.0]),
    }
    rules = Comparison(compares=compares, dtype=DtypeRule.KIND)
    assert {name for name, answer in answers.items() if match(answer, np.array([1.0, 2.0]), rules)} == refused


def test_comparing_dtypes_without_a_rule_asks_for_the_same_kind() -> None:
    assert mismatch_of(np.ones(2, np.int64), np.ones(2), Comparison(compares=Compares.DTYPE)).kind is MismatchKind.DTYPE


def test_a_wrong_shape_tells_whether_the_numbers_are_right() -> None:
    column = np.array([[1.0], [2.0], [3.0]])
    right, wrong = mismatch_of(column, column.ravel()), mismatch_of(column + 1, column.ravel())
    assert (right.differing, right.size) == (0, 3)
    assert (wrong.differing, wrong.size) == (3, 3)
    assert mismatch_of(np.zeros(2), np.zeros(3)).size == 0


def test_a_mismatch_carries_the_tolerance_that_was_applied() -> None:
    floats, integers = mismatch_of(1.0, 2.0), mismatch_of(1, 2)
    assert (floats.rtol, floats.atol) == (1e-6, 1e-9)
    assert (integers.rtol, integers.atol) == (0.0, 0.0)


def test_a_tolerance_of_the_check_itself_holds_own_numbers_of_any_type() -> None:
    near = Comparison(tolerance=Tolerance(atol=2.0, own=True))
    for answer in (102, 102.0, np.uint8(102)):
        assert match(answer, 100, near) is None
        assert match([answer], [97], near) is not None


def test_long_texts_are_shown_around_their_first_difference() -> None:
    mismatch = mismatch_of("word " * 100_000 + "ends", "word " * 100_000 + "end.")
    assert (mismatch.answer, mismatch.expected) == ('… "d word word word ends"', '… "d word word word end."')
    assert mismatch.note == "The first difference is at character 500003, counting from 0."


@pytest.mark.parametrize(
    ("answer", "expected", "note"),
    [
        ("Ada ", "Ada", "Only the white space differs."),
        ("ADA", "Ada", "Only upper and lower case differ."),
        ("ADA\n", "Ada", "Only white space and upper or lower case differ."),
        ("Ada\u00a0L", "Ada L", "Only the white space differs."),
        ("cafe\u0301", "caf\u00e9", "Some characters look alike but are not the same."),
        ("Eve", "Ada", ""),
        ("a" * 70, "a" * 80, "They are the same up to character 70, where the answer ends."),
        ("a" * 80, "a" * 70, "They are the same up to character 70, where the expected text ends."),
    ],
)
def test_the_note_on_a_text_says_what_differs(answer: str, expected: str, note: str) -> None:
    assert mismatch_of(answer, expected).note == note
    assert mismatch_of(np.array([answer]), np.array([expected])).note in {note, ""}


@given(st.text(max_size=100), st.text(max_size=100))
def test_the_first_difference_of_two_texts_is_seen(answer: str, expected: str) -> None:
    long_answer, long_expected = answer + "x" * 61, expected + "y" * 61
    mismatch = mismatch_of(long_answer, long_expected)
    place = next(at for at, (a, e) in enumerate(zip(long_answer, long_expected, strict=False)) if a != e)
    assert f"character {place}," in mismatch.note


def test_hostile_text_comes_out_printable() -> None:
    hostile = "\x1b[31m\u202e`<script>\ud800\x00\r\n"
    for answer in (hostile, [hostile], {hostile: 1}, np.array([hostile]), Opaque(hostile, hostile)):
        for expected in ("x", ["x"], {"x": 1}, np.array(["x"]), 3):
            mismatch = mismatch_of(answer, expected)
            texts = (mismatch.path, mismatch.answer, mismatch.expected, mismatch.note)
            assert all(safe(text) for text in texts), texts
            assert all(text.count("`") % 2 == 0 for text in texts), texts


@pytest.mark.parametrize(
    ("answer", "expected", "size"),
    [
        ([1.0, 2.0], [1.0, 2.0], 2),
        (([1, 2], [3, 4]), [[1, 2], [3, 4]], 4),
        ([1.0, 2.5], [1.0, 2.0], 0),
        ([1.0, 2.0, 3.0], [1.0, 2.0], 0),
        ([[1], [2, 3]], [[1, 2], [3, 4]], 0),
        ([10**30, 1], [1, 2], 0),
        (["1", "2"], [1, 2], 0),
        ([Opaque("f"), 2], [1, 2], 0),
    ],
)
def test_a_list_in_place_of_an_array_is_wrong_and_its_numbers_may_be_right(
    answer: object, expected: list[Any], size: int
) -> None:
    mismatch = mismatch_of(answer, np.array(expected))
    assert (mismatch.kind, mismatch.size, mismatch.differing) == (MismatchKind.TYPE, size, 0)
    assert right(mismatch) == (f"All {size} numbers are right." if size else "")


def test_values_nested_without_end_are_refused_instead_of_followed() -> None:
    endless: list[Any] = []
    endless.append(endless)
    mismatch = mismatch_of(endless, endless)
    assert mismatch.note == "Such a value cannot be read, so it is not compared."
    assert mismatch.path == "[0]" * 33


def test_large_containers_are_shown_in_bounded_length() -> None:
    wide = {str(number): ["x" * 1000] * 1000 for number in range(1000)}
    mismatch = mismatch_of(wide, [wide])
    assert (mismatch.answer, mismatch.expected) == ("a dict with 1000 keys", "a list of 1 item")


def test_importing_the_room_brings_in_nothing_heavier_than_numpy() -> None:
    program = (
        "import sys, dataclasses, numpy; before = set(sys.modules);"
        "import graders.compare.match, graders.compare.wording;"
        "print(*sorted(name for name in set(sys.modules) - before if not name.startswith('graders')))"
    )
    added = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert set(added) <= {"__future__", "unicodedata"}
