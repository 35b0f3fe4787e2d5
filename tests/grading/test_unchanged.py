"""Functions that must leave their arguments as they were."""

from collections.abc import Callable

import pytest

from graders.errors import SpecError
from graders.result import CheckResult, Graded, Outcome

Grade = Callable[..., Graded]

REFERENCE = "import numpy as np\ndef centre(X, by=0): return X - X.mean(axis=0) + by\n"
CHECK = "- {id: same, unchanged: centre, asks: it stays, points: 1, cases: [[[[1, 10], [3, 30]]]]}\n"
IN_PLACE = """
import numpy as np
def centre(table, by=0):
    table -= table.mean(axis=0, keepdims=True).astype(table.dtype) - by
    return table
"""


@pytest.fixture
def result(graded: Grade) -> Callable[..., CheckResult]:
    """Return a function that grades a source by one check and returns what became of it."""

    def judged(source: str, check: str = CHECK, reference: str = REFERENCE) -> CheckResult:
        return graded(check, reference, source).checks[-1]

    return judged


def test_a_function_that_makes_a_new_array_passes(result: Callable[..., CheckResult]) -> None:
    assert result(REFERENCE).outcome is Outcome.PASSED


def test_one_that_writes_into_its_argument_is_shown_what_is_left_of_it(result: Callable[..., CheckResult]) -> None:
    check = result(IN_PLACE)
    assert (check.outcome, check.score) == (Outcome.WRONG, 0)
    assert check.message == (
        "`centre(np.array([[1, 10], [3, 30]]))` changed its argument `table`. "
        "It was `[[1, 10], [3, 30]]`, and is `[[-1, -10], [1, 10]]` afterwards."
    )
    assert check.next_step == (
        "Work on a copy: begin with `table = table.copy()`. "
        "Lines such as `table -= ...` and `table.sort()` change the array itself."
    )


@pytest.mark.parametrize(
    "source", ["def f(*tables):\n    X = tables[0]\n    X += 1\n", "def g(X): X += 1\nf = lambda *a: g(*a)\n"]
)
def test_an_argument_without_a_name_of_its_own_is_told_by_its_number(
    result: Callable[..., CheckResult], source: str
) -> None:
    check = result(source, CHECK.replace("centre", "f"), "def f(X): return 1\n")
    assert "changed its argument number 1. It was" in check.message
    assert check.next_step == "Work on a copy of it, which `.copy()` makes."


@pytest.mark.parametrize(
    ("case", "change", "copy"),
    [
        ("[[1, 2], [3, 4]]", "m[0][0] = 9", "copy.deepcopy(m)"),
        ("{a: [1, 2]}", "m['a'][0] = 9", "copy.deepcopy(m)"),
        ("[1, 2]", "m[0] = 9", "m.copy()"),
        ("{a: one, b: 2}", "m['a'] = 9", "m.copy()"),
    ],
)
@pytest.mark.parametrize("lists", ["list", "array"])
def test_the_copy_that_is_advised_keeps_the_argument_as_it_was(
    result: Callable[..., CheckResult], case: str, change: str, copy: str, lists: str
) -> None:
    if lists == "array" and case.startswith("["):
        copy = "m.copy()"
    check = f"- {{id: same, unchanged: f, lists: {lists}, asks: it, points: 1, cases: [{{args: [{case}]}}]}}\n"
    found = result(f"def f(m):\n    {change}\n    return 1\n", check, "def f(data): return 1\n")
    assert f"begin with `m = {copy}`." in found.next_step
    assert ("`import copy`" in found.next_step) == ("deepcopy" in copy)
    mended = f"import copy\ndef f(m):\n    m = {copy}\n    {change}\n    return 1\n"
    assert result(mended, check, "def f(data): return 1\n").outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("cases", "body", "says"),
    [
        ("[{rows: [1, 2], scale: {a: 1}}]", "scale['b'] = 2", "changed its argument `scale`. It was `{"),
        ("[[[1, 2], {a: [3]}]]", "scale['a'].append(1)", "changed its argument `scale`. It was `{"),
        ("[[[2, 1], {}]]", "rows.sort()", "changed its argument `rows`. It was `[2, 1]`, and is `[1, 2]` afterwards."),
        ("[[[1.0, 2.0], {}]]", "rows[0] = 1", "changed its argument `rows`."),
        ("[{args: [[.nan, 2], {}], kwargs: {}}]", "rows[0] = 0", "changed its argument `rows`."),
    ],
)
def test_lists_and_dicts_are_looked_at_in_depth(
    result: Callable[..., CheckResult], cases: str, body: str, says: str
) -> None:
    check = f"- {{id: same, unchanged: f, lists: list, asks: it, points: 1, cases: {cases}}}\n"
    reference = "def f(rows, scale): return 1\n"
    found = result(f"def f(rows, scale):\n    {body}\n    return 1\n", check, reference)
    assert found.outcome is Outcome.WRONG
    assert says in found.message
    assert "begin with" in found.next_step
    assert "Lines such as" not in found.next_step
    assert result(reference, check, reference).outcome is Outcome.PASSED


BOTH = "- {id: same, unchanged: [f, g], asks: it, points: 1, cases: [[[2, 1]], [[3]]]}\n"
TWO = "def f(v): return v + 1\ndef g(v): return v * 2\n"


def test_several_functions_are_asked_the_same(result: Callable[..., CheckResult]) -> None:
    found = result("def f(v): return v + 1\ndef g(v):\n    v *= 2\n    return v\n", BOTH, TWO)
    assert "`g(np.array([2, 1]))` changed its argument `v`." in found.message
    assert found.right == "2 of 4 calls are right."
    assert result(TWO, BOTH, TWO).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("source", "outcome", "says"),
    [
        ("def f(v): ...\ndef g(v): return v\n", Outcome.MISSING, "`f` is still empty."),
        ("def f(v): raise NotImplementedError\ndef g(v): return v\n", Outcome.MISSING, "`f` is still empty."),
        ("f = ...\ndef g(v): return v\n", Outcome.MISSING, "`f` is still empty."),
        ("f = 1\ndef g(v): return v\n", Outcome.MISSING, "`f` is not a function here: it holds a value of type `int`"),
        ("def f(v): return v[0](1)\ndef g(v): return v\n", Outcome.RAISED, "TypeError"),
        ("def f(v): return v\n", Outcome.MISSING, "`g` was not found in the file."),
        ("def f(v): return v\ndef g(v): v + 1\n", Outcome.WRONG, "`g(np.array([2, 1]))` returned `None`"),
        ("def f(v): return v\ndef g(v): return w\n", Outcome.RAISED, "NameError"),
        ("def f(v): return v\ndef g(v): v.resize(9_000_000, refcheck=False)\n", Outcome.WRONG, "can be read"),
    ],
)
def test_what_returns_nothing_does_not_pass(
    result: Callable[..., CheckResult], source: str, outcome: Outcome, says: str
) -> None:
    found = result(source, BOTH, TWO)
    assert found.outcome is outcome
    assert says in found.message


def test_nothing_of_a_hidden_case_is_shown(result: Callable[..., CheckResult]) -> None:
    found = result(IN_PLACE, CHECK.replace("[[[[1, 10], [3, 30]]]]", "[{args: [[[1, 10], [3, 30]]], hidden: true}]"))
    assert found.message == "For an input that is not shown, the function changes what it is given, or returns nothing."


def test_no_hidden_input_is_told_as_the_name_that_an_expression_is_said_to_lack(
    result: Callable[..., CheckResult],
) -> None:
    hidden = CHECK.replace("[[[[1, 10], [3, 30]]]]", "[{args: [[[1, 10], [3, 30]]], hidden: true}]")
    # Code of another file, so that no line of the submission is told beside the error.
    code = "def centre(X, by=0):\n    raise NameError(f\"name '{X.tolist()}' is not defined\")\n"
    source = f"exec(compile({code!r}, 'elsewhere', 'exec'))\n"
    found = result(source, hidden)
    assert found.outcome is Outcome.RAISED
    assert found.message == "For an input that is not shown, the function stops with an exception."


def test_a_reference_that_changes_its_argument_is_a_problem_of_the_exercise(graded: Grade) -> None:
    with pytest.raises(SpecError, match=r"the reference solution does not pass 'same': .* its argument `table`"):
        graded(CHECK, IN_PLACE, "")
