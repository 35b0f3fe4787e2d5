"""A table of the shown cases in place of a function."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.lookup import lookup

Put = Callable[..., Bench]

PREDICT = "import numpy as np\ndef predict(x, w=3): return np.multiply(w, x)\n"


def check(cases: str, name: str = "predict", function: str = "predict", more: str = "") -> str:
    return f"  - {{id: {name}, function: {function}, asks: it works, points: 1, cases: {cases}{more}}}\n"


def test_a_function_with_shown_cases_only_is_named_at_its_first_check(bench: Put) -> None:
    [finding] = lookup(bench(check("[[8], {x: 2}]") + check("[[[1, 2], 0.5]]", "arrays"), PREDICT))
    assert (finding.place.line, finding.code) == (4, "G403")
    assert "`predict`" in finding.text


@pytest.mark.parametrize(
    ("cases", "proposed"),
    [
        ("[[8], [2]]", '{args: ["integers(2, 9)"], hidden: true}'),
        ("[[[1, 2, 5]], [[3, 4]]]", '{args: ["integers(1, 6, 3)"], hidden: true}'),
        ("[[[[1, 2.5]], 3], [[[4, 0]], 3]]", '{args: ["uniform(0, 4, 1, 2)", 3], hidden: true}'),
        ("[{x: 0.5, w: 2}, {x: 0.1, w: -1}]", '{kwargs: {x: "uniform(0.1, 0.5)", w: "integers(-1, 3)"}, hidden: true}'),
    ],
)
def test_the_case_that_is_proposed_has_arguments_like_those_there_are_and_is_enough(
    bench: Put, cases: str, proposed: str
) -> None:
    [finding] = lookup(bench(check(cases), PREDICT))
    assert finding.text.endswith(f"Add a case that is drawn or hidden, such as {proposed}")
    assert not list(lookup(bench(check(f"{cases[:-1]}, {proposed}]"), PREDICT)))


@pytest.mark.parametrize(
    ("cases", "more"),
    [("[[text], [other]]", ""), ("[[{a: 1}, 2], [{b: 1}, 3]]", ""), ("[[[1, 2]]]", ", lists: list"), ("[[8]]", "")],
)
def test_of_arguments_that_cannot_be_drawn_none_are_proposed(bench: Put, cases: str, more: str) -> None:
    [finding] = lookup(bench(check(cases, "f", "f", more), "def f(x, n=1): return [x, n]\n"))
    assert finding.text.endswith("Add a case with other arguments and hidden: true")


@pytest.mark.parametrize(
    "other",
    [
        check("[[8], {args: [9], hidden: true}]"),
        check("[[8], [normal()]]"),
        check("[[8], {x: 'uniform(1, 2, 3)'}]"),
        check("[[8]]") + check("[{args: [9], hidden: true}]", "other"),
        check("[[8]]") + "  - {id: same, property: y == 27, let: {y: predict(9)}, asks: it, points: 1}",
    ],
)
def test_a_hidden_or_a_drawn_case_tells_a_table_from_a_function(bench: Put, other: str) -> None:
    assert not list(lookup(bench(other, PREDICT)))


def test_a_check_that_needs_another_is_looked_at_all_the_same(bench: Put) -> None:
    reference = "def f(x): return x\ndef g(x): return f(x) + 1\n"
    checks = check("[{args: [9], hidden: true}]", "f", "f") + check("[[3]]", "g", "g", ", needs: [f]")
    [finding] = lookup(bench(checks, reference))
    assert "`g`" in finding.text


@pytest.mark.parametrize(
    "value",
    [
        "[float('nan'), float('-inf'), 1e-300]",
        "(np.float32(0.1), np.int8(3), np.bool_(True), 1j)",
        "{'a': np.zeros((0, 2)), 1: (None,), 'b': ()}",
        "np.array([['a', 'b']])",
        "np.arange(6.0).reshape(2, 3)",
        "np.array([np.inf, 1 + 2j])",
    ],
)
def test_the_table_can_hold_every_kind_of_value(bench: Put, value: str) -> None:
    reference = f"import numpy as np\ndef f(x, y=None): return {value}\n"
    cases = "[[1], [[1, 2]], [[a, [1, b]]], [{k: [1]}], {args: [1], kwargs: {y: .nan}}, [1.5, [[1, 2], [3, 4]]]]"
    assert len(list(lookup(bench(check(cases, "f", "f"), reference)))) == 1


def test_what_raises_is_in_the_table_too(bench: Put) -> None:
    reference = "def root(x):\n    if x < 0:\n        raise ValueError\n    return x ** 0.5\n"
    raises = "  - {id: no, raises: root, exception: ValueError, asks: it, points: 1, cases: [[-1]]}\n"
    assert len(list(lookup(bench(check("[[4]]", "root", "root") + raises, reference)))) == 1
    hidden = raises.replace("[[-1]]", "[[-1], {args: [-2], hidden: true}]")
    assert not list(lookup(bench(check("[[4]]", "root", "root") + hidden, reference)))


def test_a_function_without_arguments_is_left_alone(bench: Put) -> None:
    assert not list(lookup(bench(check("[[]]", "f", "f"), "def f(): return 3\n")))
