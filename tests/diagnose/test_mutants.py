import ast

import pytest

from graders.diagnose.edit import Source
from graders.diagnose.mutants import MOST, mutants
from graders.diagnose.suspect import Variant


def variants(body: str) -> tuple[Variant, ...]:
    return mutants(Source(f"def f(x, y, n=1):\n    {body}\n".encode()))


def told(body: str) -> dict[str, str]:
    """Return what each mutant says, by the last line of its source."""
    return {
        one.source.decode().splitlines()[-1].strip(): one.cause.says.removeprefix("It looks as if ")
        for one in variants(body)
    }


@pytest.mark.parametrize(
    ("body", "mutant", "says"),
    [
        ("return 3 * x + y", "return ((3 * x))", "`+ y` were left out."),
        ("return 3 * x + y", "return (y)", "`3 * x +` were left out."),
        ("return (x - y) / n", "return ((x - y))", "`/ n` were left out."),
        ("return (x - y) / n", "return (1 / n)", "`x - y` were left out."),
        ("return x - y", "return (-y)", "`x` were left out."),
        ("return x - y", "return (y - x)", "`x` and `y` had changed places in `x - y`."),
        ("return x - y", "return (x + y)", "`+ y` stood in place of `- y`."),
        ("return -x", "return (x)", "the minus sign before `x` were missing."),
        ("return x @ y", "return (x * y)", "`* y` stood in place of `@ y`."),
        ("return x @ y", "return (y @ x)", "`x` and `y` had changed places in `x @ y`."),
        ("return x @ y", "return x.T @ y", "`x.T` stood in place of `x`."),
        ("return x.T", "return x", "`.T` behind `x` were left out."),
        ("return (x - y) ** 2", "return ((x - y))", "`** 2` were left out."),
        ("return (x - y) ** 2", "return abs((x - y))", "`abs(x - y)` stood in place of the square."),
        ("return (x - y) ** 2", "return (2 * (x - y))", "the value were doubled in place of squared."),
        ("return (x - y) ** 2", "return (x - (y ** 2))", "the brackets read `x - y ** 2`."),
        ("return x * y + n", "return (x * (y + n))", "the brackets read `x * (y + n)`."),
        ("return np.mean(x)", "return np.sum(x)", "`sum` stood in place of `mean`."),
        ("return np.mean(x)", "return np.median(x)", "`median` stood in place of `mean`."),
        ("return x.mean()", "return x.sum()", "`sum` stood in place of `mean`."),
        ("return x.std()", "return x.std(ddof=1)", "`n - 1` stood in place of `n` (`ddof=1`)."),
        ("return np.var(x, ddof=1)", "return np.var(x, ddof=0)", "`ddof=0` stood in place of `ddof=1`."),
        ("return x.sum(axis=0)", "return x.sum(axis=1)", "`axis=1` stood in place of `axis=0`."),
        ("return x.sum(axis=0)", "return x.sum()", "`axis=0` were left out."),
        ("return x.sum(axis=1, keepdims=True)", "return x.sum(axis=1)", "`keepdims=True` were left out."),
        ("return np.exp(x - x.max())", "return np.exp(x)", "`- x.max()` inside `exp` were left out."),
        ("return np.sqrt(x)", "return (x)", "`np.sqrt(...)` were left out."),
        ("return x >= y", "return (x > y)", "`>` stood in place of `>=` before `y`."),
        ("return list(range(n))", "return list(range(0, n - 1))", "`range(n - 1)` stood in place of `range(n)`."),
        ("return x[1:]", "return x[2:]", "position 2 stood in place of 1 in `x[1:]`."),
        ("return g(x, y)", "return g(y, x)", "`x` and `y` had changed places."),
        ("return 4 * x", "return (8) * x", "`8` stood in place of `4`."),
        ("return 4 * x", "return (2) * x", "`2` stood in place of `4`."),
        ("return 4 * x", "return (5) * x", "`5` stood in place of `4`."),
        ("return 4 * x", "return (3) * x", "`3` stood in place of `4`."),
    ],
)
def test_a_slip_is_made_and_told_in_the_words_of_the_source(body: str, mutant: str, says: str) -> None:
    assert told(body)[mutant] == says


def test_a_return_is_put_inside_the_loop_before_it() -> None:
    sources = [one.source.decode() for one in variants("for v in x:\n        n += v\n    return n")]
    assert "def f(x, y, n=1):\n    for v in x:\n        n += v\n        return n\n    return n\n" in sources


def test_updates_change_their_order_and_direction() -> None:
    body = "for _ in range(9):\n        x -= y\n        y += x\n    return x, y"
    says = {one.cause.says for one in variants(body)}
    assert "It looks as if `y += x` came before `x -= y`." in says
    assert "It looks as if `x += y` stood in place of `x -= y`." in says
    assert "It looks as if `x = y` stood in place of `x -= y`." in says


@pytest.mark.parametrize(
    "body",
    [
        "return [1.5, 2, -3]",  # data
        "return x.sum(dtype=int)",
        'return f"{x} + {y - 1}"',
        "raise ValueError(x + y)",
        "assert x + y",
        "print(x + y)",
        '"""Add 1 + 1."""',
    ],
)
def test_what_is_no_calculation_is_left_alone(body: str) -> None:
    assert [one for one in variants(body) if one.cause.id.split("@")[0] != "sum-to-mean"] == []


def test_the_names_of_mutants_are_unique_and_their_order_is_the_same_each_time() -> None:
    body = "return np.sum((x - y) ** 2 * n + 3 * x) / (2 * n) + 0.5 * np.abs(x).max()"
    found = variants(body)
    assert found == variants(body)
    assert len(found) > 30
    assert len({one.cause.id for one in found}) == len({one.source for one in found}) == len(found)


def test_there_are_at_most_sixty_with_some_of_every_kind() -> None:
    found = variants("return " + " + ".join(f"{number} * x" for number in range(2, 60)) + " - x.mean()")
    assert len(found) == MOST
    kinds = {one.cause.id.split("@")[0] for one in found}
    assert kinds >= {"term-dropped", "sign-changed", "operands-swapped", "mean-to-sum", "constant-doubled"}


def test_every_mutant_of_a_many_sided_source_can_be_read_by_python() -> None:
    body = (
        "z = (x  # a remark\n         - y) ** 2\n    ä = 'ä' if x > y else np.mean(\n        z, axis=0,\n    )\n"
        "    for i in range(1, n):\n        z[i] = z[i - 1] + (lambda q: q * 2)(x)\n    return (ä, z[1:-1])"
    )
    found = variants(body)
    assert len(found) > 25
    for one in found:
        ast.parse(one.source)


def test_long_code_is_cut_in_a_sentence() -> None:
    [says] = [says for says in told(f"return {'x' * 60} + y").values() if "left out" in says and "x" in says]
    assert says == f"`{'x' * 38} …` were left out."
