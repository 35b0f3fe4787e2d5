from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.reporting.paper import NARROWEST, Ink, Paper, columns

PLAIN = Paper(width=40, colour=False, unicode=True)
COLOUR = Paper(width=40, colour=True, unicode=True)
ASCII = Paper(width=40, colour=False, unicode=False)


def _prose(paper: Paper, text: str, *, indent: int = 0, hanging: int = 0) -> list[str]:
    return list(paper.prose((text, Ink.PLAIN), indent=indent, hanging=hanging))


def test_prose_is_wrapped_at_the_width() -> None:
    assert _prose(PLAIN, "one two three four five six seven eight nine") == [
        "one two three four five six seven eight",
        "nine",
    ]


def test_later_lines_hang() -> None:
    assert _prose(PLAIN, "word " * 9, indent=2, hanging=2) == [
        "  word word word word word word word",
        "    word word",
    ]


def test_code_is_not_torn_and_keeps_its_punctuation() -> None:
    assert _prose(PLAIN, "the call is now `predict(x, w, b)`, expected 10") == [
        "the call is now `predict(x, w, b)`,",
        "expected 10",
    ]


def test_a_formula_is_shown_as_it_was_written_and_not_torn() -> None:
    assert _prose(PLAIN, "with that, we have $y_hat = w * x + b$. For \\$5.") == [
        "with that, we have y_hat = w * x + b.",
        "For $5.",
    ]


def test_code_longer_than_a_line_is_torn_behind_a_blank_where_that_fills_half_the_line() -> None:
    text = "`f(np.array([1, 2, 3]), np.array([4, 5, 6]))`"
    lines = list(Paper(width=26, colour=False, unicode=True).prose((text, Ink.PLAIN)))
    assert [line.rstrip() for line in lines] == ["`f(np.array([1, 2, 3]),", "np.array([4, 5, 6]))`"]


def test_code_longer_than_a_line_is_torn_at_the_edge() -> None:
    lines = _prose(PLAIN, f"`{'x' * 90}` end")
    assert "".join(lines) == f"`{'x' * 90}` end"
    assert max(map(len, lines)) == 40


def test_code_is_bold_where_there_is_colour() -> None:
    assert _prose(COLOUR, "the `x`") == ["the \x1b[1mx\x1b[0m"]


def test_there_is_no_escape_sequence_without_colour() -> None:
    assert list(PLAIN.prose(("red", Ink.RED), (" `x`", Ink.BOLD))) == ["red `x`"]


def test_ascii_replaces_what_has_a_likeness_and_spells_out_the_rest() -> None:
    assert _prose(ASCII, "✓ \u2013 “5 \u00d7 3” … naïve") == ['+ - "5 x 3" ... na\\xefve']


def test_a_line_break_in_a_sentence_is_a_blank() -> None:
    assert _prose(PLAIN, "one\ntwo\tthree") == ["one two three"]


def test_verbatim_keeps_blanks_and_lines() -> None:
    assert list(PLAIN.verbatim("a  b\n\n  c", indent=2)) == ["  a  b", "  ", "    c"]


def test_a_row_that_does_not_fit_is_left_out() -> None:
    assert PLAIN.row(("x" * 38, Ink.PLAIN), indent=2) == "  " + "x" * 38
    assert PLAIN.row(("x" * 39, Ink.PLAIN), indent=2) is None


def test_a_line_holds_whole_words_and_an_ellipsis_for_the_rest() -> None:
    assert (
        PLAIN.line(("one two three four five six seven", Ink.PLAIN), indent=2) == "  one two three four five six seven"
    )
    assert PLAIN.line(("the call is now `predict(x, w, b)`, 10", Ink.PLAIN)) == "the call is now `predict(x, w, b)`, 10"
    assert (
        PLAIN.line(("the call is now `predict(x, w, b)` before 10", Ink.PLAIN))
        == "the call is now `predict(x, w, b)` …"
    )
    assert ASCII.line(("x" * 90, Ink.PLAIN)) == "x" * 36 + " ..."


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("日本", 4), ("e\u0301", 1), ("", 0)])
def test_columns_are_those_of_a_terminal(text: str, width: int) -> None:
    assert columns(text) == width


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"])), st.integers(-5, 120), st.booleans(), st.booleans())
def test_no_line_is_wider_than_the_terminal(text: str, width: int, colour: bool, unicode: bool) -> None:
    paper = Paper(width=width, colour=colour, unicode=unicode)
    piece = text, Ink.PLAIN
    for line in [*_prose(paper, text, indent=4, hanging=2), *paper.verbatim(text, indent=4), paper.line(piece)]:
        assert columns(re.sub(r"\x1b\[\d+m", "", line)) <= max(width, NARROWEST)


@given(st.text(st.characters(exclude_categories=["C", "Zl", "Zp"], exclude_characters="$")), st.integers(20, 120))
def test_no_word_is_lost(text: str, width: int) -> None:
    paper = Paper(width=width, colour=False, unicode=True)
    shown = "".join(_prose(paper, text))
    assert shown.replace(" ", "").replace("`", "") == text.replace(" ", "").replace("`", "")
