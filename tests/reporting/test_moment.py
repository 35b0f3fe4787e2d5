from __future__ import annotations

import pytest

from graders.reporting.moment import utc


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
    assert utc(seconds) == text
