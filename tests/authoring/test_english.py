"""Sentences, words and syllables."""

import pytest

from graders.authoring.english import reading_grade, sentences, syllables

SYLLABLES = {
    1: "the mean times square squared rows takes size changed shape scale miss code learned scored loss through w",
    2: "number matrix column vector added changes axes lessons bias value equal model error table simple being trying",
    3: "average decimal prediction difference variance linear area idea ratio gradient actual division together usual",
    4: "deviation activation arithmetic standardisation variable",
    5: "probability multiplication mathematical",
}


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, words in SYLLABLES.items() for word in words.split()]
)
def test_syllables_are_heard(count: int, word: str) -> None:
    assert abs(syllables(word) - count) <= (word in {"standardisation", "variable"})
    assert syllables(word.upper()) == syllables(word)


def test_what_has_no_letters_has_one_syllable() -> None:
    assert syllables("4.97") == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("It is 4.97, not 5. Is it?", ["It is 4.97, not 5.", "Is it?"]),
        ('He said "no." Then he left', ['He said "no.', "Then he left"]),
        ("Write `a. b` here. Then `c`.", ["Write `a. b` here.", "Then `c`."]),
        ("Write $a. b$ here. Then $c$.", ["Write $a. b$ here.", "Then $c$."]),
        ("A lone ` stays. So", ["A lone ` stays.", "So"]),
        ("", []),
    ],
)
def test_a_text_is_split_where_sentences_end(text: str, parts: list[str]) -> None:
    assert [sentence.text for sentence in sentences(text)] == parts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Set `x = 3 + 4` to 4.97 units.", ["Set", "", "to", "4.97", "units"]),
        ("It's an up-to-date one - or two.", ["It's", "an", "up-to-date", "one", "or", "two"]),
        ("`a`/`b`", ["", ""]),
    ],
)
def test_a_piece_of_code_is_one_word(text: str, words: list[str]) -> None:
    [sentence] = sentences(text)
    assert list(sentence.words) == words


def test_the_grade_follows_the_formula() -> None:
    found = sentences("The cat sat on the mat. `np.mean(v)` has a number.")
    assert reading_grade(found) == pytest.approx(0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59)
    assert reading_grade(sentences("`x`")) == 0
