import ast

import pytest

from graders.diagnose.declared import UnknownNameError, declared
from graders.diagnose.edit import Source
from graders.exercise import Misconception


def source(of: str, instead: str, reference: str) -> str:
    return declared(Misconception("m", of, instead, "Says."), Source(reference.encode())).source.decode()


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("def f(x):\n    y = x\n    return y\nz = f(1)\n", "def f(x):\n    return (x + 1\n)\nz = f(1)\n"),
        ("def f(x): return x\n", "def f(x): return (x + 1\n)\n"),
        ("def f(x):\n    '''Doc.'''\n    return x\n", "def f(x):\n    return (x + 1\n)\n"),
        ("f = lambda x: 2 * x\n", "f = lambda x: (x + 1\n)\n"),
        ("x = 3\nf = x * 2\nprint(f)\n", "x = 3\nf = (x + 1\n)\nprint(f)\n"),
        ("f = 1\nx = 2\nf = x\n", "f = 1\nx = 2\nf = (x + 1\n)\n"),
        ("x = 'ä'; f = x\n", "x = 'ä'; f = (x + 1\n)\n"),
    ],
)
def test_one_name_of_the_reference_is_replaced(reference: str, expected: str) -> None:
    assert source("f", "x + 1", reference) == expected


def test_a_byte_order_mark_before_the_first_line_moves_nothing() -> None:
    assert source("f", "x + 1", "\ufefff = lambda x: 2 * x\n") == "f = lambda x: (x + 1\n)\n"


def test_an_expression_may_end_in_a_comment_and_span_lines() -> None:
    changed = source("f", "x +\n1  # one more", "def f(x):\n    return x\ny = f(1)\n")
    assert ast.unparse(ast.parse(changed)) == "def f(x):\n    return x + 1\ny = f(1)"


@pytest.mark.parametrize("reference", ["", "import f\n", "def g(): pass\n", "if True:\n    f = 1\n", "f += 1\n"])
def test_what_the_reference_does_not_define_at_its_left_margin_cannot_be_replaced(reference: str) -> None:
    with pytest.raises(UnknownNameError, match="f"):
        source("f", "1", reference)
