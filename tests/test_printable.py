import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.printable import one_line, printable


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J", "\\x1b[2J"),
        ("\x9b31m", "\\x9b31m"),
        ("a\x00b", "a\\x00b"),
        ("\u202egnp.exe", "\\u202egnp.exe"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("lone \ud800 surrogate", "lone \\ud800 surrogate"),
        ("line\u2028separator", "line\\u2028separator"),
        ("over\rwritten", "over\\rwritten"),
        ("a ##[error]b", "a \\x23#[error]b"),
        ("###vso[task.setvariable]", "#\\x23#vso[task.setvariable]"),
        ("##teamcity[progress]", "\\x23#teamcity[progress]"),
        ("## a heading [1]", "## a heading [1]"),
        ("kept é 漢 字 ✓ <b>", "kept é 漢 字 ✓ <b>"),
    ],
)
def test_a_character_that_could_act_is_spelt_out(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


def test_newline_and_tab_stay_in_text_and_are_spelt_out_in_a_line() -> None:
    assert printable("a\n\tb\r\nc") == "a\n\tb\nc"
    assert one_line("a\n\tb") == "a\\n\\tb"


def test_long_text_is_cut_and_says_by_how_much() -> None:
    assert printable("x" * 1000, 10) == "x" * 10 + " … (990 more characters)"


@given(st.text(st.characters(codec=None)))
def test_no_text_keeps_an_unsafe_character_and_all_text_can_be_encoded(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert not {unicodedata.category(c) for c in shown.replace("\n", "").replace("\t", "")} & {"Cc", "Cf", "Cs"}
