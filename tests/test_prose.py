from __future__ import annotations

import pytest

from graders.prose import Span, SpanKind, has_lone_dollar, listed, spans

CODE, FORMULA, WORDS = SpanKind.CODE, SpanKind.FORMULA, SpanKind.WORDS


def test_names_in_a_row_are_parted_by_commas_and_an_and() -> None:
    assert [listed("abc"[:count]) for count in (1, 2, 3)] == ["a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("plain", (Span("plain", WORDS),)),
        ("`x`", (Span("x", CODE),)),
        (
            "got `x`, and `y`.",
            (Span("got ", WORDS), Span("x", CODE), Span(", and ", WORDS), Span("y", CODE), Span(".", WORDS)),
        ),
    ],
)
def test_what_stands_between_backticks_is_code(text: str, expected: tuple[Span, ...]) -> None:
    assert spans(text) == expected


def test_a_backtick_without_a_partner_stays() -> None:
    assert spans("a ` b") == (Span("a ` b", WORDS),)
    assert spans("`a` b` c") == (Span("a", CODE), Span(" b` c", WORDS))


def test_a_pair_with_nothing_between_leaves_nothing() -> None:
    assert spans("a``b") == (Span("a", WORDS), Span("b", WORDS))


def test_what_stands_between_dollar_signs_is_a_formula() -> None:
    assert spans("so $w * x$, then `$x`.") == (
        Span("so ", WORDS),
        Span("w * x", FORMULA),
        Span(", then ", WORDS),
        Span("$x", CODE),
        Span(".", WORDS),
    )


def test_a_formula_may_go_on_in_the_next_line() -> None:
    assert spans("$w *\n   x$") == (Span("w * x", FORMULA),)


@pytest.mark.parametrize("text", ["from $5 to $6", "a ` for $5", "$HOME/$USER", "$ x $", "$", "$$"])
def test_dollar_signs_that_enclose_nothing_are_text(text: str) -> None:
    assert spans(text) == (Span(text, WORDS),)
    assert has_lone_dollar(text)


def test_a_dollar_sign_behind_a_backslash_is_a_dollar_sign() -> None:
    assert spans(r"\$5 for $x$") == (Span("$5 for ", WORDS), Span("x", FORMULA))
    assert not has_lone_dollar(r"\$5 for $x$ and `$y`")
