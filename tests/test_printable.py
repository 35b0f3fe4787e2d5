import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.printable import one_line, printable, trace


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
        ("filler\u3164", "filler\\u3164"),
        ("\u115f\u1160\uffa0", "\\u115f\\u1160\\uffa0"),
        ("blank\u2800", "blank\\u2800"),
        ("a\u034fb", "a\\u034fb"),
        ("a\ufe0f", "a\\ufe0f"),
        ("a\U000e0100", "a\\U000e0100"),
        ("3\ufe0f", "3\\ufe0f"),
        ("\u2264\ufe0f", "\u2264\\ufe0f"),
        ("\u2764\ufe0f\ufe0f", "\u2764\ufe0f\\ufe0f"),
        ("a\ufe0f\u200d\U0001f525", "a\\ufe0f\\u200d\U0001f525"),
        ("\U0001f525\u200d", "\U0001f525\\u200d"),
        ("\U0001f525\u200da", "\U0001f525\\u200da"),
        ("\u0301alone", "\\u0301alone"),
        ("\n\u0301\u202e\u0301", "\n\\u0301\\u202e\\u0301"),
        ("o" + "\u0302" * 6 + "k\u0302", "o" + "\u0302" * 4 + "\\u0302" * 2 + "k\u0302"),
    ],
)
def test_a_character_that_could_act_is_spelt_out(hostile: str, shown: str) -> None:
    assert printable(hostile) == shown


@pytest.mark.parametrize(
    "text",
    [
        "kept é 漢 字 ✓ <b>",
        "y\u0302 = w\u20d7 x",  # letters with a hat and with an arrow
        "한국어 \u1112\u1161\u11ab",  # Hangul, composed and as it is decomposed
        "हिन्दी में",
        "ภาษาไทย ที่",
        "Tiếng Việt o\u031b\u0323",
        "العَرَبِيَّة",
        "עִבְרִית",
        "လျှို့ဝှက်",  # four marks on one letter
        "🎉 ✔ ☺",
        "\u2764\ufe0f \u2714\ufe0f",
        "\u2764\ufe0f\u200d\U0001f525",  # a heart on fire
        "\U0001f469\U0001f3fd\u200d\U0001f4bb",  # a woman with a tone of skin at a computer
    ],
)
def test_text_of_any_language_stays_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_newline_and_tab_stay_in_text_and_are_spelt_out_in_a_line() -> None:
    assert printable("a\n\tb\r\nc") == "a\n\tb\nc"
    assert one_line("a\n\tb") == "a\\n\\tb"


def test_long_text_is_cut_and_says_by_how_much() -> None:
    assert printable("x" * 1000, 10) == "x" * 10 + " … (990 more characters)"


@given(st.text(st.characters(codec=None, exclude_characters="\u200d")))
def test_no_text_keeps_an_unsafe_character_and_all_text_can_be_encoded(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert not {unicodedata.category(c) for c in shown.replace("\n", "").replace("\t", "")} & {"Cc", "Cf", "Cs"}


@given(st.text(st.sampled_from("ab\n\u0301\u20dd\u0903\u202e\u3164\u2764\ufe0f\u200d")))
def test_what_is_safe_to_show_is_not_changed_again(text: str) -> None:
    for safe in (printable, one_line):
        assert safe(safe(text), 1000) == safe(text)


def test_the_traceback_of_a_fault_tells_where_it_was_and_what_it_says_in_one_line() -> None:
    with pytest.raises(ValueError, match="::error::") as caught:
        raise ValueError("\x1b[2J\n::error::")
    told = trace(caught.value).splitlines()
    assert f'File "{__file__}", line ' in told[0]
    assert told[-1] == r"ValueError: \x1b[2J\n::error::"
