from __future__ import annotations

import pytest

from graders.formula.element import Element
from graders.formula.names import is_differential, name
from tests.formula.spelling import spelt


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x", "x"),
        ("loss", "loss"),
        ("theta", "θ"),
        ("lambda_", "λ"),
        ("y_hat", "hat(y)"),
        ("x_bar", "bar(x)"),
        ("x_i", "x_[i]"),
        ("w1", "w_[1]"),
        ("x_i_j", "x_[i,j]"),
        ("y_hat_i", "hat(y)_[i]"),
        ("P_spam", "P_[spam]"),
        ("mean_a", "mean_[a]"),
        ("squared_error", "squared_error"),
        ("dw", "dw"),
        ("dtheta", "dθ"),
        ("__", "__"),
    ],
)
def test_a_name_is_set_as_mathematics_has_it(text: str, expected: str) -> None:
    assert spelt(name(text)) == expected


def test_a_letter_is_slanted_and_a_small_change_has_an_upright_d() -> None:
    assert name("x") == Element("mi", "x")
    assert name("dw").parts[0].attributes == (("mathvariant", "normal"),)


@pytest.mark.parametrize(
    ("text", "expected"), [("dw", True), ("dL", True), ("d", False), ("d1", False), ("dot", False)]
)
def test_a_differential_is_a_d_before_one_symbol(text: str, expected: bool) -> None:
    assert is_differential(text) is expected
