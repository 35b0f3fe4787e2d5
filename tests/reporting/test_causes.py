from __future__ import annotations

import json

from graders.analysis.roll import Roll
from graders.reporting.causes import causes as pieces
from graders.result import Diagnosis
from tests.analysis.classes import exercise, handed_in, roll, student, wrong
from tests.reporting.altered import replace
from tests.reporting.classes import hostile_class

NO_BIAS = Diagnosis(id="no-bias", text="It looks as if the bias were left out.", equal=2, probes=2)
CLASS = roll(
    [exercise()],
    [
        student("ada", handed_in(replace(wrong("a", "24"), diagnosis=NO_BIAS))),
        student("ben", handed_in(wrong("a", "25"))),
        student("cleo", handed_in(wrong("a", "25"))),
    ],
)


def causes(klass: Roll) -> str:
    """Return the object of a class as a whole."""
    return "".join(pieces(klass))


def test_causes_and_unmatched_values_are_counted() -> None:
    found = json.loads(causes(CLASS))
    assert found["format"] == "graders-causes/1"
    assert [(one["id"], one["checks"], one["students"]) for one in found["causes"]] == [("no-bias", ["a"], 1)]
    values = [(one["answer"], one["students"], one["causes"]) for one in found["wrong_values"]]
    assert values == [("25", 2, {}), ("24", 1, {"no-bias": 1})]


def test_only_an_unmatched_value_comes_with_a_misconception_to_complete() -> None:
    unmatched, matched = json.loads(causes(CLASS))["wrong_values"]
    assert "of: a\n" in unmatched["misconception"]
    assert matched["misconception"] == ""


def test_nobody_is_named() -> None:
    assert not any(name in causes(CLASS) for name in ("ada", "ben", "cleo"))


def test_hostile_texts_are_plain_ascii() -> None:
    text = causes(hostile_class())
    assert text.isascii()
    assert json.loads(text)["wrong_values"]
