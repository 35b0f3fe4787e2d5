"""The ladder of hints."""

import json
from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.hints import hints

Put = Callable[..., Bench]

REFERENCE = """\
import numpy as np
def mse(y, z): return np.mean((y - z) ** 2)
def slope(x, y):
    dx = x - x.mean()
    return (dx * y).sum() / (dx ** 2).sum()
def root(x):
    if x < 0:
        raise ValueError
    return x ** 0.5
loss = mse(np.array([1.0]), np.array([3.0]))
rate = -0.5
"""
IDEA, PLACE = "What is far off?", "Look at the power."


def check(kind: str, *said: str) -> str:
    return f"  - {{id: one, asks: it, points: 1, {kind}, hints: {json.dumps(said)}}}\n"


def codes(bench: Bench) -> list[str]:
    return [finding.code for finding in hints(bench)]


MSE = "function: mse, cases: [[[1, 2], [3, 5]]]"
SLOPE = "function: slope, cases: [[[1, 2, 4], [3, 5, 5]]]"


def test_a_ladder_of_three_hints_with_a_blank_has_no_fault(bench: Put) -> None:
    assert not codes(bench(check(MSE, IDEA, PLACE, "`return np.____((y - z) ** 2)`"), REFERENCE))


@pytest.mark.parametrize("said", [(), (IDEA,), (IDEA, PLACE)])
def test_a_check_with_fewer_hints_is_named(bench: Put, said: tuple[str, ...]) -> None:
    [finding] = hints(bench(check(MSE, *said), REFERENCE))
    assert (finding.place.line, finding.code) == (4, "G501")
    assert f"'one' has {len(said)} of 3 hints" in finding.text


def test_a_rating_has_no_hints(bench: Put) -> None:
    rating = "  - {id: me, rating: me, asks: it, items: {a: I can add.}}\n"
    assert not codes(bench(rating, "me = {'a': 3}\n"))


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        (MSE, "`return np.mean((y - z) ** 2)`"),
        (MSE, "Write `np.mean((y-z)**2)` there."),
        (MSE, "`def mse(y, z): return np.mean((y - z)**2)`"),
        (SLOPE, "`dx = x - x.mean()`, then `return (dx * y).sum() / (dx ** 2).sum()`"),
        ("variable: rate", "Write `rate = -0.5` there."),
        ("variable: loss", "`loss = mse(np.array([1.0]), np.array([3.0]))`"),
    ],
)
def test_a_hint_that_is_the_answer_is_named(bench: Put, kind: str, hint: str) -> None:
    [finding] = hints(bench(check(kind, IDEA, PLACE, hint), REFERENCE))
    assert finding.code == "G502"
    assert finding.text.startswith("hint 3 of 'one'")


@pytest.mark.parametrize(
    ("kind", "hint"),
    [
        (MSE, "`return np.mean((____ - ____) ** 2)`"),
        (MSE, "`(y - z) ** 2` is right for one pair."),
        (MSE, "`return np.mean((y - z) ** 2`"),
        (MSE, "return np.mean((y - z) ** 2)"),
        (SLOPE, "`return (dx * y).sum() / (dx ** 2).sum()`"),
        ("variable: rate", "`rate = -____`"),
        ("variable: rate", "The number `-0.5` is a rate."),
        ("raises: root, exception: ValueError, cases: [[-1]]", "`if x < 0:`"),
    ],
)
def test_a_hint_with_a_part_of_it_is_not(bench: Put, kind: str, hint: str) -> None:
    assert not codes(bench(check(kind, IDEA, PLACE, hint), REFERENCE))


@pytest.mark.parametrize(
    "hint", ["What does `y - z` come to?", "`for pair in (y - z) ** 2:`", "The formula is $(y - z)**2$."]
)
def test_the_first_hint_has_no_code_of_the_reference(bench: Put, hint: str) -> None:
    [finding] = hints(bench(check(MSE, hint, PLACE, "`return ____`"), REFERENCE))
    assert finding.code == "G503"


@pytest.mark.parametrize("hint", ["What is `mse` of `y` and `y`?", "What does `np.mean(v)` do?", "Is `z - y` enough?"])
def test_it_may_have_names_and_other_code(bench: Put, hint: str) -> None:
    assert not codes(bench(check(MSE, hint, PLACE, "`return ____`"), REFERENCE))
