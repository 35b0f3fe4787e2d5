import ast

import pytest

from graders.diagnose.edit import Source
from graders.diagnose.parameters import fixed

FIT = '''def fit(x, alpha, epochs=3):
    """Return what is left."""
    for _ in range(epochs):
        x = x - alpha * x
    return x


'''


def changed(source: str) -> dict[str, str]:
    """Return the source after each change, by what is said of it."""
    read = Source(source.encode())
    blocks = [node.body for node in ast.walk(read.tree) if isinstance(node, ast.Module | ast.FunctionDef)]
    return {edit.as_if: read.edited(edit).decode() for block in blocks for edit in fixed(block, read)}


def test_a_parameter_is_always_the_number_of_a_call_at_the_left_margin() -> None:
    found = changed(f"{FIT}y = [fit(8.0, 0.1, epochs=100)]\n")
    assert sorted(found) == [
        "`alpha` were always `0.1`",
        "`epochs` were always `100`",
        "`x` were always `8.0`",
    ]
    names: dict[str, float] = {}
    exec(found["`alpha` were always `0.1`"] + "z = fit(1.0, 0.5, 1)\n", names)  # noqa: S102 - a source of this test
    assert names["z"] == 0.9


def test_a_function_on_one_line_is_changed_as_well() -> None:
    assert changed("def f(x): return x\ny = f(3)\n") == {
        "`x` were always `3`": "def f(x): x = 3; return x\ny = f(3)\n",
    }


@pytest.mark.parametrize(
    "function",
    [
        "def f(x):\n\treturn x\n",
        "def f(x):\n    @staticmethod\n    @abs\n    def g(): return x\n    return g\n",
        "def f(\n    x): return x\n",
        'def f(x):\n\t"""Say \'ü\'."""\n\treturn x\n',
    ],
)
def test_python_can_read_the_change_however_the_function_is_laid_out(function: str) -> None:
    [source] = changed(f"{function}y = f(3)\n").values()
    [read, _] = ast.parse(source).body
    assert isinstance(read, ast.FunctionDef)
    assert ast.unparse(read.body[0]) == "x = 3"
    read.body = read.body[1:]
    assert ast.unparse(read) == ast.unparse(ast.parse(function))


def test_a_parameter_that_is_not_used_is_left_alone() -> None:
    assert changed("def f(x, unused): return x\ny = f(3, 4)\n").keys() == {"`x` were always `3`"}


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "y = fit(a, b)\n",
        "y = fit([1, 2], True)\n",
        "y = fit(*numbers)\n",
        "y = other(1, 2)\n",
        "def other():\n    return fit(1, 2)\n",
    ],
)
def test_without_a_number_at_the_left_margin_no_parameter_is_fixed(rest: str) -> None:
    assert changed(FIT + rest) == {}
