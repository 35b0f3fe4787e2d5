from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given

from graders.compare.display import call_text
from graders.compare.match import match
from graders.compare.step import next_step
from graders.compare.wording import gap, right
from graders.exercise import Comparison, DtypeRule
from graders.printable import one_line
from graders.transcript import Opaque
from tests.compare.plain_values import any_value

MATRIX = np.array([[4.5, 72.0, 8.0], [2.0, 55.0, 3.0], [6.0, 88.0, 12.0]])
THREE = np.array([24.0, 34.0, 40.0])
LONG = "Each hour of study adds three points to the predicted score, on top of the bias."
HAND = "Work this one out by hand, and print each step on the way to it."
SHAPES = "Print the `.shape` of each array that goes into the result, and of the result."
PRINT = "Print the value and its `type(...)`, and compare them with the task."
FINITE = "Look for a division by 0, the mean of no numbers, or `np.exp` or `np.log` of an extreme number."
LETTERS = "Compare the two texts letter by letter."
FEWER = "Call it with a few numbers whose result is known, and print each step on the way to it."

# answer, expected, the gap, what is right, the next step
TABLE: dict[str, tuple[object, object, str, str, str]] = {
    "number": (0, 10, "`f(0)` returned 0, expected 10.", "", HAND),
    "near miss": (
        34.0001,
        34.0,
        "`f(0)` returned 34.0001, expected 34. The difference is 0.0001, allowed is 0.000034.",
        "",
        HAND,
    ),
    "near zero": (1e-7, 0.0, "`f(0)` returned 1e-07, expected 0. The difference is 1e-07, allowed is 1e-09.", "", HAND),
    "near integer": (1001, 1000, "`f(0)` returned 1001, expected 1000.", "", HAND),
    "a float near an integer": (
        2000001.0,
        2000000,
        "`f(0)` returned 2000001, expected 2000000. The difference is 1, allowed is 0.5.",
        "",
        HAND,
    ),
    "half a unit beside an integer": (
        2000000.5,
        2000000,
        "`f(0)` returned 2000000.5, expected 2000000. The difference is 0.5, allowed is a little less.",
        "",
        HAND,
    ),
    "huge integer": (1.5e300, 3 * 10**300, "`f(0)` returned 1.5e+300, expected about 3e+300.", "", HAND),
    "near huge integer": (
        1.001e300,
        10**300,
        "`f(0)` returned 1.001e+300, expected about 1e+300. The difference is 1e+297, allowed is 0.5.",
        "",
        HAND,
    ),
    "complex number whose size no float holds": (
        1.7e308 + 1.7e308j,
        1.7e308 + 1.701e308j,
        "`f(0)` returned `1.7e+308+1.7e+308j`, expected `1.7e+308+1.701e+308j`.",
        "",
        HAND,
    ),
    "none": (
        None,
        34,
        "`f(0)` returned `None`, expected the number 34.",
        "",
        (
            "Look where it gets its value. "
            "`print(...)`, `a.sort()`, `a.append(...)` and a function without `return` give `None`."
        ),
    ),
    "bool": (True, 1, "`f(0)` returned `True`, expected the number 1.", "", PRINT),
    "text for a number": (
        "34",
        34,
        '`f(0)` returned the text `"34"`, expected the number 34.',
        "",
        "Take the quotes away, or convert the text with `float(...)`.",
    ),
    "function": (
        Opaque("function"),
        34,
        "`f(0)` returned a function, expected the number 34.",
        "",
        "Call the function: write `(...)` after its name.",
    ),
    "function of NumPy": (
        Opaque(type(np.mean).__name__),
        34,
        "`f(0)` returned a function, expected the number 34.",
        "",
        "Call the function: write `(...)` after its name.",
    ),
    "function for a text": (
        Opaque("function"),
        "mae",
        '`f(0)` returned a function, expected the text `"mae"`.',
        "",
        "Call the function: write `(...)` after its name.",
    ),
    "array for a text": (
        THREE,
        "b",
        '`f(0)` returned an array of shape `(3,)`, expected the text `"b"`.',
        "",
        PRINT,
    ),
    "keys without quotes": (
        Opaque("dict", "a key is of type function"),
        {"mean": 1},
        "`f(0)` returned an object of type `dict` (a key is of type function), expected a dict with 1 key.",
        "",
        "Write each key as one text, between quotation marks.",
    ),
    "own class": (
        Opaque("Model"),
        34,
        "`f(0)` returned an object of type `Model`, expected the number 34.",
        "",
        PRINT,
    ),
    "list for an array": (
        [24, 34, 40],
        THREE,
        "`f(0)` returned a list of 3 items, expected an array of shape `(3,)`.",
        "All 3 numbers are right.",
        "Make it an array with `np.array(...)`.",
    ),
    "array for a number": (
        THREE,
        34.0,
        "`f(0)` returned an array of shape `(3,)`, expected the number 34.",
        "",
        "Make one number of the array, or take one out of it with `[...]`.",
    ),
    "column": (
        THREE.reshape(3, 1),
        THREE,
        (
            "`f(0)` returned an array of shape `(3, 1)`, expected `(3,)`. "
            "`(3, 1)` is a table with 3 rows and 1 column. `(3,)` is a plain row of 3 numbers."
        ),
        "All 3 numbers are right.",
        SHAPES,
    ),
    "transposed shape": (
        np.ones((2, 3)) * 2,
        np.ones((3, 2)),
        "`f(0)` returned an array of shape `(2, 3)`, expected `(3, 2)`.",
        "",
        SHAPES,
    ),
    "short list": (
        [1],
        [1, 2],
        "`f(0)` returned 1 item, expected 2.",
        "",
        "Print the result and its `len(...)`. Then see which items are missing or too many.",
    ),
    "short list inside": (
        {"w": []},
        {"w": [1]},
        '`f(0)["w"]` has 0 items, expected 1.',
        "",
        "Print the result and its `len(...)`. Then see which items are missing or too many.",
    ),
    "keys": (
        {"bais": 1},
        {"bias": 1},
        'Missing in `f(0)`: `"bias"`. Not asked for in `f(0)`: `"bais"`. Is `"bais"` meant to be `"bias"`?',
        "",
        "Print the keys, and compare them letter by letter with those that are missing.",
    ),
    "keys too many": (
        {"a": 1, "b": 2},
        {"a": 1},
        'Not asked for in `f(0)`: `"b"`.',
        "",
        "Print the dict where it is made, and after each line that adds a key.",
    ),
    "keys too few": (
        {"a": 1},
        {"a": 1, "b": 2},
        'Missing in `f(0)`: `"b"`.',
        "",
        "Print the keys, and look for the line that should add those that are missing.",
    ),
    "complex": (
        3 + 0j,
        3.0,
        (
            "The data type of `f(0)` is `complex`, expected `float`. "
            "A complex number does not stand for a real one, even with the imaginary part 0."
        ),
        "",
        "Take the real part of the result: write `.real` behind it.",
    ),
    "not a number": (
        np.array([np.nan, np.nan, 0.0]),
        np.array([0.731, 0.269, 0.0]),
        "`f(0)` returned `[nan, nan, 0]`, expected `[0.731, 0.269, 0]`. 2 of 3 numbers differ.",
        "The shape `(3,)` is right, and 1 of 3 numbers.",
        FINITE,
    ),
    "infinity": (-np.inf, 1.0, "`f(0)` returned `-inf`, expected 1.", "", FINITE),
    "infinity expected": (
        1.0,
        np.inf,
        "`f(0)` returned 1, expected `inf`.",
        "",
        "Read in the task when the result is `inf`.",
    ),
    "vector": (
        THREE - 10,
        THREE,
        "`f(0)` returned `[14, 24, 30]`, expected `[24, 34, 40]`. All 3 numbers differ.",
        "The shape `(3,)` is right.",
        HAND,
    ),
    "matrix": (
        MATRIX.T,
        MATRIX,
        "`f(0)` returned 88 at row 1, column 2, counting from 0; expected 3. 6 of 9 numbers differ.",
        "The shape `(3, 3)` is right, and 3 of 9 numbers.",
        HAND,
    ),
    "long vector": (
        np.where(np.arange(1000) == 999, 0.0, 1.0),
        np.ones(1000),
        "`f(0)` returned 0 at position 999, counting from 0; expected 1. 1 of 1000 numbers differs.",
        "The shape `(1000,)` is right, and 999 of 1000 numbers.",
        FEWER,
    ),
    "many axes": (
        np.zeros((2, 2, 2)),
        np.ones((2, 2, 2)),
        "`f(0)` returned 0 at `[0, 0, 0]`, counting from 0; expected 1. All 8 numbers differ.",
        "The shape `(2, 2, 2)` is right.",
        HAND,
    ),
    "near vector": (
        THREE * 1.0001,
        THREE,
        (
            "`f(0)` returned `[24.0024, 34.0034, 40.004]`, expected `[24, 34, 40]`. All 3 numbers differ. "
            "The difference between 40.004 and 40 is 0.004, allowed is 0.00004."
        ),
        "The shape `(3,)` is right.",
        HAND,
    ),
    "one number of a near vector": (
        np.array([24.0, 34.0034, 40.0]),
        THREE,
        (
            "`f(0)` returned `[24, 34.0034, 40]`, expected `[24, 34, 40]`. 1 of 3 numbers differs. "
            "The difference is 0.0034, allowed is 0.000034."
        ),
        "The shape `(3,)` is right, and 2 of 3 numbers.",
        HAND,
    ),
    "another number is further off for its size": (
        np.array([1000001.2, 100.9]),
        np.array([1e6, 100.0]),
        (
            "`f(0)` returned `[1000001, 100.9]`, expected `[1000000, 100]`. All 2 numbers differ. "
            "The difference between 100.9 and 100 is 0.9, allowed is 0.0001."
        ),
        "The shape `(2,)` is right.",
        HAND,
    ),
    "near table": (
        MATRIX * 1.0001,
        MATRIX,
        (
            "`f(0)` returned 88.0088 at row 2, column 1, counting from 0; expected 88. All 9 numbers differ. "
            "The difference between 88.0088 and 88 is 0.0088, allowed is 0.000088."
        ),
        "The shape `(3, 3)` is right.",
        HAND,
    ),
    "inside": (
        {"w": [1.0, 2.5]},
        {"w": [1.0, 2.0]},
        '`f(0)["w"][1]` is 2.5, expected 2.',
        "",
        HAND,
    ),
    "truth values": (
        np.array([True, False]),
        np.array([True, True]),
        "`f(0)` returned `[True, False]`, expected `[True, True]`. 1 of 2 values differs.",
        "The shape `(2,)` is right, and 1 of 2 values.",
        HAND,
    ),
    "truth value": (False, True, "`f(0)` returned `False`, expected `True`.", "", HAND),
    "text": ("Eve", "Ada", '`f(0)` returned `"Eve"`, expected `"Ada"`.', "", HAND),
    "hyphen": ("over-sure", "oversure", '`f(0)` returned `"over-sure"`, expected `"oversure"`.', "", LETTERS),
    "case": ("ada", "Ada", '`f(0)` returned `"ada"`, expected `"Ada"`. Only upper and lower case differ.', "", LETTERS),
    "long text": (
        LONG.replace("points", "marks"),
        LONG,
        (
            '`f(0)` returned `… "of study adds three marks to the predicted score, " …`, '
            'expected `… "of study adds three points to the predicted score," …`. '
            "The first difference is at character 30, counting from 0."
        ),
        "",
        LETTERS,
    ),
    "texts": (
        np.array(["a", "b"]),
        np.array(["a", "c"]),
        '`f(0)` returned `["a", "b"]`, expected `["a", "c"]`. 1 of 2 texts differs.',
        "The shape `(2,)` is right, and 1 of 2 texts.",
        HAND,
    ),
    "unreadable": (
        Opaque("list", "too large"),
        Opaque("list", "too large"),
        (
            "`f(0)` returned an object of type `list` (too large), expected an object of type `list` (too large). "
            "Such a value cannot be read, so it is not compared."
        ),
        "",
        PRINT,
    ),
}


@pytest.mark.parametrize(("answer", "expected", "told", "correct", "step"), TABLE.values(), ids=TABLE)
def test_a_mismatch_is_told_in_these_words(
    answer: object, expected: object, told: str, correct: str, step: str
) -> None:
    mismatch = match(answer, expected, Comparison())
    assert mismatch is not None
    assert gap(mismatch, "`f(0)`", returned=True) == told
    assert right(mismatch) == correct
    assert next_step(mismatch, "`f(0)`", returned=True) == step


@pytest.mark.parametrize(
    ("answer", "expected", "told"),
    [
        (24, 34, "`y_hat` is 24, expected 34."),
        ("24", 34, '`y_hat` is the text `"24"`, expected the number 34.'),
        (MATRIX[:2], MATRIX, "`y_hat` has shape `(2, 3)`, expected `(3, 3)`."),
        ([1], [1, 2], "`y_hat` has 1 item, expected 2."),
        (MATRIX.T, MATRIX, "`y_hat` has 88 at row 1, column 2, counting from 0; expected 3. 6 of 9 numbers differ."),
    ],
)
def test_a_name_is_told_from_a_call(answer: object, expected: object, told: str) -> None:
    mismatch = match(answer, expected, Comparison())
    assert mismatch is not None
    assert gap(mismatch, "`y_hat`", returned=False) == told


@pytest.mark.parametrize(
    ("answer", "expected", "step"),
    [
        (24, 34, "Print each step on the way to it, and look for the first that is not as expected."),
        (2, "b", "A text is asked for. Where one is typed in, it stands between quotation marks."),
        ("a", "b", "Read in the task which text is asked for. Then look where this one comes from."),
    ],
)
def test_a_name_may_have_been_typed_or_worked_out_of_much(answer: object, expected: object, step: str) -> None:
    mismatch = match(answer, expected, Comparison())
    assert mismatch is not None
    assert next_step(mismatch, "`y_hat`", returned=False) == step
    assert faults(step) == []


def test_a_call_that_cannot_be_seen_in_full_is_not_worked_out_by_hand() -> None:
    call = call_text("f", [np.arange(13)], {})
    mismatch = match(1, 2, Comparison())
    assert mismatch is not None
    assert next_step(mismatch, f"`{call}`", returned=True) == FEWER
    assert faults(FEWER) == []


def test_a_wrong_dtype_says_that_the_numbers_are_right() -> None:
    whole = match(np.array([1, 2]), np.array([1.0, 2.0]), Comparison(dtype=DtypeRule.KIND))
    assert whole is not None
    assert gap(whole, "`X`", returned=False) == "The data type of `X` is `int64`, expected `float64`."
    assert right(whole) == "All 2 numbers are right."


def sentences(text: str) -> list[str]:
    """Split prose into sentences; a piece of code counts as one word."""
    return re.split(r"(?<=[.?]) ", re.sub(r"`[^`]*`", "code", text))


def faults(text: str) -> list[str]:
    """What the house style does not allow in a text for students."""
    forbidden = re.findall(r"\b(just|simply|obviously|wrong|bad|invalid|you|your|sorry)\b", text, re.IGNORECASE)
    long = [sentence for sentence in sentences(text) if len(sentence.split()) > 20]
    unfinished = [sentence for sentence in sentences(text) if sentence and sentence[-1] not in ".?"]
    return forbidden + long + unfinished


@pytest.mark.parametrize(("answer", "expected"), [row[:2] for row in TABLE.values()], ids=TABLE)
def test_every_sentence_is_short_and_about_the_code(answer: object, expected: object) -> None:
    mismatch = match(answer, expected, Comparison())
    assert mismatch is not None
    texts = [gap(mismatch, "`f(0)`", returned=True), gap(mismatch, "`x`", returned=False)]
    for text in [*texts, right(mismatch), next_step(mismatch, "`f(0)`", returned=True)]:
        assert faults(text) == []


@given(any_value, any_value)
def test_any_mismatch_is_told_in_printable_words(answer: object, expected: object) -> None:
    if mismatch := match(answer, expected, Comparison()):
        text = " ".join(
            [gap(mismatch, "`f(0)`", returned=True), right(mismatch), next_step(mismatch, "`f(0)`", returned=True)]
        )
        assert text == one_line(text, len(text))
        assert text.count("`") % 2 == 0


@pytest.mark.parametrize("spoilt", ["This is wrong.", "Just add it.", "word " * 21 + ".", "No end", "Check your code."])
def test_the_measure_of_style_sees_a_fault(spoilt: str) -> None:
    assert faults(spoilt)
