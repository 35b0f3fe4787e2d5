import ast

import pytest

from graders.diagnose.names import defined, read, stored


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x):\n    y = x\n    return y", {"f"}),
        ("class C:\n    n = 5", {"C"}),
        ("a, (b, *c) = d", {"a", "b", "c"}),
        ("for i in x:\n    if i:\n        total = i", {"i", "total"}),
        ("x[0] = y", set()),
    ],
)
def test_a_statement_defines_its_own_name_or_else_all_that_it_stores(code: str, names: set[str]) -> None:
    assert defined(ast.parse(code).body[0]) == names


def test_an_update_needs_the_value_that_it_changes() -> None:
    update, again = ast.parse("x += y\nx = y").body
    assert (read(update), stored(update)) == ({"x", "y"}, {"x"})
    assert (read(again), stored(again)) == ({"y"}, {"x"})
