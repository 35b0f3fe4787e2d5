from typing import Any

import pytest

from graders.errors import SpecError
from graders.exercise import Follows
from graders.problem import Place
from graders.spec.expression import Expression, FollowsKind
from graders.spec.kinds import Kind, Number, Text
from graders.spec.nodes import Scalar
from graders.spec.part_fields import LIMITS

QUANTITIES: dict[str, Kind[Any]] = {field.name: field.kind for field in LIMITS.fields}


def scalar(text: str, *, plain: bool = True) -> Scalar:
    return Scalar(Place("f", 1, 1), "key", text, plain)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("wall", "100 ms", 0.1),
        ("wall", "2s", 2.0),
        ("wall", "2.5 s", 2.5),
        ("cpu", "2 s", 2),
        ("cpu", "10 min", 600),
        ("memory", "16 MiB", 16),
        ("memory", "1.5 GiB", 1536),
        ("output", "2 MiB", 2048),
        ("output", "64 KiB", 64),
    ],
)
def test_a_quantity_is_converted_to_the_unit_that_limits_have(name: str, text: str, value: float) -> None:
    read = QUANTITIES[name].read(scalar(text))
    assert read == pytest.approx(value)
    assert type(read) is type(value)


@pytest.mark.parametrize("text", ["2", "s", "2 h", "2 S", "-2 s", "1e1 s", "2 s or so", "2  \n s", "9" * 400 + " s"])
def test_a_quantity_needs_a_number_and_a_unit_it_knows(text: str) -> None:
    with pytest.raises(
        SpecError, match=r"^f:1:1: 'key': expected a time in ms, s or min, from 0\.1 s to 3600 s, found"
    ):
        QUANTITIES["wall"].read(scalar(text))


@pytest.mark.parametrize(("bounds", "text"), [({"minimum": 0}, "0"), ({"maximum": 1}, "1"), ({"minimum": 0}, "1e-300")])
def test_a_bound_itself_is_within_it(bounds: dict[str, float], text: str) -> None:
    assert Number(bounds).read(scalar(text)) == float(text)


@pytest.mark.parametrize(("bounds", "text"), [({"exclusiveMinimum": 0}, "0"), ({"exclusiveMaximum": 1}, "1.0")])
def test_an_exclusive_bound_itself_is_outside(bounds: dict[str, float], text: str) -> None:
    with pytest.raises(SpecError, match=f"found the number {text}"):
        Number(bounds).read(scalar(text))


def test_a_whole_number_stays_whole_and_any_other_is_a_float() -> None:
    assert type(Number({"minimum": 0}, whole=True).read(scalar("3"))) is int
    assert type(Number({"minimum": 0}).read(scalar("3"))) is float


@pytest.mark.parametrize("text", ["no", "012", "12:30", "1e-6", "true", "3"])
def test_a_text_is_taken_as_written(text: str) -> None:
    assert Text().read(scalar(text)) == text


def test_nobody_is_warned_of_what_an_expression_would_mean() -> None:
    assert Expression().read(scalar("a is 1")) == "a is 1"
    assert FollowsKind().read(scalar("a is 1")) == Follows("a is 1", ("a",))
