"""That no warning is given is what every test here sees as well: one is an error in them."""

import ast
import warnings

import pytest

from graders.parsing import expression, program


@pytest.mark.parametrize("code", ["a is 1", '"\\d"', "(1, 2)(3)"])
def test_code_that_python_warns_of_is_read_and_nobody_is_warned(code: str) -> None:
    with pytest.warns((DeprecationWarning, SyntaxWarning)):  # by version
        compile(code, "code", "eval")
    with warnings.catch_warnings(record=True) as given:
        assert ast.dump(expression(code).body) == ast.dump(program(code).body[0].value)  # type: ignore[attr-defined]
    assert not given


@pytest.mark.parametrize("code", ["a +", "a\0b", "(yield)", "x = 1"])
def test_what_is_no_expression_is_refused(code: str) -> None:
    with pytest.raises((SyntaxError, ValueError)):
        expression(code)


def test_a_program_may_be_bytes_in_an_encoding_of_its_own() -> None:
    tree = program("# coding: latin-1\nx = 'é'".encode("latin-1"))
    assert ast.unparse(tree) == "x = 'é'"
