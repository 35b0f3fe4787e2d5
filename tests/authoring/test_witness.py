"""A call that tells a wrong solution from the right one, where the cases of an exercise do not."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.witness import Witness, witness, witnesses
from graders.diagnose.suspect import Cause, Origin, Variant

Put = Callable[..., Bench]


def variant(source: str, name: str = "mutant") -> Variant:
    return Variant(Cause(Origin.DERIVED, name, "It looks as if."), source.encode())


def found(bench: Bench, old: str, new: str) -> Witness | None:
    source = bench.prepared.reference.source.decode()
    assert old in source
    return witness(bench, variant(source.replace(old, new)))


def check(cases: str, more: str = "") -> str:
    return f"  - {{id: f, function: f, asks: it works, points: 1, cases: {cases}{more}}}"


def test_a_square_matrix_is_told_to_hide_an_axis(bench: Put) -> None:
    reference = "import numpy as np\ndef f(X): return X.sum(axis=0)\n"
    told = found(bench(check("[[[[1, 2], [2, 1]]]]"), reference), "axis=0", "axis=1")
    assert told == Witness("f", "- [[[1, 2]]]")


@pytest.mark.parametrize(
    ("definition", "change", "cases", "case"),
    [
        ("(x, w, b): return w * x + b", ("w * x", "x"), "[[2, 1, 5]]", "- [1, 2, 1]"),
        ("(x): return abs(x)", ("abs(x)", "x"), "[[1], [2.5]]", "- [-1]"),
        ("(v): return np.sort(v)", ("np.sort(v)", "v"), "[[[1, 2, 3]]]", "- [[3, 1]]"),
        ("(v): return np.mean(v)", ("np.mean", "np.median"), "[[[1, 2, 3]]]", "- [[2, 2, 1]]"),
        ("(v): return np.mean(v)", ("np.mean", "np.sum"), "[[[3]]]", "- [[1, 2]]"),
        ("(v): return max(v)", ("max(v)", "v[0]"), "[[[3, 1, 2]]]", "- [[1, 2]]"),
        ("(y, z): return np.sum((y - z) ** 2)", ("** 2", "** 3"), "[[[1, 2], [1, 2]]]", "- [[1], [2]]"),
        ("(p): return -np.log(p)", ("np.log(p)", "(p - 1)"), "[[1.0], [1]]", "- [2]"),
        (
            "(v, deep=False): return v + 1 if deep else v",
            ("v + 1", "v + 2"),
            "[[3]]",
            "- {args: [3], kwargs: {deep: true}}",
        ),
        ("(v=1, /, j=2, *, k=1): return v * k", ("* k", "* 1"), "[[3]]", "- {args: [3], kwargs: {k: 2}}"),
        ("(v, k=1): return v * k", ("* k", "* 1"), "[{v: 3}]", "- {v: 3, k: 2}"),
    ],
)
def test_the_smallest_arguments_are_found(
    bench: Put, definition: str, change: tuple[str, str], cases: str, case: str
) -> None:
    told = found(bench(check(cases), f"import numpy as np\ndef f{definition}\n"), *change)
    assert told
    assert told.case == case


def test_what_an_author_would_add_tells_the_two_apart(bench: Put) -> None:
    reference = "import numpy as np\ndef f(X, w): return X @ w\n"
    cases = "[[[[1, 2], [2, 1]], [1, 1]]]"
    mutant = variant(reference.replace("X @ w", "X.T @ w"))
    told = witness(bench(check(cases), reference), mutant)
    assert told
    more = bench(check(f"{cases[:-1]}, {told.case.removeprefix('- ')}]"), reference)
    assert more.graded(reference.encode()).score == 1
    assert more.graded(mutant.source).score == 0


def test_lists_stay_lists_where_the_author_has_lists(bench: Put) -> None:
    reference = "def f(v): return sum(v, 0) / len(v)\n"
    told = found(bench(check("[[[1, 3]]]", ", lists: list"), reference), "/ len(v)", "/ 2")
    assert told
    assert told.case == "- [[1]]"


def test_a_variant_that_raises_is_told_apart(bench: Put) -> None:
    assert found(bench(check("[[2]]"), "def f(x): return x + 1\n"), "x + 1", "[3][2 - x]")


def test_what_looks_the_same_is_told_by_its_type(bench: Put) -> None:
    reference = "import numpy as np\ndef f(v): return v.astype(float)\n"
    told = found(bench(check("[[[0.5, 1]]]", ", dtype: kind"), reference), ".astype(float)", "")
    assert told
    assert told.case == "- [[1]]"


@pytest.mark.parametrize(
    "spoilt", ["raise ValueError", "return float('nan')", "return [float('inf')]", "return {1: iter([])}"]
)
def test_nothing_is_a_witness_on_which_the_reference_has_no_answer(bench: Put, spoilt: str) -> None:
    reference = f"def f(x):\n    if x != 5:\n        {spoilt}\n    return x\n"
    assert found(bench(check("[[5]]"), reference), "return x", "return 5") is None


@pytest.mark.parametrize("unsteady", ["x * 0 + random.random()", "next(count)"])
def test_nothing_is_a_witness_on_which_the_reference_answers_differently_each_time(bench: Put, unsteady: str) -> None:
    reference = f"import random, itertools\ncount = itertools.count()\ndef f(x): return 5 if x == 5 else {unsteady}\n"
    assert found(bench(check("[[5]]"), reference), unsteady, "7") is None


def test_numbers_that_are_too_large_for_exp_are_tried(bench: Put) -> None:
    reference = "import numpy as np\ndef f(z):\n    e = np.exp(z - z.max())\n    return e / e.sum()\n"
    told = found(bench(check("[[[1, 2]]]"), reference), "z - z.max()", "z")
    assert told
    assert told.case == "- [[1000]]"


def test_what_the_check_allows_is_no_difference(bench: Put) -> None:
    reference = "def f(x): return x * 1.0\n"
    loose = ", tolerance: {rtol: 0.5}"
    assert found(bench(check("[[0]]", loose), reference), "1.0", "1.1") is None
    assert found(bench(check("[[0]]"), reference), "1.0", "1.1")


def test_a_program_that_means_the_same_has_no_witness(bench: Put) -> None:
    reference = "def f(x, y): return x + y\n"
    assert found(bench(check("[[1, 2]]"), reference), "x + y", "y + x") is None


def test_many_variants_are_searched_at_once_and_one_that_ends_its_process_does_no_harm(bench: Put) -> None:
    reference = "import os\ndef f(x): return 0 if x == 5 else x\n"
    put = bench(check("[[5]]"), reference)
    sources = {"twice": "2 * x", "same": "x + 0", "exit": "os._exit(0)", "endless": "[1 for _ in iter(int, 1)]"}
    variants = [variant(reference.replace("else x", f"else {code}"), name) for name, code in sources.items()]
    assert {name: told.case for name, told in witnesses(put, variants).items()} == {
        "twice": "- [1]",
        "exit": "- [1]",
        "endless": "- [1]",
    }


def test_a_call_that_tells_several_variants_is_the_witness_of_all(bench: Put) -> None:
    reference = "def f(x): return 0 if x == 5 else x\n"
    variants = [variant(reference.replace("else x", f"else {code}"), code) for code in ("2 * x", "abs(x)", "x ** 3")]
    alone = [witness(bench(check("[[5]]"), reference), one) for one in variants]
    assert [one.case for one in alone if one] == ["- [1]", "- [-1]", "- [2]"]
    together = witnesses(bench(check("[[5]]"), reference), variants)
    assert {name: told.case for name, told in together.items()} == {
        "2 * x": "- [2]",
        "abs(x)": "- [-1]",
        "x ** 3": "- [2]",
    }


def test_a_slow_reference_is_tried_on_fewer_calls(bench: Put) -> None:
    reference = "def f(n):\n    for _ in range(20_000): n = n\n    return abs(n)\n"
    told = found(bench(check("[[2]]"), reference), "abs(n)", "n")
    assert told
    assert told.case.startswith("- [-")
