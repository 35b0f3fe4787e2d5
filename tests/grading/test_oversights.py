"""Oversights in a source: told where a check is not right, and nowhere else."""

from collections.abc import Callable

import pytest

from graders.result import Graded, Outcome
from tests.compare.test_wording import faults

Grade = Callable[..., Graded]

CLEAN = "- {id: c, function: clean, asks: clean, points: 2, cases: [[The Cat.], [dog]]}\n"
REFERENCE = "def clean(text): return text.lower().replace('.', '')\n"
TOTAL = "- {id: t, variable: total, asks: the sum, points: 1}\n"


def test_a_result_that_is_thrown_away_is_named_with_its_line(graded: Grade) -> None:
    source = "def clean(text):\n    text = text.lower()\n    text.replace('.', '')\n    return text\n"
    [check] = graded(CLEAN, REFERENCE, source).checks
    assert check.outcome is Outcome.WRONG
    assert check.next_step == (
        "The result of `text.replace(...)` in line 3 is thrown away. Write `text = text.replace(...)`."
    )
    assert faults(check.next_step) == []


def test_a_result_that_is_thrown_away_in_a_loop_over_texts_has_no_name_to_go_back_to(graded: Grade) -> None:
    source = "def clean(text):\n    for word in text.split():\n        word.lower()\n    return text\n"
    [check] = graded(CLEAN, REFERENCE, source).checks
    assert check.next_step.startswith("The result of `word.lower(...)` in line 3 is thrown away. Put it into a list")
    assert faults(check.next_step) == []


@pytest.mark.parametrize(
    "source",
    [
        "def clean(text):\n    text.title()\n    return text.lower().replace('.', '')\n",
        "def other(text):\n    text.lower()\n    return text\ndef clean(text): return text\n",
        "text = 'A'\ntext.lower()\ndef clean(text): return text\n",
        "def clean(text):\n    text.lower()\n",
    ],
    ids=["in a right function", "in another function", "outside", "beside a missing return"],
)
def test_a_result_that_is_thrown_away_elsewhere_is_not_told(graded: Grade, source: str) -> None:
    assert "thrown away" not in graded(CLEAN, REFERENCE, source).checks[0].next_step


def test_a_result_that_is_thrown_away_is_not_told_beside_a_cause_in_the_words_of_the_author(graded: Grade) -> None:
    bias = "- {id: f, function: f, asks: a, points: 1, cases: [[[3, 1], 2], [[4, 5], 3], [[7, 5], 4]]}\n"
    missed = (
        "misconceptions:\n- {id: no-b, of: f, instead: np.sort(x), says: The bias was never added., hint: Add it.}\n"
    )
    reference = "import numpy as np\ndef f(x, b): return np.sort(x) + b\n"
    source = "import numpy as np\ndef f(x, b):\n    np.abs(x)\n    return np.sort(x)\n"
    [check] = graded(bias + missed, reference, source).checks
    assert check.diagnosis is not None
    assert check.next_step == "Add it."


def test_a_variable_that_was_to_change_is_named(graded: Grade) -> None:
    [check] = graded(TOTAL, "total = [1, 2]", "total = [2, 1]\nsorted(total)\n").checks
    assert check.next_step.endswith("is thrown away. Write `total = sorted(...)`.")


def test_a_value_that_hides_a_function_of_pythons_own_is_named(graded: Grade) -> None:
    source = "sum = 0\ndef clean(text): return sum(map(len, text))\ntotal = sum([1])\n"
    gate, clean, _ = graded(CLEAN + TOTAL, REFERENCE + "total = 1\n", source).checks
    for check in (gate, clean):
        assert check.next_step == (
            "Line 1 gives `sum` a value, which hides Python's own `sum`. Take another name there."
        )
        assert faults(check.next_step) == []


def test_another_value_that_is_called_is_not_told_as_one(graded: Grade) -> None:
    source = "sum = 0\ndef clean(text): return 2(text)\n"
    assert "for a missing `*`" in graded(CLEAN, REFERENCE, source).checks[0].next_step
