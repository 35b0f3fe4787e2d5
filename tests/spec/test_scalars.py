import math

import pytest

from graders.errors import SpecError
from graders.problem import Place
from graders.spec.nodes import Scalar
from graders.spec.scalars import Resolved, resolve


def scalar(text: str, *, plain: bool = True) -> Scalar:
    return Scalar(Place("f", 1, 1), "", text, plain)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1e-6", 1e-6),
        ("1e6", 1e6),
        ("1E+6", 1e6),
        ("-1.5", -1.5),
        ("+.5", 0.5),
        ("5.", 5.0),
        ("0", 0),
        ("-12", -12),
        ("+12", 12),
        ("9223372036854775807", 2**63 - 1),
        ("-9223372036854775808", -(2**63)),
        (".inf", math.inf),
        ("-.Inf", -math.inf),
        ("true", True),
        ("FALSE", False),
        ("null", None),
        ("~", None),
        ("", None),
    ],
)
def test_a_plain_scalar_stands_for_what_a_person_takes_it_for(text: str, value: Resolved) -> None:
    resolved = resolve(scalar(text))
    assert resolved == value
    assert type(resolved) is type(value)


def test_nan_is_not_a_number() -> None:
    value = resolve(scalar(".nan"))
    assert isinstance(value, float)
    assert math.isnan(value)


TEXTS = (
    "yes no NO on off y n 012 -012 01.5 12:30 1:2:3 1_000 0x1F 0o7 0b1 1.2.3 2024-05-01 = nan inf -inf 1e e5 . - + --1 "
    "١٢ tRue None"
)


@pytest.mark.parametrize("text", TEXTS.split())
def test_a_plain_scalar_that_yaml_1_1_would_convert_in_silence_is_a_text(text: str) -> None:
    assert resolve(scalar(text)) == text


@pytest.mark.parametrize("text", ["1", "1e-6", "true", "null", "", "~", ".nan"])
def test_whatever_stands_in_quotes_is_a_text(text: str) -> None:
    assert resolve(scalar(text, plain=False)) == text


@pytest.mark.parametrize("text", ["9223372036854775808", "-9223372036854775809", "1" * 5000, "1e309", "-1e999"])
def test_a_number_that_no_array_can_hold_is_refused_not_changed(text: str) -> None:
    with pytest.raises(SpecError, match=r"^f:1:1: expected a "):
        resolve(scalar(text))
