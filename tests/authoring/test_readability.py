"""The texts of an exercise, as beginners read them."""

import json
from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.readability import readability

Put = Callable[..., Bench]

REFERENCE = "x = 3\ny = [1, 2]\ndef double(v): return 2 * v\nme = {'a': 3}\n"
LONG = "The number that comes back from it " + "and then goes on and on and on and on " * 2
HARD = (
    "Consequently the multidimensional representation facilitates mathematical generalisation considerably. "
    "Regularisation hyperparameters substantially influence optimisation trajectories. "
) * 4


USUAL = {
    "asks": "It works",
    "hint": "Look.",
    "task": "T",
    "says": "No.",
    "step": "Go.",
    "item": "I add.",
    "title": "It",
}


def found(bench: Put, **texts: str) -> list[Finding]:
    said = {name: json.dumps(text) for name, text in {**USUAL, **texts}.items()}
    checks = (
        f"  - {{id: x, variable: x, points: 1, asks: {said['asks']}, hints: [Look., {said['hint']}]}}\n"
        f"  - {{id: me, rating: me, asks: It, items: {{a: {said['item']}}}}}"
    )
    more = f"misconceptions: [{{id: m, of: x, instead: '4', says: {said['says']}, hint: {said['step']}}}]\n"
    more += f"pictures: [{{bars: y, title: {said['title']}}}]\n"
    return list(readability(bench(checks, REFERENCE, more=more, task=said["task"])))


@pytest.mark.parametrize(
    ("texts", "name", "line"),
    [
        ({"task": LONG}, "the task", 0),
        ({"asks": LONG}, "'asks' of 'x'", 4),
        ({"hint": LONG}, "hint 2 of 'x'", 4),
        ({"item": LONG}, "item 'a' of 'me'", 5),
        ({"says": LONG}, "'says' of 'm'", 6),
        ({"step": LONG}, "'hint' of 'm'", 6),
        ({"title": LONG}, "'title' of the picture bars", 7),
    ],
)
def test_a_long_sentence_is_found_in_every_text(bench: Put, texts: dict[str, str], name: str, line: int) -> None:
    [finding] = found(bench, **texts)
    assert (finding.place.line, finding.code) == (line, "G504")
    assert finding.text.startswith(f'{name} has a sentence of 27 words, above 20: "The number that comes back from …"')


@pytest.mark.parametrize(
    "task",
    [
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen 17 18 19 20.",
        "One two three four five six seven eight nine ten. Eleven twelve thirteen fourteen fifteen 16 17 18 19 20 21.",
        "Set `a b c d e f g h i j k l m n o p q r s t u v w x y z` to 3.",
        "This is code\n\n    a b c d e f g h i j k l m n o p q r s t u v w x y z\n\nand this is not",
        "A formula\n\n$a * b * c * d * e * f * g * h * i * j * k * l * m * n * o * p * q * r * s * t * u * v * w$",
        "Set $a * b * c * d * e * f * g * h * i * j * k * l * m * n * o * p * q * r * s * t * u * v * w$ to 3.",
        "1. one two three four five six seven eight nine 10 11\n2. one two three four five six seven eight nine 10 11",
        "Nine words above a line that is a paragraph\n\nand nine or ten more words in another paragraph below it",
    ],
)
def test_what_is_read_at_one_go_is_no_fault(bench: Put, task: str) -> None:
    assert not found(bench, task=task)


def test_a_text_of_long_words_is_found_when_it_is_long_enough_to_tell(bench: Put) -> None:
    [finding] = found(bench, task=HARD)
    assert finding.code == "G505"
    assert not found(bench, task=HARD[:180])


@pytest.mark.parametrize("text", ["Just add `b`.", "It is simply a sum.", "Obviously, it is 3.", "Of course."])
def test_a_word_that_belittles_is_found(bench: Put, text: str) -> None:
    [finding] = found(bench, hint=text)
    assert finding.code == "G506"


@pytest.mark.parametrize("text", ["The one just before it.", "An adjustable scale.", "Call `just(x)`."])
def test_a_word_that_only_looks_like_one_is_not(bench: Put, text: str) -> None:
    assert not found(bench, hint=text)


def test_a_symbol_alone_is_found_and_one_beside_a_word_or_as_code_is_not(bench: Put) -> None:
    [finding] = found(bench, says="✗")
    assert finding.code == "G507"
    assert not found(bench, says="✗ not yet")
    assert not found(bench, says="`+`")
