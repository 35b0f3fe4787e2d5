"""Mutants that no case catches, the reason in words, and those that are right."""

import re
from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.survivors import survivors
from graders.diagnose.mutants import MOST

MSE = "import numpy as np\n\n\ndef mse(y, y_hat):\n    return np.mean((y - y_hat) ** 2)\n"
EQUIVALENT = 'equivalent: [{mutants: "mean-to-median@5:12", because: There are two numbers.}]\n'
_MUTANT = re.compile(r"'(\S+@\d+:\d+(?:/\d+)?)'")
Made = Callable[..., Bench]


def function(name: str, *cases: str, more: str = "", identifier: str = "f") -> str:
    listed = "".join(f"      - {case}\n" for case in cases)
    return f"  - id: {identifier}\n    function: {name}\n    asks: f\n    points: 1\n{more}    cases:\n{listed}"


def told(bench: Bench) -> dict[str, str]:
    """Return what is said of each survivor, by its id."""
    return {mutant: finding.text for finding in survivors(bench) for mutant in _MUTANT.findall(finding.text)}


def test_a_survivor_is_told_at_its_check_with_what_it_changes_and_why(bench: Made) -> None:
    [finding] = survivors(bench(function("mse", "[[1, 2], [3, 5]]"), MSE))
    assert (finding.code, finding.place.line, finding.place.column) == ("G311", 5, 15)
    assert finding.text == (
        "'f' cannot tell the reference from its mutant 'mean-to-median@5:12'. "
        "It looks as if `median` stood in place of `mean`. No array has more than two numbers. "
        "This case of 'f' tells them apart: - [[1, 2, 4], [3, 1, 2]]"
    )


def test_those_that_one_more_case_would_catch_are_told_together_and_the_case_once(bench: Made) -> None:
    [finding] = survivors(bench(function("f", "[3, 2, 0]"), "def f(x, w, b):\n    return w * x + b\n"))
    assert (finding.code, finding.place.line) == ("G311", 5)
    assert finding.text == (
        "'f' cannot tell the reference from 3 mutants. "
        "'term-dropped@2:12': It looks as if `+ b` were left out. "
        "'sign-changed@2:12': It looks as if `- b` stood in place of `+ b`. "
        "'brackets-changed@2:12': It looks as if the brackets read `w * (x + b)`. "
        "Every case has b = 0. This case of 'f' tells them apart: - [1, 2, 1]"
    )


def test_of_many_the_first_ones_are_told_before_the_case(bench: Made) -> None:
    formula = " + ".join(f"{factor} * {name}" for factor, name in ((3, "a"), (5, "b"), (7, "c"), (11, "d")))
    [finding, *_] = survivors(bench(function("f", "[0, 0, 0, 0]"), f"def f(a, b, c, d):\n    return {formula}\n"))
    all_told, _, rest = finding.text.partition(" And ")
    assert len(_MUTANT.findall(all_told)) == 8
    assert re.match(r"\d+ more\. .*This case of 'f' tells them apart: - \[", rest)


def test_so_many_as_are_accepted_are_not_told(bench: Made) -> None:
    made = bench(function("f", "[3, 2, 0]"), "def f(x, w, b):\n    return w * x + b\n")
    assert not list(survivors(made._replace(most_survivors=3)))
    assert list(survivors(made._replace(most_survivors=2))) == list(survivors(made))


def test_a_case_that_catches_it_is_enough(bench: Made) -> None:
    assert not list(survivors(bench(function("mse", "[[1, 2, 9], [3, 5, 0]]"), MSE)))


def test_every_mutant_is_tried_however_many_there_are(bench: Made) -> None:
    steps = "".join(f"    x = {number} * x + {number + 2}\n" for number in range(3, 40))
    reference = f"def f(x, y):\n{steps}    return x + y\n"
    assert len(bench(function("f", "[3, 0]"), reference).prepared.suspects.variants()) == MOST
    assert any("`+ y` were left out" in text for text in told(bench(function("f", "[3, 0]"), reference)).values())


def test_what_is_explained_is_not_told(bench: Made) -> None:
    assert not list(survivors(bench(function("mse", "[[1, 2], [3, 5]]"), MSE, more=EQUIVALENT)))


def test_no_case_is_shown_where_none_would_tell(bench: Made) -> None:
    [finding] = survivors(bench(function("f", "[3]", "[4]"), "def f(x):\n    return abs(x * x)\n"))
    assert finding.text.endswith("It looks as if `abs(...)` were left out.")


@pytest.mark.parametrize(
    ("source", "case", "mutant", "why"),
    [
        ("return w * x + b", "[3, 2, 0]", "term-dropped", "Every case has b = 0."),
        ("return w * x + b", "{x: 3, w: 2, b: 0}", "term-dropped", "Every case has b = 0."),
        ("return w * x + b", "[[3, 4], 1, 2]", "factor-dropped", "Every case has w = 1."),
        ("return x - w", "[2, 2, 1]", "operands-swapped", "Every case has x = w."),
        ("return x.sum(axis=0)", "[[[1, 2], [2, 5]], 0, 0]", "axis-changed", "Every matrix is symmetric."),
        ("return x.T", "[[[1, 2], [2, 5]], 0, 0]", "transpose-dropped", "Every matrix is symmetric."),
        ("return np.mean(x)", "[[7], 0, 0]", "mean-to-sum", "Every array has one number only."),
        ("return np.sort(x)", "[[1, 2, 2], 0, 0]", "sort-dropped", "The data are sorted in every case."),
        ("return np.abs(x)", "[[1, 2.5], 0, 0]", "abs-dropped", "All numbers are positive."),
        ("return np.round(x)", "[[1, 2], 0, 0]", "round-dropped", "All numbers are whole."),
    ],
)
def test_the_reason_is_told_where_the_arguments_show_it(
    source: str, case: str, mutant: str, why: str, bench: Made
) -> None:
    made = bench(function("f", case), f"import numpy as np\ndef f(x, w, b):\n    {source}\n")
    texts = [text for identifier, text in told(made).items() if identifier.startswith(mutant)]
    assert texts
    assert all(f" {why}" in text for text in texts)


def test_when_only_the_shape_is_compared_that_is_the_reason(bench: Made) -> None:
    checks = function("f", "[[[1, 2], [3, 4]]]", more="    compares: shape\n")
    made = bench(checks, "import numpy as np\ndef f(x):\n    return x.sum(axis=0)\n")
    assert told(made)["axis-changed@3:23"].count(" Only the shape of what comes back is compared.") == 1


@pytest.mark.parametrize("case", ["[3, 2, 5]", "[[1, 2], [3, 4], 1]", "[ab, cd, ef]"])
def test_no_reason_is_made_up(case: str, bench: Made) -> None:
    made = bench(function("f", case), "def f(x, w, b):\n    y = x + w\n    return x + w + b\n")
    texts = told(made).values()
    assert len(texts) > 1
    assert not [text for text in texts if re.search(r"\. (Every|No|The|All|Only) ", text)]


def test_a_mutant_that_only_an_exception_shows_is_caught(bench: Made) -> None:
    reference = "def f(x):\n    if x < 2:\n        raise ValueError\n    return x\n"
    raises = "  - id: r\n    raises: f\n    exception: ValueError\n    asks: r\n    points: 1\n    cases: [[1]]\n"
    assert list(told(bench(function("f", "[3]", "[2]"), reference))) != []
    caught = told(bench(function("f", "[3]", "[2]") + raises, reference))
    assert caught == {}


def test_mutants_of_what_only_a_wrong_solution_uses_are_left_alone(bench: Made) -> None:
    reference = "def f(x):\n    return x + 1\n\n\ndef summed(x):\n    return x * 2 + 7\n"
    wrong = "misconceptions: [{id: summed, of: f, instead: summed(x), says: It is summed.}]\n"
    assert told(bench(function("f", "[3]", "[4]"), reference, more=wrong)) == {}


def test_a_mutant_of_a_function_behind_another_is_told_where_that_is_asked_for(bench: Made) -> None:
    reference = "def half(x, y):\n    return x / 2 + y\n\n\ndef f(x):\n    return half(x, 0)\n\n\nz = f(3)\n"
    checks = "  - {id: z, variable: z, asks: z, points: 1}\n" + function("f", "[3]")
    texts = told(bench(checks, reference))
    assert any("'z' and 'f' cannot tell" in text for text in texts.values())


def test_variables_that_change_and_are_not_asked_for_are_told_where_no_case_would_tell(bench: Made) -> None:
    reference = "w = 3\nb = w + 2\ny = w - 1 > 1\ndef f(x):\n    return x > b\n"
    checks = "  - {id: y, variable: y, asks: y, points: 1}\n" + function("f", "[99]", "[98]")
    text = told(bench(checks, reference))["term-dropped@2:5"]
    assert text.endswith("No check asks for `b`, which changes with it.")
    both = told(bench(checks, reference.replace("b = w + 2", "a = w + 2\nb = a")))["term-dropped@2:5"]
    assert both.endswith("No check asks for `a` and `b`, which change with it.")


def test_a_check_that_has_a_variable_of_its_own_is_not_blamed_for_that_of_the_reference(bench: Made) -> None:
    reference = "import numpy as np\ny = np.array([1.0, 2.0]) + 20\ns = float(np.std(y))\ndef f(y):\n    return y * 2\n"
    given = "  - {id: own, property: z > y, let: {z: f(y)}, given: {y: 3}, asks: own, points: 1}\n"
    checks = given + "  - {id: s, variable: s, asks: s, points: 1}\n" + function("f", "[3]", "[4]")
    [finding] = survivors(bench(checks, reference))
    assert finding.text.startswith("'s' cannot tell the reference from 2 mutants.")
    assert finding.text.endswith("No check asks for `y`, which changes with it.")


def test_a_parameter_that_has_one_number_in_all_cases_is_told_unless_nobody_asks_for_its_function(bench: Made) -> None:
    reference = "def f(x, w):\n    return x ** 3 + w\n\n\ny = f(7, 5)\n"
    [told_of_f] = told(bench(function("f", "[2, 5]", "[3, 5]"), reference)).items()
    assert told_of_f[0] == "parameter-fixed@2:5/2"
    assert "It looks as if `w` were always `5`." in told_of_f[1]
    assert "This case of 'f' tells them apart: - [" in told_of_f[1]
    assert not told(bench(function("f", "[2, 5]", "[3, 6]"), reference))
    assert not told(bench("  - id: y\n    variable: y\n    asks: y\n    points: 1\n", reference))


def test_a_value_that_changes_by_itself_hides_no_survivor(bench: Made) -> None:
    reference = "import numpy as np\ndef f(x):\n    return x + 0 * x\nz = np.random.normal()\n"
    checks = function("f", "[3]") + "  - {id: z, variable: z, asks: z, points: 1}\n"
    assert told(bench(checks, reference))
