from argparse import ArgumentTypeError

import pytest

from graders.cli.moment import read
from graders.reporting.moment import utc


@pytest.mark.parametrize(
    "text",
    ["2026-11-21T12:00:00Z", "2026-11-21 12:00", "2026-11-21T12:00:00.25", "2026-11-21T13:00+01:00"],
)
def test_a_time_takes_in_its_whole_second_and_is_in_utc_unless_it_says_otherwise(text: str) -> None:
    assert 1_795_262_400.99 < read(text) < 1_795_262_401


def test_a_date_is_its_first_second() -> None:
    assert utc(read("2026-11-21")) == "2026-11-21T00:00:00Z"


@pytest.mark.parametrize("text", ["", "yesterday", "20", "2026-13-01", "12:00", "\x1b[2J"])
def test_anything_else_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="such as 2026-11-21 or 2026-11-21T09:30:00Z") as caught:
        read(text)
    assert "\x1b" not in str(caught.value)
