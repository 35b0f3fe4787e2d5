import ast
import codecs

import pytest

from graders.diagnose.edit import Source
from graders.diagnose.mutants import MOST, mutants
from graders.diagnose.suspect import Variant


def variants(body: str) -> tuple[Variant, ...]:
    return mutants(Source(f"def f(x, y, n=1):\n    {body}\n".encode()))


def test_a_byte_order_mark_changes_no_mutant() -> None:
    text = b"f = lambda x, w, b: w * x + b\n"
    assert mutants(Source(codecs.BOM_UTF8 + text)) == mutants(Source(text)) != ()


def test_nobody_is_warned_of_the_spelling_of_a_reference() -> None:
    assert variants("print('\\d')\n    return (x - y) / n")


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
        (
            "return x - y",
            "return (np.reshape(x, len(y)) - np.reshape(y, (len(x), 1)))",
            "one side of `x - y` were a column, shape (n, 1), which makes n times n numbers.",
        ),
        (
            "return x == y",
            "return (np.reshape(x, (len(y), 1)) == np.reshape(y, len(x)))",
            "one side of `x == y` were a column, shape (n, 1), which makes n times n numbers.",
        ),
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
        ("return np.var(x, ddof=1)", "return np.var(x, ddof=0)", "`ddof=0` stood in place of `ddof=1` in `var(...)`."),
        ("return x.sum(axis=0)", "return x.sum(axis=1)", "`axis=1` stood in place of `axis=0` in `sum(...)`."),
        ("return x.sum(axis=0)", "return x.sum()", "`axis=0` were left out of `sum(...)`."),
        ("return x.sum(axis=1, keepdims=True)", "return x.sum(axis=1)", "`keepdims=True` were left out of `sum(...)`."),
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
        ("return x // 2", "return (x / 2)", "`/ 2` stood in place of `// 2`."),
        ("return x / y", "return (x // y)", "`// y` stood in place of `/ y`."),
        ("return 1 - x", "return (x)", "`1 -` were left out."),
        ("return x / len(y)", "return x / (len(y) - 1)", "`len(y) - 1` stood in place of `len(y)`."),
        ("return x / y.size", "return x / (y.size - 1)", "`y.size - 1` stood in place of `y.size`."),
        ("return x / y.shape[0]", "return x / (y.shape[0] - 1)", "`y.shape[0] - 1` stood in place of `y.shape[0]`."),
        ("return x ** 0.5", "return (x / 2)", "the value were halved in place of its root taken."),
        ("return (x > 1) & (y < 2)", "return ((x > 1) | (y < 2))", "`|` stood in place of `&` before `y < 2`."),
        ("return x > 1 and y < 2", "return ((x > 1) or (y < 2))", "`or` stood in place of `and` before `y < 2`."),
        ("return np.dot(x, y)", "return np.outer(x, y)", "`outer` stood in place of `dot`."),
        ("return np.log(x)", "return np.log10(x)", "`log10` stood in place of `log`."),
        ("return np.sum(x * y)", "return (x * y)", "`sum` were left out."),
        ("return x.sum()", "return (x)", "`sum` were left out."),
        ("return float(np.mean(x))", "return (x)", "`mean` were left out."),
        (
            "return np.mean((x - y) ** 2)",
            "return (np.mean(x - y) ** 2)",
            "the values were averaged before the power was taken.",
        ),
        (
            "return ((x - y) ** 2).sum(axis=0)",
            "return ((x - y).sum(axis=0) ** 2)",
            "the values were added up before the power was taken.",
        ),
        (
            "return np.mean((x - y) ** 2)",
            "return ((np.mean((x - y) ** 2)) ** 0.5)",
            "the square root were taken at the end.",
        ),
        (
            "return np.sum(x * y)",
            "return (np.sum(x) * np.sum(y))",
            "the values were added up before they were multiplied.",
        ),
        (
            "return (x * y).mean()",
            "return ((x).mean() * (y).mean())",
            "the values were averaged before they were multiplied.",
        ),
        ("return x.sum(axis=1)", "return x.sum(axis=1, keepdims=True)", "`keepdims=True` were added to `sum(...)`."),
        ("return (x > y).astype(int)", "return (x > y)", "`.astype(int)` were left out."),
        ("return np.where(x > n, x, y)", "return np.where(x > n, y, x)", "`x` and `y` had changed places."),
        ("return np.sort(x)", "return (x)", "`np.sort(...)` were left out."),
        ("return x[n // 2]", "return x[n // 2 - 1]", "`n // 2 - 1` stood in place of `n // 2`."),
        ("return x[n - 1]", "return x[n]", "`n` stood in place of `n - 1`."),
        ("return x[n - 1]", "return x[n - 2]", "`n - 2` stood in place of `n - 1`."),
        ("return np.arange(n)", "return np.arange(0, n + 1)", "`np.arange(n + 1)` stood in place of `np.arange(n)`."),
        ("return {'a': x, 'b': y}", "return {'a': y, 'b': x}", "`x` and `y` had changed places."),
        ("return {'a': x + y}", "return {'a': (x - y)}", "`- y` stood in place of `+ y`."),
        ("return x + 1, y", "return (x - 1), y", "`- 1` stood in place of `+ 1`."),
        ("x, y = y, x + y", "x = (y); y = (x + y)", "`x` had changed before `x + y` was worked out."),
        (
            "return np.mean(x) + np.mean(y)",
            "return np.sum(x) + np.sum(y)",
            "`sum` stood in place of `mean`, in every place.",
        ),
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


LOOP = """\
def train(x, y, epochs):
    w, b = 0, 0
    for _ in range(epochs):
        guess = w * x + b
        dw = guess - y
        db = guess
        w -= dw
        b -= db
    return w, b
"""


def body_of_the_loop(says: str) -> str:
    """Return the start and the loop of the mutant of LOOP that has this sentence, its lines joined."""
    [found] = [one for one in mutants(Source(LOOP.encode())) if one.cause.says == f"It looks as if {says}."]
    return "|".join(line.strip() for line in found.source.decode().splitlines()[1:-1])


def test_a_step_of_a_loop_is_taken_too_early_or_once_or_again_or_not_at_all() -> None:
    head, loop = "w, b = 0, 0", "for _ in range(epochs):"
    early = body_of_the_loop("`w` had changed before `db = guess` was worked out")
    assert (
        early
        == f"{head}|{loop}|guess = w * x + b|dw = guess - y|w -= dw|guess = w * x + b|dw = guess - y|db = guess|b -= db"
    )
    stale = body_of_the_loop("`guess = w * x + b` stood before the loop")
    assert stale == f"{head}|guess = w * x + b|{loop}||dw = guess - y|db = guess|w -= dw|b -= db"
    again = body_of_the_loop("`w, b = 0, 0` stood inside the loop")
    assert again == f"{head}|{loop}|w, b = 0, 0|guess = w * x + b|dw = guess - y|db = guess|w -= dw|b -= db"
    dropped = body_of_the_loop("`b -= db` were left out")
    assert dropped == f"{head}|{loop}|guess = w * x + b|dw = guess - y|db = guess|w -= dw|pass"


def test_steps_that_do_not_depend_on_each_other_keep_their_order() -> None:
    says = [one.cause.says for one in variants("a = x\n    c = a\n    d = y\n    return a + c + d")]
    assert not any("came before" in one for one in says)


def test_a_while_loop_ends_one_step_too_early_or_too_late() -> None:
    sources = [one.source.decode() for one in variants("while x < n:\n        x += y\n    return x")]
    for test in ("x < n - 1", "x < n + 1", "(x <= n)"):
        assert f"def f(x, y, n=1):\n    while {test}:\n        x += y\n    return x\n" in sources


def test_the_return_of_a_branch_is_lost_but_not_the_last_one() -> None:
    body = "if x > 1:\n        return x\n    return y"
    sources = [one.source.decode() for one in variants(body)]
    assert "def f(x, y, n=1):\n    if x > 1:\n        (x)\n    return y\n" in sources
    assert not any(one.cause.id.startswith("return-dropped") for one in variants("return x"))


@pytest.mark.parametrize("body", ["return (x - y) ** 2", "return abs(x - y)", "return np.abs(x - y)", "return g(x, x)"])
def test_what_has_changed_places_has_another_value(body: str) -> None:
    assert not any("changed places" in one.cause.says for one in variants(body))


@pytest.mark.parametrize("body", ["return 2 * x", "return x / 2", "return x + 1", "return 1 - x", "return x ** 2"])
def test_a_number_that_is_left_out_is_told_as_left_out_alone(body: str) -> None:
    said = [mutant.cause.says for mutant in variants(body)]
    assert any("were left out" in one for one in said)
    assert not any(one.startswith(("It looks as if `1` stood", "It looks as if `0` stood")) for one in said)


def test_what_stands_at_the_left_margin_is_changed_but_not_its_numbers() -> None:
    found = mutants(Source(b"x = 8\ny = 3 * x + 10\nz = f(80, 72)\n"))
    assert [one.source.decode().splitlines()[1] for one in found if "`+ 10`" in one.cause.says] == [
        "y = ((3 * x))",
        "y = ((3 * x) - 10)",
    ]
    assert not any(one.cause.id.startswith(("constant", "arguments")) for one in found)


@pytest.mark.parametrize(
    "body",
    [
        "return [1.5, 2, -3]",  # data
        "return np.array([1.5, 2])",
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


LONG = " + ".join(f"{number} * x" for number in range(2, 60)) + " - x.mean()"


def test_there_are_at_most_so_many_with_some_of_every_kind() -> None:
    found = variants(f"return {LONG}")
    assert len(found) == MOST
    kinds = {one.cause.id.split("@")[0] for one in found}
    assert kinds >= {"term-dropped", "sign-changed", "operands-swapped", "mean-to-sum", "constant-doubled"}


def test_where_there_are_too_many_every_function_has_the_usual_slips() -> None:
    functions = [f"def f{number}(x, y):\n    return {LONG}\n" for number in range(3)]
    short = "def last(x, y):\n    return np.sum(x - y) / 4\n"
    found = mutants(Source("".join([*functions, short]).encode()))
    of_last = {one.cause.id.split("@")[0] for one in found if one.mutation and one.mutation.line == 8}
    assert of_last >= {"term-dropped", "sign-changed", "factor-dropped", "sum-to-mean", "operands-swapped"}


def test_functions_that_no_check_leads_to_are_left_alone() -> None:
    source = Source(b"def f(x):\n    return 2 - x\n\n\ndef late(x):\n    return 2 - x\n\n\ny = f(3) - 1\n")
    of = [one.cause.of for one in mutants(source, unseen={"late"})]
    assert set(of) == {frozenset({"f"}), frozenset({"y"})}
    assert any("late" in names for names in (one.cause.of for one in mutants(source)))


def test_all_are_made_where_all_are_wanted_and_have_the_same_names_then() -> None:
    source = Source(f"def f(x):\n    return {LONG} + np.sum(x) + np.sum(x)\n".encode())
    found, every = mutants(source), mutants(source, None)
    assert len(every) > len(found) == MOST
    assert set(found) < set(every)


def test_a_slip_in_one_place_comes_before_the_same_in_every_place() -> None:
    says = [one.cause.says for one in variants("return x / np.sum(y - n) + x / np.sum(y - n)")]
    single, everywhere = (f"It looks as if `- n` were left out{more}." for more in ("", ", in every place"))
    assert says.index(single) < says.index(everywhere)


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


def test_each_mutant_knows_the_functions_and_variables_that_it_changes() -> None:
    source = (
        "def f(x):\n    return x - g(x)\n\n\ndef g(x):\n    return abs(x)\n\n\ndef h(x):\n    return x - g(x)\n\n\n"
        "a, b = h(2) / 3, 1\n"
    )
    changes = {
        (one.cause.id.partition("@")[0], one.cause.says.endswith("in every place.")): one.cause.of
        for one in mutants(Source(source.encode()))
    }
    assert changes["sign-changed", True] == {"f", "h"}
    assert changes["abs-dropped", False] == {"g"}
    assert changes["operator-changed", False] == {"a", "b"}


@pytest.mark.parametrize(
    "source",
    [
        "d = dict(b=1, a=2)\ne = {word: 1 for word in d}\nfor word in sorted(d):\n    print(word)\n",
        "def tally(text):\n    counts = {}\n    return counts\n\n\ncounts = tally('a b')\ncounts['c'] = 1\n",
        "counts = {}\n\n\ndef word_count(word):\n    return counts[word]\n\n\ncounts['c'] = 1\n",
    ],
)
def test_names_of_another_scope_are_not_taken_for_those_of_the_same_name(source: str) -> None:
    says = [one.cause.says for one in mutants(Source(source.encode()))]
    assert not [one for one in says if "had changed before" in one]


def test_a_change_of_brackets_alone_is_no_mutant() -> None:
    for body in ("return np.exp(1 / n)", "return (1 / n)", "return 1 / (n)", "return (x + (y - n))"):
        assert not [one for one in variants(body) if ast.dump(ast.parse(one.source)) == tree(body)]


def test_no_two_mutants_are_one_program() -> None:
    for body in ("return 1 - x", "return float(np.mean(x))", "return (x - y) ** 2", "return (x > y).astype(int)"):
        trees = [ast.dump(ast.parse(one.source)) for one in variants(body)]
        assert len(set(trees)) == len(trees)


def tree(body: str) -> str:
    return ast.dump(ast.parse(f"def f(x, y, n=1):\n    {body}\n"))
