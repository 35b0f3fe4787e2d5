import pytest

from graders.sandbox.clues import find_clues, find_loop
from graders.transcript import Carried, Clues


def _clues(source: str) -> Clues:
    return find_clues(source.encode(), "ex1.py")


@pytest.mark.parametrize("guard", ['__name__ == "__main__"', "'__main__' == __name__"])
def test_names_assigned_only_under_the_main_guard_are_found(guard: str) -> None:
    source = f"a = 1\nif {guard}:\n    a = 2\n    b, (c, *d) = 1, (2, 3)\n    for e in d:\n        f = e\n"
    assert _clues(source).guarded == ("b", "c", "d", "e", "f")


def test_functions_and_classes_under_the_guard_are_found_but_not_what_is_inside_them() -> None:
    source = 'if __name__ == "__main__":\n    def f():\n        inner = 1\n    class G:\n        attribute = 2\n'
    assert _clues(source).guarded == ("f", "G")


GUARD = 'if __name__ == "__main__":\n    '


def test_names_that_functions_called_under_the_guard_make_global_are_found() -> None:
    called = "def g():\n    global a\n    a, local = 1, 2\ndef main():\n    g()\n"
    not_called = "def h():\n    global b\n    b = 1\n"
    assert _clues(f"{called}{not_called}{GUARD}main()\n").guarded == ("a",)


@pytest.mark.parametrize("under", ["print(1)", "if 1: print(1)", "main()", "x = outer(2)"])
def test_printing_under_the_guard_is_found_in_functions_that_are_called_there_too(under: str) -> None:
    source = f"def main():\n    print(1)\ndef outer(x):\n    main()\n    outer(x)\n{GUARD}{under}\n"
    assert _clues(source).prints_guarded


@pytest.mark.parametrize("rest", [f"main()\n{GUARD}other()", f"{GUARD}x = main", "main()", f"{GUARD}x.main()"])
def test_printing_elsewhere_is_not_under_the_guard(rest: str) -> None:
    assert not _clues(f"def main():\n    print(1)\ndef other(): pass\n{rest}\n").prints_guarded


def test_another_condition_is_no_guard() -> None:
    assert _clues('if "__main__":\n    a = 1\nif __name__ == "other":\n    b = 1\n') == Clues()


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "...",
        "raise NotImplementedError",
        "raise NotImplementedError('later')",
        '"""What it should do."""',
        '"""What it should do."""\n    # TODO\n    ...',
    ],
)
def test_a_function_without_a_body_of_its_own_is_unfinished(body: str) -> None:
    assert _clues(f"def f(x):\n    {body}\n# pass\n").unfinished == ("f",)


@pytest.mark.parametrize("body", ["return 1", "pass\n    return 1", "raise ValueError", "x = ...", "1"])
def test_a_function_that_does_something_is_not_unfinished(body: str) -> None:
    assert _clues(f"def f(x):\n    {body}\n# pass\n").unfinished == ()


def test_a_function_that_prints_and_returns_nothing_is_found() -> None:
    assert _clues("def f(x):\n    if x:\n        print(x)\n        return\n").prints == ("f",)


@pytest.mark.parametrize(
    "body", ["print(x)\n    return x", "print(x)\n    yield x", "def g():\n        print(x)\n    g()", "x.print()"]
)
def test_a_function_that_also_returns_or_does_not_print_itself_is_not(body: str) -> None:
    assert _clues(f"def f(x):\n    {body}\n").prints == ()


def test_a_return_of_a_function_inside_is_not_its_own() -> None:
    assert _clues("def f(x):\n    def g():\n        return 1\n    print(g())\n").prints == ("f",)


def test_a_notebook_is_known_by_its_bytes() -> None:
    assert _clues('\n{"cells": [], "nbformat": 4}').notebook
    assert not _clues('{"cells": []}').notebook
    assert not _clues('x = {"nbformat": 4}').notebook


@pytest.mark.parametrize("source", [b"pass (", b"pass\0", b"\xff pass", b"pass " + b"-" * 100_000 + b"1"])
def test_a_source_that_cannot_be_parsed_has_no_clues(source: bytes) -> None:
    assert find_clues(source, "ex1.py") == Clues()


def test_a_source_without_a_telltale_has_none_and_every_clue_has_one() -> None:
    assert _clues("def f(x):\n    return x\n") == Clues()


LOOPS = """
for a in range(3):
    b = a
    while (
        b
    ):
        b -= 1
c = [
    d
    for d in "ab"
]
def f():
    return sum(e for e in range(9))
"""


@pytest.mark.parametrize(
    ("lines", "begins"),
    [([3], 2), ([4], 4), ([7], 4), ([9], 8), ([13], 13), ([12], None), ([], None), ([12, 3], 2), ([13, 7, 3], 4)],
)
def test_the_innermost_while_around_the_lines_is_found_before_any_other_loop(
    lines: list[int], begins: int | None
) -> None:
    assert find_loop(LOOPS.encode(), "ex1.py", lines) == begins


@pytest.mark.parametrize("source", [b"while True", b"while True:\n    \0", b"-" * 100_000 + b"1"])
def test_what_is_no_python_has_no_loop(source: bytes) -> None:
    assert find_loop(source, "ex1.py", [1]) is None


@pytest.mark.parametrize(
    ("source", "shadowed"),
    [
        ("x = 1\nsum = 0\n", ((2, "sum"),)),
        ("max = min = 3\n", ((1, "max"), (1, "min"))),
        ("def f():\n    sum = 0\n", ()),
        ("total = 0\nsum == 3\n", ()),
        ('"""\nsum = 0\n"""\n', ()),
        ("f(\nmax=3)\n", ()),
        ("list = [1]\nmax = -2 * x\n", ((1, "list"), (2, "max"))),
        ("round = np.round\nmax = lambda x: x\nmin = best(3)\n", ()),
    ],
)
def test_a_name_of_pythons_own_that_gets_another_value_is_found(source: str, shadowed: tuple[object, ...]) -> None:
    assert _clues(source).shadowed == shadowed


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("text.replace('a', '')", ("text", "text.replace")),
        ("np.sort(x)", ("x", "np.sort")),
        ("sorted(x)", ("x", "sorted")),
        ("x.reshape(2, 3)  # a table", ("x", "x.reshape")),
        ("for word in words:\n        word.lower()", ("", "word.lower")),
        ("y = x.reshape(2, 3)", ()),
        ("x.sort()", ()),
        ("np.clip(x, 0, 1, out=x)", ()),
        ("np.sort(**given)", ()),
        ("np.round(x, 2)", ("x", "np.round")),
        ("np.round(x, 2, x)", ()),
        ("np.exp(x, x)", ()),
        ("np.clip(x, 0, 1, x)", ()),
        ("np.exp(x, *given)", ()),
        ("np.sort(x, *given)", ()),
        ("np.append([1], 2)", ()),
        ("np.ravel(x)", ()),
        ("return (\n    text.lower())", ()),
    ],
)
def test_a_result_that_nobody_takes_is_found(line: str, told: tuple[str, ...]) -> None:
    found = _clues(f"def f(x):\n    {line}\n").discarded
    assert [one[1:] for one in found] == ([("f", *told)] if told else [])


def test_a_method_of_a_class_that_the_file_defines_may_do_anything() -> None:
    source = "class Log:\n    def title(self, text): print(text)\nlog = Log()\nlog.title('go')\nname.title()\n"
    assert [one.name for one in _clues(source).discarded] == ["name"]


def test_a_result_that_nobody_takes_outside_of_all_functions_is_found() -> None:
    assert _clues("x = [2, 1]\nsorted(x)\n").discarded == ((2, "", "x", "sorted"),)


@pytest.mark.parametrize(
    ("source", "line", "name"),
    [
        ("def f(x, seen=[]):\n    seen.append(x)\n", 1, "seen"),
        ("def f(x, *, seen=set()):\n    seen.add(x)\n", 1, "seen"),
        ("def f(x, seen=[]):\n    seen += [x]\n", 1, "seen"),
        ("def f(x, memo={}):\n    memo[x] = 1\n", 1, "memo"),
        ("seen = []\n\ndef f(x):\n    if x: seen.extend(x)\n", 1, "seen"),
        ("\nmemo: dict = {}\ndef f(x):\n    memo[x] = memo.get(x, 0) + 1\n", 2, "memo"),
        ("memo = {1: 2}\ndef f(x):\n    del memo[x]\n", 1, "memo"),
        ("W = np.zeros(3)\ndef f(x):\n    W[0] += x\n", 1, "W"),
        ("n = 0\ndef f(x):\n    global n\n    n += 1\n", 1, "n"),
        ("def f(x):\n    global n\n    n = x\n", 1, "n"),
        ("rng = np.random.default_rng(0)\ndef f(n):\n    return rng.normal(size=n)\n", 1, "rng"),
    ],
)
def test_what_is_made_once_and_changed_by_a_function_is_found(source: str, line: int, name: str) -> None:
    assert _clues(source).carried == (Carried(line, "f", name),)


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    seen = []\n    seen.append(x)\n",
        "seen = []\ndef f(x, seen):\n    seen.append(x)\n",
        "seen = []\ndef f(x):\n    seen = []\n    seen.append(x)\n",
        "seen = []\ndef f(x):\n    return seen + [x]\n",
        "memo = {}\ndef f(x):\n    return memo[x] == 1\n",
        "seen = []\nfor x in range(3):\n    seen.append(x)\n",
        "def f(x, seen=None, n=0):\n    n += 1\n    x.append(n)\n",
        "class C:\n    def f(self):\n        self.seen.append(1)\n",
    ],
    ids=["its own", "given", "its own name", "read", "looked up", "no function", "no container", "of an object"],
)
def test_what_a_function_makes_or_is_given_is_not_carried_over(source: str) -> None:
    assert _clues(source).carried == ()
