"""What is said of a declared wrong solution that is of no use."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.misconceptions import misconceptions

CHECK = "  - {{id: f, function: f, asks: f, points: 1, cases: {}}}"
REFERENCE = "def f(x, b):\n    return x + b\n"


def told(bench: Callable[..., Bench], cases: str, instead: str, more: str = "") -> list[str]:
    declared = f"misconceptions:\n  - {{id: slip, of: f, instead: '{instead}', says: A slip.}}\n{more}"
    return [f"{one.code} {one.text}" for one in misconceptions(bench(CHECK.format(cases), REFERENCE, declared))]


def test_one_that_no_case_shows_comes_with_a_case_that_would(bench: Callable[..., Bench]) -> None:
    [text] = told(bench, "[[3, 0], [4, 0]]", "x")
    assert text.startswith(
        "G303 'slip' has full marks: no case of this exercise is wrong with it. This case of 'f' tells "
    )


def test_one_that_is_right_comes_without_a_case(bench: Callable[..., Bench]) -> None:
    assert told(bench, "[[3, 0], [4, 0]]", "b + x") == [
        "G303 'slip' has full marks: no case of this exercise is wrong with it."
    ]


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        ("x + c", 'NameError: name "c" is not defined'),
        ("x.shape", "AttributeError: "),
        ("[].pop()", "IndexError: "),
        ("[0] * 10 ** 12", "MemoryError"),
    ],
)
def test_one_that_does_not_run_comes_with_the_reason(instead: str, why: str, bench: Callable[..., Bench]) -> None:
    [text] = told(bench, "[[3, 0], [4, 1]]", instead)
    assert text.startswith(f"G302 'slip' cannot be run: {why}".replace('"', "'"))
    assert not text.endswith(": ")


HELPED = """
def f(x, b):
    return x + b


{above}
y = f(3, 4)


{below}
"""
HELPER = "def less(x, b):\n    return {}\n"


@pytest.mark.parametrize(
    ("above", "below", "instead", "remedy"),
    [
        (
            "",
            HELPER.format("x - b"),
            "less(x, b)",
            "uses `f` before it defines `less`: move `less` up, above that line",
        ),
        (HELPER.format("f(x, -b)"), "", "less(x, b)", "What it calls leads back to `f`, which it replaces: write it"),
        ("", "", "f(x, -b)", "What it calls leads back to `f`, which it replaces: write it out without `f`"),
        ("", "", "more(x, b)", "name 'more' is not defined"),
        (HELPER.format("less(x, b)"), "", "less(x, b)", "maximum recursion depth exceeded"),
    ],
)
def test_a_helper_in_the_wrong_place_or_that_leads_back_is_told_so(
    above: str, below: str, instead: str, remedy: str, bench: Callable[..., Bench]
) -> None:
    declared = f"misconceptions:\n  - {{id: slip, of: f, instead: '{instead}', says: A slip.}}\n"
    reference = HELPED.format(above=above, below=below)
    [finding] = misconceptions(bench(CHECK.format("[[3, 1], [4, 2]]"), reference, declared))
    assert finding.code == "G302"
    told = finding.text.partition("cannot be run: ")[2]
    assert remedy in told
    assert (". " in told) is ("`f`" in remedy)


def test_one_that_runs_for_some_calls_is_no_fault(bench: Callable[..., Bench]) -> None:
    assert told(bench, "[[3, 1], [4, 2], [[1, 2], 1]]", "int(x) - b") == []


def test_one_that_runs_for_some_calls_is_no_fault_where_an_item_is_compared(bench: Callable[..., Bench]) -> None:
    check = "  - {{id: {}, function: f, asks: f, points: 1, item: sum, cases: {}}}\n"
    checks = check.format("lists", "[[[1, 2], [1, 1]]]") + check.format("numbers", "[[3, 1], [4, 2]]")
    reference = "def f(x, b):\n    return {'sum': x + b}\n"
    declared = "misconceptions:\n  - {id: slip, of: f, instead: \"{'sum': int(x) - b}\", says: A slip.}\n"
    assert not list(misconceptions(bench(checks, reference, declared)))


def test_how_many_values_differ_is_told_where_no_cause_is(bench: Callable[..., Bench]) -> None:
    [text] = told(bench, "[[3, 0], [4, 1]]", "x")
    assert text.startswith(
        "G304 'slip' is caught, but no cause is told. Its values differ from the right ones on 1 of "
    )


def test_the_other_wrong_solution_with_the_same_values_is_told_where_no_cause_is(bench: Callable[..., Bench]) -> None:
    other = "  - {id: other, of: f, instead: 'x if b < 3 else 7', says: Another., hint: h}\n"
    text, _ = told(bench, "[[3, 1], [4, 2], [5, 9]]", "x", other)
    assert text == (
        "G304 'slip' is caught, but no cause is told. Its values differ from the right ones on 3 of the calls and "
        "variables asked for; it takes two on which no other wrong solution has the same. "
        "'other' has the same on `f(3, 1)` and `f(4, 2)`."
    )


def test_the_other_name_of_the_same_values_is_told(bench: Callable[..., Bench]) -> None:
    twin = "  - {id: twin, of: f, instead: b - b + x, says: A twin.}\n"
    texts = told(bench, "[[3, 5], [4, 1]]", "x", twin)
    assert texts == [
        "G306 'slip' has the same values as another: it is told as 'slip or twin'",
        "G306 'twin' has the same values as another: it is told as 'slip or twin'",
    ]
