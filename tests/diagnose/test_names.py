import ast

import pytest

from graders.diagnose.names import read, stored


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x):\n    y = x\n    return y", {"f"}),
        ("class C:\n    n = 5", {"C"}),
        ("a, (b, *c) = d", {"a", "b", "c"}),
        ("for i in x:\n    if i:\n        total = i", {"i", "total"}),
        ("x[0] = y", set()),
        ("e = {word: 1 for word in d}", {"e"}),
        ("e = [(last := word) for word in d]", {"e", "last"}),
        ("e = lambda n: n", {"e"}),
    ],
)
def test_a_statement_stores_its_own_name_or_else_all_that_has_a_value_after_it(code: str, names: set[str]) -> None:
    assert stored(ast.parse(code).body[0]) == names


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("def f(x, n=start):\n    y = x + step\n    return y + n", {"start", "step"}),
        ("def f():\n    global total\n    total = total + 1", {"total"}),
        ("def f():\n    def g():\n        return x + y\n    x = 1\n    return g", {"y"}),
        ("class C(Base):\n    n = 5\n    def m(self):\n        return self.n + other", {"Base", "other"}),
        ("e = {word: counts[word] for word in words}", {"counts", "words"}),
        ("e = [x for x in x]", {"x"}),
        ("e = [cell for row in rows for cell in row]", {"rows"}),
        ("e = sorted(words, key=lambda word: (rank, word))", {"sorted", "words", "rank"}),
        ("for word in words:\n    print(word, total)", {"words", "print", "total"}),
        ("for x in data:\n    total += x", {"data", "total"}),
    ],
)
def test_what_is_local_to_a_function_a_comprehension_or_a_loop_is_not_needed(code: str, names: set[str]) -> None:
    assert read(ast.parse(code).body[0]) == names


def test_an_update_needs_the_value_that_it_changes() -> None:
    update, again = ast.parse("x += y\nx = y").body
    assert (read(update), stored(update)) == ({"x", "y"}, {"x"})
    assert (read(again), stored(again)) == ({"y"}, {"x"})
