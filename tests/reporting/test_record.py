from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import pytest

from graders.record import to_record
from graders.reporting.record import record
from graders.result import Mismatch, MismatchKind
from tests.reporting.altered import replace
from tests.reporting.samples import MATRIX, PARTLY, SAMPLES, UNSAFE, hostile


def _refuse(constant: str) -> NoReturn:
    raise AssertionError(constant)


def _read(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(text, parse_constant=_refuse)
    return loaded


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_is_one_line_of_ascii_with_the_keys_in_their_order(name: str) -> None:
    text = record(SAMPLES[name])
    assert text.isascii()
    assert text.isprintable()
    assert list(_read(text)) == list(to_record(SAMPLES[name]))


def test_a_record_says_what_was_found() -> None:
    loaded = _read(record(PARTLY))
    assert (loaded["format"], loaded["outcome"], loaded["score"]) == ("graders/1", "wrong", 3.5)
    assert [check["outcome"] for check in loaded["checks"]][:2] == ["passed", "wrong"]


def test_infinity_and_nan_are_written_as_text() -> None:
    mismatch = Mismatch(
        kind=MismatchKind.VALUES, answer="inf", expected="0", difference=math.inf, relative=math.nan, atol=-math.inf
    )
    loaded = _read(record(replace(PARTLY, checks=(replace(MATRIX, mismatch=mismatch),))))
    written = loaded["checks"][0]["mismatch"]
    assert (written["difference"], written["relative"], written["atol"]) == ("inf", "nan", "-inf")


def test_text_that_nobody_made_safe_still_gives_one_line_of_ascii() -> None:
    text = record(hostile(str))
    assert text.isascii()
    assert text.isprintable()
    assert _read(text)["checks"][0]["message"] == UNSAFE


def test_the_same_result_gives_the_same_bytes() -> None:
    assert record(PARTLY) == record(replace(PARTLY))
