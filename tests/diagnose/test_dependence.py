import ast

from graders.diagnose.dependence import dependence


def test_a_variable_follows_from_all_that_it_is_worked_out_from() -> None:
    tree = ast.parse("def f(x):\n    return k * x\nk = 2\na = f(1)\nb = a + 1\nc, d = f(2), f(3)\ne = 5\n")
    found = dependence(tree)
    assert found["a"] == {"f", "k"}
    assert found["b"] == {"a", "f", "k"}
    assert found["c"] == found["d"] == {"f", "k"}
    assert found["e"] == frozenset()


def test_what_a_loop_stores_follows_from_what_it_reads() -> None:
    found = dependence(ast.parse("w = 0\nx = 1\nfor _ in range(3):\n    y = w * x\n    w = w - y\n"))
    assert found["w"] == {"x", "y"}
    assert found["y"] == {"w", "x"}
