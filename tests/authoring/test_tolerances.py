"""Tolerances that rounding fails, or wrong solutions pass."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.tolerances import tolerances

Put = Callable[..., Bench]


def check(function: str, cases: str, tolerance: str, more: str = "") -> str:
    return f"  - {{id: one, function: {function}, asks: it, points: 1, cases: {cases}, tolerance: {tolerance}{more}}}\n"


def variable(name: str, tolerance: str) -> str:
    return f"  - {{id: {name}, variable: {name}, asks: it, points: 1, tolerance: {tolerance}}}\n"


LINE = "def line(x, w, b): return w * x + b\n"
CASES = "[[0.1, 3.3, 0.7], [2.3, -1.1, 0.4]]"
MSE = "import numpy as np\ndef mse(y, z): return np.mean((y - z) ** 2)\n"


@pytest.mark.parametrize(
    ("reference", "cases", "change"),
    [
        ("def f(a, b, c): return a + b + c\n", "[[0.1, 0.2, 0.3]]", "`a + (b + c)` in place of `a + b + c`"),
        ("def f(a, b, c): return a * (b - c)\n", "[[0.1, 0.2, 0.7]]", "`a * b - a * c` in place of `a * (b - c)`"),
        ("def f(a, b, c): return a / b\n", "[[5, 49, 1]]", "`a * (1 / b)` in place of `a / b`"),
        ("def f(v): return v.cumsum()[-1]\n", "[[[0.1, 0.1, 0.1, 0.1, 0.1, 0.1]]]", "arguments as longdouble"),
    ],
)
def test_a_tolerance_of_zero_fails_what_means_the_same(bench: Put, reference: str, cases: str, change: str) -> None:
    [finding] = tolerances(bench(check("f", cases, "{rtol: 0, atol: 0}"), reference))
    assert (finding.place.line, finding.code) == (4, "G401")
    assert change in finding.text
    assert finding.text.endswith("Write tolerance: {rtol: 1e-14, atol: 0}")


@pytest.mark.parametrize("written", ["{rtol: 1e-14, atol: 0}", "{}", "{rtol: 1e-12}"])
def test_a_tolerance_that_allows_for_rounding_is_not_too_tight(bench: Put, written: str) -> None:
    assert not list(tolerances(bench(check("f", "[[0.1, 0.2, 0.3]]", written), "def f(a, b, c): return a + b + c\n")))


def test_where_next_to_nothing_is_left_an_absolute_tolerance_is_proposed(bench: Put) -> None:
    reference = "def f(a, b, c): return [a + b + c, 5.0]\n"
    [finding] = tolerances(bench(check("f", "[[0.1, 0.2, -0.3]]", "{rtol: 1e-9, atol: 0}"), reference))
    assert finding.text.endswith("Write tolerance: {rtol: 1e-9, atol: 1e-15}")


def test_a_variable_has_a_tolerance_too(bench: Put) -> None:
    [finding] = tolerances(bench(variable("total", "{rtol: 0, atol: 0}"), "total = 0.1 + 0.2 + 0.3\n"))
    assert "'total' is too tight" in finding.text


@pytest.mark.parametrize(
    "reference",
    [
        "def f(a, b, c): return a // 1 + b\n",
        "def f(a, b, c): return [a] + [b] + [c]\n",
        "import random\ndef f(a, b, c): return int(random.random()) + random.random() * 0 + a\n",
        "def f(a, b, c): return f'{a + b + c:.2f}'\n",
        "import math\ndef f(a, b, c): return math.floor(a * 1e9 / 3 * b) % 7\n",
    ],
)
def test_what_only_looks_alike_is_no_evidence(bench: Put, reference: str) -> None:
    assert not list(tolerances(bench(check("f", "[[0.1, 0.2, 0.3], [7, 9, 11]]", "{rtol: 0, atol: 0}"), reference)))


def test_work_in_float32_is_evidence_where_the_reference_answers_in_it(bench: Put) -> None:
    reference = "import numpy as np\ndef f(v): return (v / np.float64(3)).astype(np.float32)\n"
    [finding] = tolerances(bench(check("f", "[[[0.1, 0.7, 5.3]]]", "{rtol: 1e-9, atol: 0}"), reference))
    assert "float32" in finding.text
    assert finding.text.endswith("{rtol: 1e-6, atol: 0}")
    double = reference.replace(".astype(np.float32)", "")
    assert not list(tolerances(bench(check("f", "[[[0.1, 0.7, 5.3]]]", "{rtol: 1e-9, atol: 0}"), double)))


def test_a_tolerance_that_lets_a_misconception_through_is_too_wide(bench: Put) -> None:
    known = "misconceptions: [{id: no-bias, of: line, instead: w * x, says: The bias is missing.}]"
    [finding] = tolerances(bench(check("line", "[[100.5, 3, 2], [50.5, 4, 1]]", "{rtol: 0.05}"), LINE, more=known))
    assert (finding.place.line, finding.code) == (4, "G402")
    assert "no-bias" in finding.text
    assert "{rtol: 0.001, atol: 1e-9}" in finding.text


def test_so_is_one_that_lets_a_derived_wrong_solution_through(bench: Put) -> None:
    [finding] = tolerances(bench(check("mse", "[[[1, 2], [1.5, 2.5]]]", "{atol: 0.3}"), MSE))
    assert finding.code == "G402"


def test_a_variable_can_be_too_wide(bench: Put) -> None:
    known = "misconceptions: [{id: low, of: loss, instead: '1.0', says: It is low.}]"
    [finding] = tolerances(bench(variable("loss", "{atol: 0.3}"), "loss = 1.25\n", more=known))
    assert "low passes" in finding.text
    assert "{rtol: 1e-6, atol: 0.1}" in finding.text


def test_what_another_check_of_the_function_catches_is_no_evidence(bench: Put) -> None:
    known = "misconceptions: [{id: no-bias, of: line, instead: w * x, says: The bias is missing.}]"
    rough = check("line", "[[100.5, 3, 2], [50.5, 4, 1]]", "{rtol: 0.05}")
    exact = rough.replace("id: one", "id: exact").replace("0.05", "1e-9")
    assert not list(tolerances(bench(rough + exact, LINE, more=known)))


def test_what_a_property_catches_is_no_evidence(bench: Put) -> None:
    known = "misconceptions: [{id: no-bias, of: line, instead: w * x, says: The bias is missing.}]"
    rough = check("line", "[[100.5, 3, 2], [50.5, 4, 1]]", "{rtol: 0.05}")
    exact = "  - {id: bias, property: at_0 == 7, let: {at_0: 'line(0, 2, 7)'}, asks: it, points: 1}\n"
    assert not list(tolerances(bench(rough + exact, LINE, more=known)))


def test_what_a_property_catches_of_the_function_behind_a_variable_is_no_evidence(bench: Put) -> None:
    rough, reference = variable("y", "{rtol: 0.05}"), f"{LINE}y = line(100.5, 3, 2)\n"
    bias = "  - {id: bias, property: at_0 == 7, let: {at_0: 'line(0, 2, 7)'}, needs: [y], asks: it, points: 1}\n"
    [finding] = tolerances(bench(rough, reference))
    assert "term-dropped@1:" in finding.text
    assert not list(tolerances(bench(rough + bias, reference)))


def test_what_only_a_variable_shows_is_let_through_by_the_check_of_the_function(bench: Put) -> None:
    known = "misconceptions: [{id: no-bias, of: line, instead: w * x, says: The bias is missing.}]"
    rough, exact = check("line", "[[100.5, 3, 2], [50.5, 4, 1]]", "{rtol: 0.05}"), variable("y", "{}")
    [finding] = tolerances(bench(rough + exact, f"{LINE}y = line(1, 2, 3)\n", more=known))
    assert "'one' is too wide: no-bias" in finding.text


def test_a_mutant_that_is_accepted_is_no_evidence(bench: Put) -> None:
    checks, reference = check("f", "[[100.5], [50.5]]", "{rtol: 0.05}"), "def f(x): return x + 0.001\n"
    mutants = dict.fromkeys(
        one.cause.id for one in bench(checks, reference).prepared.suspects.variants(every=True) if one.mutation
    )
    assert list(tolerances(bench(checks, reference)))
    accepted = f"equivalent: [{{mutants: {[*mutants]}, because: The model is rough.}}]"
    assert not list(tolerances(bench(checks, reference, more=accepted)))


THROWN = "float(np.mean(np.random.default_rng(1).integers(1, 7, 100_000) == 6))"


def thrown(bench: Put, value: str, wrong: str) -> list[str]:
    """Return what is said of a share that is measured by throwing dice, beside a wrong one."""
    known = f"misconceptions: [{{id: slip, of: share, instead: '{wrong}', says: It is high.}}]"
    reference = f"import random\nimport numpy as np\nshare = {value}\n"
    checks = variable("share", "{rtol: 0, atol: 0.08}")
    return [one.text.partition("slip")[2] for one in tolerances(bench(checks, reference, more=known))]


@pytest.mark.parametrize(
    "value",
    [
        THROWN,
        THROWN.replace("default_rng(1).integers", "RandomState(seed=1).randint"),
        "sum(map(random.Random(3).choice, [[0, 0, 0, 0, 0, 1]] * 2000)) / 2000",
        "[np.random.seed(4), float(np.mean(np.random.rand(100_000) < 1 / 6))][1]",
        "[random.seed(4), sum(random.random() < 1 / 6 for _ in range(2000)) / 2000][1]",
    ],
)
def test_no_tolerance_is_proposed_that_chance_fails(bench: Put, value: str) -> None:
    """Of 2,000 throws the share is off by 0.008 in the mean, of 100,000 by 0.001."""
    assert thrown(bench, value, "0.1725") == []


def test_one_that_leaves_room_for_chance_is_proposed(bench: Put) -> None:
    [text] = thrown(bench, THROWN, "0.22")
    assert text.endswith("Write tolerance: {rtol: 0, atol: 0.01}")


def test_a_value_that_is_meant_to_be_of_one_seed_is_not_taken_for_chance(bench: Put) -> None:
    [text] = thrown(bench, "float(np.random.default_rng(1).normal())", "0.35")
    assert text.endswith("Write tolerance: {rtol: 0, atol: 0.001}")


def test_a_wide_tolerance_that_nothing_wrong_passes_is_left_alone(bench: Put) -> None:
    assert not list(tolerances(bench(check("line", CASES, "{rtol: 1e-3}"), LINE)))


def test_no_tolerance_is_proposed_that_rounding_fails(bench: Put) -> None:
    reference = "def f(a, b, c): return [a + b + c, a]\n"  # of 0.123, only 0.12298 is left
    checks = check("f", "[[1e12, 0.123, -1e12]]", "{rtol: 0.01}")
    for factor, count in (("1.005", 1), ("1.00005", 0)):
        known = f"misconceptions: [{{id: more, of: f, instead: '[(a + b + c) * {factor}, a]', says: It is more.}}]"
        assert len(list(tolerances(bench(checks, reference, more=known)))) == count


SUMMARY = "import numpy as np\ndef f(v): return {'mean': float(np.mean(v)), 'top': v[0] + v[1] + v[2]}\n"


def test_where_one_item_is_compared_a_tolerance_is_too_wide_for_it(bench: Put) -> None:
    checks = check("f", "[[[1, 2, 6]], [[4, 4, 9]]]", "{rtol: 0.5}", ", item: mean")
    [finding] = tolerances(bench(checks, SUMMARY))
    assert finding.code == "G402"
    assert "mean-to-median@2:" in finding.text


@pytest.mark.parametrize(("item", "codes"), [("top", ["G401"]), ("mean", [])])
def test_where_one_item_is_compared_rounding_counts_in_that_one(bench: Put, item: str, codes: list[str]) -> None:
    checks = check("f", "[[[0.1, 0.2, 0.3]]]", "{rtol: 0, atol: 0}", f", item: {item}")
    reference = "def f(v): return {'mean': v[0], 'top': v[0] + v[1] + v[2]}\n"
    assert [finding.code for finding in tolerances(bench(checks, reference))] == codes
