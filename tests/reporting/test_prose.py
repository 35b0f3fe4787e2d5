from __future__ import annotations

import pytest

from graders.reporting.prose import Span, spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("plain", (Span("plain", code=False),)),
        ("`x`", (Span("x", code=True),)),
        (
            "got `x`, and `y`.",
            (
                Span("got ", code=False),
                Span("x", code=True),
                Span(", and ", code=False),
                Span("y", code=True),
                Span(".", code=False),
            ),
        ),
    ],
)
def test_what_stands_between_backticks_is_code(text: str, expected: tuple[Span, ...]) -> None:
    assert spans(text) == expected


def test_a_backtick_without_a_partner_stays() -> None:
    assert spans("a ` b") == (Span("a ` b", code=False),)
    assert spans("`a` b` c") == (Span("a", code=True), Span(" b` c", code=False))


def test_a_pair_with_nothing_between_leaves_nothing() -> None:
    assert spans("a``b") == (Span("a", code=False), Span("b", code=False))
