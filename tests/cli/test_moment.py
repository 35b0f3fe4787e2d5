from argparse import ArgumentTypeError

import pytest

from graders.cli.moment import read, shown


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (-0.5, "1969-12-31T23:59:59Z"),
        (1_795_262_400.999, "2026-11-21T12:00:00Z"),
        (253_402_300_799.5, "9999-12-31T23:59:59Z"),
        (253_402_300_800, "253402300800 s since 1970"),
        (-1e12, "-1000000000000 s since 1970"),
        (1e18, "1000000000000000000 s since 1970"),
    ],
)
def test_a_moment_is_shown_to_the_second_whatever_the_clock_says(seconds: float, text: str) -> None:
    assert shown(seconds) == text


@pytest.mark.parametrize(
    "text",
    ["2026-11-21T12:00:00Z", "2026-11-21 12:00", "2026-11-21T12:00:00.25", "2026-11-21T13:00+01:00"],
)
def test_a_time_takes_in_its_whole_second_and_is_in_utc_unless_it_says_otherwise(text: str) -> None:
    assert 1_795_262_400.99 < read(text) < 1_795_262_401


def test_a_date_is_its_first_second() -> None:
    assert shown(read("2026-11-21")) == "2026-11-21T00:00:00Z"


@pytest.mark.parametrize("text", ["", "yesterday", "20", "2026-13-01", "12:00", "\x1b[2J"])
def test_anything_else_is_told_with_an_example(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="such as 2026-11-21 or 2026-11-21T09:30:00Z") as caught:
        read(text)
    assert "\x1b" not in str(caught.value)
