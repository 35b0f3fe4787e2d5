from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.formula.layout import LONGEST, FormulaError, layout
from tests.formula.spelling import spelt


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("y_hat = w * x + b", "hat(y)=w·x+b"),
        ("y_hat = 3 * x + 10", "hat(y)=3~x+10"),
        ("y_hat = w.T @ x + b", "hat(y)=w^[T]~x+b"),
        ("L = (y - y_hat)**2", "L=(y−hat(y))^[2]"),  # noqa: RUF001  a minus
        ("L = sum((y_i - y_hat_i)**2) / n", "L=frac(∑(y_[i]−hat(y)_[i])^[2];n)"),  # noqa: RUF001
        ("softmax(x)_i = exp(x_i) / sum(exp(x))", "softmax(x)_[i]=frac(exp(x_[i]);∑exp(x))"),
        ("softmax(x)[i]", "softmax(x)_[i]"),
        ("P(A|B) = P(B|A) * P(A) / P(B)", "P(A|B)=frac(P(B|A)·P(A);P(B))"),
        ("P(Y == 1 | X == x)", "P(Y=1|X=x)"),
        ("P(A and not B)", "P(A and not B)"),
        ("sigma = sqrt(sum((x_i - mu)**2) / n)", "σ=root(frac(∑(x_[i]−μ)^[2];n))"),  # noqa: RUF001
        ("abs(x) = norm(v)", "|x|=‖v‖"),
        ("a = b = c", "a=b=c"),
        ("0 <= p <= 1", "0≤p≤1"),
        ("x in {0, 1}", "x∈{0,1}"),
        ("X = [x_1, ..., x_n]", "X=[x_[1],…,x_[n]]"),
        ("X[i, j] != f(x, (1, 2))", "X_[i,j]≠f(x,(1,2))"),
        ("x_1 + ... + x_n", "x_[1]+…+x_[n]"),
    ],
)
def test_a_formula_is_set_as_mathematics(formula: str, expected: str) -> None:
    assert spelt(layout(formula)) == expected


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("(a * b) + c", "a·b+c"),
        ("a * (b + c)", "a·(b+c)"),
        ("a - (b - c)", "a−(b−c)"),  # noqa: RUF001
        ("(a / b)**2", "(frac(a;b))^[2]"),
        ("(x_i)**2", "x_[i]^[2]"),
        ("x[i]**2", "x_[i]^[2]"),
        ("(-x)**2", "(−x)^[2]"),  # noqa: RUF001
        ("-x**2", "−x^[2]"),  # noqa: RUF001
        ("-w * x", "−w·x"),  # noqa: RUF001
        ("a * -b", "a·(−b)"),  # noqa: RUF001
        ("a + -b", "a+(−b)"),  # noqa: RUF001
        ("sum(x) * y", "(∑x)·y"),
        ("y * sum(x)", "y·∑x"),
        ("2 * sum(x) * y", "(2·∑x)·y"),
        ("sum(x + y)", "∑(x+y)"),
        ("sum(x)**2", "(∑x)^[2]"),
        ("f(x)**2", "f(x)^[2]"),
        ("x**(n - 1)", "x^[n−1]"),  # noqa: RUF001
        ("(A @ B).T", "(A~B)^[T]"),
    ],
)
def test_brackets_stand_only_where_they_are_needed(formula: str, expected: str) -> None:
    assert spelt(layout(formula)) == expected


def test_a_derivative_stays_together() -> None:
    assert spelt(layout("w <- w - alpha * dL/dw")) == "w←w−α·frac(dL;dw)"  # noqa: RUF001
    assert spelt(layout("a * dot / dw")) == "frac(a·dot;dw)"


@pytest.mark.parametrize(
    "formula",
    [
        *("x +", "if x", "lambda", "np.exp(x)", "x; y", "x = ", "= x", "a = (b", "x if y else z", "x := 1", "x % y"),
        *(
            "'text'",
            "f'{x}'",
            "1j",
            "1e999",
            "x[1:]",
            "f(x=1)",
            "f(*x)",
            "{**x}",
            "None",
            "\\d",
            "",
            "(x)(y)(z)",
            "x is y",
            "sum(x)(y)",
        ),
        *("(" * 150 + ")" * 10, "x" * (LONGEST + 1)),
    ],
)
def test_anything_else_is_no_formula(formula: str) -> None:
    with pytest.raises(FormulaError):
        layout(formula)


def test_many_brackets_take_no_longer_than_few() -> None:
    assert spelt(layout("a*(" * 45 + "a" + ")" * 45)).count("a") == 46


@given(st.text(alphabet="xyPf_12.+-*/@=<>|()[]{},~^ \\'\"\n:", max_size=60) | st.text(max_size=40))
def test_no_text_breaks_the_parser(text: str) -> None:
    try:
        layout(text)
    except FormulaError:
        return
