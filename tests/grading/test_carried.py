"""Functions that are wrong for what earlier calls left behind."""

from collections.abc import Callable

import pytest

from graders.result import Graded, Outcome
from tests.compare.test_wording import faults

Grade = Callable[..., Graded]

CHECKS = "- {id: f, function: f, asks: a list, points: 1, cases: [[2], [3], [4]]}\n"
REFERENCE = "def f(x):\n    found = []\n    found.append(x)\n    return found\n"
FIRST = "`f` uses what earlier calls left behind. Called first, in a fresh run, it is right."
TWICE = "`f` uses what earlier calls left behind. The same call, made twice, gives two results."

DEFAULT = "def f(x, found=[]):\n    found.append(x)\n    return found\n"
GLOBAL = "found = []\ndef f(x):\n    global found\n    found = found + [x]\n    return found\n"
OUTSIDE = "found = []\n\ndef f(x):\n    found.append(x)\n    return found\n"


@pytest.mark.parametrize(("source", "line"), [(DEFAULT, 1), (GLOBAL, 1), (OUTSIDE, 1)])
def test_what_earlier_calls_left_behind_is_told_with_where_it_is_made(graded: Grade, source: str, line: int) -> None:
    [check] = graded(CHECKS, REFERENCE, source).checks
    assert check.outcome is Outcome.WRONG
    assert check.diagnosis is not None
    assert (check.diagnosis.id, check.diagnosis.text) == ("carried@f", FIRST)
    assert check.next_step == f"Line {line} makes `found` once, for all calls. Make it inside `f`."
    assert faults(check.diagnosis.text) == faults(check.next_step) == []


def test_what_a_call_in_the_file_itself_left_behind_shows_in_the_second_of_two_calls(graded: Grade) -> None:
    [check] = graded(CHECKS, REFERENCE, f"{DEFAULT}print(f(1))\n").checks
    assert check.diagnosis is not None
    assert check.diagnosis.text == TWICE
    assert faults(TWICE) == []


def test_what_a_helper_leaves_behind_is_told_as_its_own(graded: Grade) -> None:
    source = "def add(x, found=[]):\n    found.append(x)\n    return found\ndef f(x):\n    return add(x)\n"
    [check] = graded(CHECKS, REFERENCE, source).checks
    assert check.next_step == "Line 1 makes `found` once, for all calls. Make it inside `add`."


@pytest.mark.parametrize(
    ("names", "step"),
    [
        ("bd", "`b` and `d` are made once, for all calls. Make them inside `f`."),
        ("bdeg", "Look for what is made outside of `f` and changed inside. Make it anew in every call."),
    ],
)
def test_a_few_things_that_are_left_behind_are_named(graded: Grade, names: str, step: str) -> None:
    made = "".join(f"{name} = []\n" for name in names)
    changed = "".join(f"    {name}.append(x)\n" for name in names)
    [check] = graded(CHECKS, REFERENCE, f"{made}def f(x):\n{changed}    return b\n").checks
    assert check.next_step == step
    assert faults(check.next_step) == []


def test_a_generator_that_is_made_once_is_told(graded: Grade) -> None:
    made = "np.random.default_rng(0)"
    reference = f"import numpy as np\ndef f(n):\n    rng = {made}\n    return rng.normal(size=n)\n"
    source = f"import numpy as np\nrng = {made}\ndef f(n):\n    return rng.normal(size=n)\n"
    [check] = graded(CHECKS, reference, source).checks
    assert check.diagnosis is not None
    assert check.diagnosis.text == FIRST
    assert check.next_step == "Line 2 makes `rng` once, for all calls. Make it inside `f`."


@pytest.mark.parametrize(
    ("reference", "source"),
    [
        (REFERENCE, "def f(x, found=[]):\n    found = []\n    found.append(-x)\n    return found\n"),
        (REFERENCE, "seen = []\ndef f(x):\n    seen.append(x)\n    return [x + 1]\n"),
        (OUTSIDE, OUTSIDE.replace("append(x)", "append(-x)")),
        (REFERENCE, "import random\nseen = []\ndef f(x):\n    seen.append(x)\n    return [random.random()]\n"),
    ],
    ids=["made anew", "changed in vain", "as in the reference", "drawn without a seed"],
)
def test_a_function_that_is_wrong_without_earlier_calls_has_other_causes(
    graded: Grade, reference: str, source: str
) -> None:
    [check] = graded(CHECKS, reference, source).checks
    assert check.outcome is Outcome.WRONG
    assert check.diagnosis is None or not check.diagnosis.id.startswith("carried")


def test_it_goes_before_a_cause_that_has_the_same_values(graded: Grade) -> None:
    checks = "- {id: f, function: f, asks: a sum, points: 1, cases: [[[1, 2]], [[2, 2]], [[3, 4]], [[5, 6]]]}\n"
    missed = "misconceptions:\n- {id: late, of: f, instead: 'sum(x) + LATE[tuple(x)]', says: It is late., hint: H.}\n"
    late = "LATE = {(1, 2): 0, (2, 2): 3, (3, 4): 7, (5, 6): 14}\n"
    reference = f"{late}def f(x):\n    return sum(x)\n"
    source = "total = 0\ndef f(x):\n    global total\n    total += sum(x)\n    return total\n"
    [check] = graded(checks + missed, reference, source).checks
    assert check.diagnosis is not None
    assert check.diagnosis.id == "carried@f"
    other = f"{late}def f(x):\n    return sum(x) + LATE[tuple(x)]\n"
    [check] = graded(checks + missed, reference, other).checks
    assert check.diagnosis is not None
    assert check.diagnosis.id == "late"


def test_a_hidden_case_stays_hidden(graded: Grade) -> None:
    checks = "- {id: f, function: f, asks: a list, points: 1, cases: [[1], {args: [123456], hidden: true}]}\n"
    [check] = graded(checks, REFERENCE, OUTSIDE).checks
    assert check.diagnosis is not None
    assert check.diagnosis.text == FIRST
    assert "123456" not in str(check)


def test_points_and_the_verdict_stay_as_they_are(graded: Grade) -> None:
    [check] = graded(CHECKS, REFERENCE, OUTSIDE).checks
    assert (check.outcome, check.score) == (Outcome.WRONG, 0)
    assert check.mismatch is not None
    assert check.right == "1 of 3 calls is right."
