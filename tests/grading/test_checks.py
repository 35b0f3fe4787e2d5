"""Each kind of check, right and wrong."""

import re
from collections.abc import Callable

import pytest

from graders.errors import SpecError
from graders.exercise import Limits, PropertyCheck
from graders.grading.evidence import Evidence
from graders.grading.judge import judge
from graders.grading.plan import Planned, Probe
from graders.level import Level
from graders.result import CheckResult, Graded, Outcome, Rating
from graders.transcript import Answer, Ended, Evaluate, Loaded, NotAsked, Returned, Stop, Transcript

Grade = Callable[..., Graded]


def only(graded: Graded) -> CheckResult:
    [check] = graded.checks
    return check


@pytest.mark.parametrize("body", ["global w; w += 1", "seen.append(x)", "seen.clear(); w = 0"])
def test_a_variable_is_what_the_file_made_it_whatever_calls_do_to_it(graded: Grade, body: str) -> None:
    checks = (
        "- {id: f, function: f, asks: f, points: 1, cases: [[5], [6]]}\n"
        "- {id: late, variable: seen, needs: [f], asks: seen, points: 1}\n"
        "- {id: w, variable: w, asks: w, points: 1}\n"
    )
    made = "w = 3\nseen = [1.0]\ndef f(x):\n"
    result = graded(checks, f"{made}    return x\n", f"{made}    {body}\n    return x\n")
    assert [check.outcome for check in result.checks] == ["passed"] * 3


def test_what_needs_a_run_that_ended_by_way_of_a_variable_is_not_asked(graded: Grade) -> None:
    behind = "".join(
        f"- {{id: {name}, function: {name}, asks: a, points: 1, needs: [v], cases: [[1]]}}\n" for name in "hk"
    )
    checks = (
        "- {id: f, function: f, asks: a, points: 1, cases: [[2]]}\n"
        "- {id: v, variable: v, asks: a, points: 1, needs: [f]}\n"
        f"{behind}- {{id: m, function: m, asks: a, points: 1, cases: [[1]]}}\n"
    )
    rest = "v = 6\ndef h(x): return f(x)\ndef k(x): return f(x)\ndef m(x): return x\n"
    result = graded(checks, f"def f(x): return 2 * x\n{rest}", f"def f(x):\n    while True: pass\n{rest}", "{cpu: 1 s}")
    outcomes = [check.outcome for check in result.checks]
    assert outcomes == ["timed_out", "not_run", "not_run", "not_run", "passed"]


RAISES = "- {id: r, raises: share, exception: ValueError, asks: refuses zero, points: 1, cases: [[1, 0]]}\n"
SHARE = "def share(a, b):\n    if b == 0: raise ValueError('b is zero')\n    return a / b\n"


@pytest.mark.parametrize(
    ("body", "outcome", "says"),
    [
        ("raise ValueError('other words')", "passed", ""),
        ("raise UnicodeDecodeError('utf-8', b'', 0, 1, 'a subclass')", "passed", ""),
        ("return a / b", "wrong", "stopped with `ZeroDivisionError` in line 2. Expected `ValueError` in its place."),
        ("return 0", "wrong", "`share(1, 0)` returned `0`, expected it to raise `ValueError`."),
        ("return", "wrong", "`share(1, 0)` returned nothing, expected it to raise"),
        ("pass", "missing", "`share` is still empty."),
        ("raise NotImplementedError", "missing", "`share` is still empty."),
        ("while True: pass", "timed_out", "did not finish"),
    ],
)
def test_an_exception_is_asked_for(graded: Grade, body: str, outcome: str, says: str) -> None:
    check = only(graded(RAISES, SHARE, f"def share(a, b):\n    {body}\n", limits="{cpu: 1 s, wall: 1 s}"))
    assert check.outcome == outcome
    assert says in check.message


TYPE_ERROR = "- {id: r, raises: size, exception: TypeError, asks: refuses text, points: 1, cases: [[3.5]]}\n"
SIZE = "def size(x):\n    if not isinstance(x, list): raise TypeError('no list')\n    return len(x)\n"


@pytest.mark.parametrize("exception", ["TypeError", "Exception"])
@pytest.mark.parametrize(
    "source",
    [
        "def size(): return 1",
        "def size(x, y): return 1",
        "def size(*, x): return 1",
        "size = lambda: 1",
        "class size: pass",
        "from math import pi, sqrt\ndef size(): return sqrt(pi)",
        "size = isinstance",
        "import functools\nsize = functools.partial(lambda: 1)",
    ],
)
def test_a_call_that_does_not_fit_the_function_refuses_nothing(graded: Grade, source: str, exception: str) -> None:
    check = only(graded(TYPE_ERROR.replace("TypeError", exception), SIZE, source))
    assert check.outcome == "wrong"
    assert check.message == "`size` takes no arguments like these, so `size(3.5)` did not run."
    assert check.next_step == "Compare the names between the brackets of the `def` line with the task."
    assert check.fault is not None
    assert "argument" in check.fault.message


@pytest.mark.parametrize(
    "source",
    [
        "def size(x): raise TypeError('size() takes lists only')",
        "def size(x): return other(x)\ndef other(): return 1",
        "size = len",
        "from math import fsum as size",
        "from beside import size",
    ],
)
def test_a_type_error_of_the_function_itself_refuses_its_input(graded: Grade, source: str) -> None:
    assert only(graded(TYPE_ERROR, SIZE, source, beside__py=SIZE)).outcome == "passed"


@pytest.mark.parametrize(
    ("exception", "noun"),
    [
        ("ValueError('b is zero')", "an object of type `ValueError`"),
        ("ValueError", "a class"),
        ("'ValueError: b'", '`"ValueError: b"`'),
    ],
)
def test_an_exception_that_is_returned_is_to_be_raised(graded: Grade, exception: str, noun: str) -> None:
    check = only(graded(RAISES, SHARE, f"def share(a, b): return {exception}\n"))
    assert check.outcome == "wrong"
    assert f"returned {noun}, expected it to raise `ValueError`." in check.message
    assert check.next_step == "Write `raise` in place of `return`, so that the function stops there."


@pytest.mark.parametrize(
    ("printed", "step"),
    [
        ("ValueError: b is zero", "Write `raise ValueError(...)` in place of `print(...)`"),
        ("b = 0", "Look for the con"),
    ],
)
def test_so_is_one_that_is_printed(graded: Grade, printed: str, step: str) -> None:
    check = only(graded(RAISES, SHARE, f"def share(a, b): print({printed!r})\n"))
    assert check.outcome == "wrong"
    assert check.next_step.startswith(step)


PROPERTY = """
- id: p
  property: bool(abs(total - 1) < 1e-9)
  let: {total: "sum(softmax(x))"}
  given: {x: normal(4)}
  draws: 3
  asks: the shares add up to 1
  points: 1
"""
SOFTMAX = "import numpy as np\ndef softmax(x): return np.exp(x) / np.exp(x).sum()\n"


@pytest.mark.parametrize(
    ("body", "outcome", "says"),
    [
        ("return np.exp(x - x.max()) / np.exp(x - x.max()).sum()", "passed", ""),
        ("return np.exp(x)", "wrong", "This does not hold yet for `x = ["),
        ("return x.no_such()", "raised", "stopped with `AttributeError` in line 2."),
        ("return [softmax]", "raised", "TypeError"),
        ("...", "missing", "`softmax` is still empty."),
        ("pass", "missing", "`softmax` is still empty."),
    ],
)
def test_a_property_holds_for_what_the_submission_computes(graded: Grade, body: str, outcome: str, says: str) -> None:
    check = only(graded(PROPERTY, SOFTMAX, f"import numpy as np\ndef softmax(x): {body}\n"))
    assert check.outcome == outcome
    assert says in check.message


@pytest.mark.parametrize(("says", "outcome"), [("total is None", "passed"), ("total == 1", "missing")])
def test_that_a_function_is_empty_is_told_of_a_property_that_does_not_hold(
    graded: Grade, says: str, outcome: str
) -> None:
    checks = f"- {{id: p, property: {says}, let: {{total: softmax(1)}}, asks: a, points: 1}}\n"
    reference = "def softmax(x): return None\n" if outcome == "passed" else "def softmax(x): return x\n"
    assert only(graded(checks, reference, "def softmax(x): ...\n")).outcome == outcome


def test_the_values_that_are_told_are_those_for_which_a_property_does_not_hold(graded: Grade) -> None:
    checks = "- {id: p, property: y < 5, let: {y: f(x)}, given: {x: 'integers(1, 4)'}, draws: 8, asks: a, points: 1}\n"
    check = only(graded(checks, "def f(x): return x\n", "def f(x): return 10 if x == 2 else 1\n"))
    assert check.message == "This does not hold yet for `x = 2`: `y = f(x)` is `10`."


def test_a_property_is_not_decided_beside_the_submission(graded: Grade) -> None:
    cheat = (
        "import builtins\nbuiltins.abs = lambda _: 0\nbuiltins.bool = lambda _: True\ndef softmax(x): return [5, 6]\n"
    )
    assert only(graded(PROPERTY, SOFTMAX, cheat)).outcome is Outcome.WRONG


@pytest.mark.parametrize("value", ["'text'", "[1, 'a']", "None", "{}", "lambda: 1", "object()", "[object()]", "..."])
def test_a_property_of_a_value_it_cannot_work_with_does_not_hold(graded: Grade, value: str) -> None:
    checks = "- {id: p, property: bool(X.sum() > 0), let: [X], asks: positive, points: 1}\n"
    check = only(graded(checks, "import numpy as np\nX = np.ones(3)\n", f"X = {value}\n"))
    assert check.outcome in {Outcome.WRONG, Outcome.MISSING}
    assert check.score == 0


@pytest.mark.parametrize(
    ("property_", "reference", "value", "says"),
    [
        ("X.sum() == 3", "np.ones(3)", "[1, 1, 1]", "a list of 3 items, and the check needs an array."),
        ("(X ** 2).sum() == 3", "np.ones(3)", "(1, 1, 1)", "a tuple of 3 items, and the check needs an array."),
        ("len(X) == 3", "[1, 1, 1]", "3.0", "the number 3, and the check needs a list or a tuple."),
        ("X > 2", "3", "None", "`None`, and the check needs one number."),
        ("X['a'] == 3", "dict(a=3)", "[3]", "a list of 1 item, and the check needs a dict."),
    ],
)
def test_a_type_that_a_property_cannot_work_with_is_told(
    graded: Grade, property_: str, reference: str, value: str, says: str
) -> None:
    checks = f'- {{id: p, property: "{property_}", let: [X], asks: a, points: 1}}\n'
    check = only(graded(checks, f"import numpy as np\nX = {reference}\n", f"X = {value}\n"))
    assert (check.outcome, check.message) == (Outcome.WRONG, f"`X` is {says}")
    assert ("np.array(...)" in check.next_step) is ("an array" in says)


@pytest.mark.parametrize(
    ("property_", "value", "exception"),
    [
        ("X[2] == 3", "[]", "IndexError"),
        ("1 / sum(X) < 3", "[1, -1]", "ZeroDivisionError"),
        ("sum(X) < 6", '["a"]', "TypeError"),
        ("sum(X) < 6 or None < 3", "(9,)", "TypeError"),
    ],
)
def test_a_property_that_raises_for_another_reason_says_that_it_is_the_check(
    graded: Grade, property_: str, value: str, exception: str
) -> None:
    checks = f"- {{id: p, property: '{property_}', let: [X], asks: a, points: 1}}\n"
    check = only(graded(checks, "X = [1, 1, 3]\n", f"X = {value}\n"))
    assert (check.outcome, check.score) == (Outcome.WRONG, 0)
    assert check.message.startswith(f"The check, not the code, stopped with `{exception}`: `X` is `")


@pytest.mark.parametrize(("sign", "outcome"), [("", "passed"), ("-", "wrong")])
def test_what_numpy_returns_in_a_tuple_of_its_own_is_compared_item_by_item(
    graded: Grade, sign: str, outcome: str
) -> None:
    checks = "- {id: f, function: f, cases: [[[[3, 1], [1, 2]]]], asks: parts, points: 1}\n"
    written_out = f"import numpy as np\ndef f(a):\n    q, r = np.linalg.qr(a)\n    return q, {sign}r\n"
    check = only(graded(checks, "import numpy as np\ndef f(a): return np.linalg.qr(a)\n", written_out))
    assert check.outcome == outcome


STDOUT = "- {id: s, stdout: ['(3, 3)', 'loss: 34'], asks: prints, points: 1}\n"


@pytest.mark.parametrize(
    ("source", "outcome", "says"),
    [
        ("print('shape', (3, 30))\nprint('loss:   34')", "wrong", "should print `(3, 3)`"),
        ("print('shape', (3, 3))\nprint('loss:   34')", "passed", ""),
        ("print((3, 3), 'loss: 345')", "wrong", "should print `loss: 34`"),
        ("print((3, 3), 'loss: 34.5')", "wrong", "should print `loss: 34`"),
        ("", "wrong", "It printed nothing."),
    ],
)
def test_what_is_printed_is_found_as_a_whole(graded: Grade, source: str, outcome: str, says: str) -> None:
    check = only(graded(STDOUT, "print((3, 3), 'loss: 34')", source))
    assert check.outcome == outcome
    assert says in check.message


def test_what_to_do_depends_on_whether_anything_was_printed(graded: Grade) -> None:
    nothing, other = (only(graded(STDOUT, "print((3, 3), 'loss: 34')", source)) for source in ("", "print(3)"))
    assert "Use `print(...)`" in nothing.next_step
    assert other.next_step == "Compare the two texts, character by character."


@pytest.mark.parametrize(
    ("printed", "unfilled"),
    [
        ("'loss: {loss}'", True),
        ("'loss: {loss:.2f}'", True),
        ("'loss: {losses[0]}'", True),
        ("{'loss': 34}", False),
        ("{float('nan')}, {True}, {3: 4}", False),
        ("'loss: {}'", False),
    ],
)
def test_names_in_braces_that_are_printed_lack_an_f(graded: Grade, printed: str, *, unfilled: bool) -> None:
    step = only(graded(STDOUT, "print((3, 3), 'loss: 34')", f"print((3, 3), {printed})")).next_step
    assert ('before the quotation mark fills in the names in braces: `print(f"...")`' in step) is unfilled


def test_braces_that_are_asked_for_lack_no_f(graded: Grade) -> None:
    checks = "- {id: s, stdout: ['{loss}'], asks: prints, points: 1}\n"
    step = only(graded(checks, "print('{loss}')", "print('{w}')")).next_step
    assert step == "Compare the two texts, character by character."


def test_what_is_printed_where_nothing_runs_here_is_told(graded: Grade) -> None:
    source = "def main():\n    print((3, 3), 'loss: 34')\nif __name__ == '__main__':\n    main()\n"
    check = only(graded(STDOUT, "print((3, 3), 'loss: 34')", source))
    assert check.message.endswith('It prints under `if __name__ == "__main__":`, and that part does not run here.')
    assert check.next_step == "Move what stands in that block to the left margin, below all functions."


@pytest.mark.parametrize(
    ("wanted", "printed", "found"),
    [
        ("34", "34", True),
        ("34", "loss: 34.", True),
        ("34", "+34", True),
        ("34", "[34, 35]", True),
        ("34", "12 34", True),
        ("34", "-34", False),
        ("34", "loss=-34", False),
        ("34", "\N{MINUS SIGN}34", False),
        ("34", "1e+34", False),
        ("34", "1e-34", False),
        ("34", "2+34", False),
        (".5", "-.5", False),
        ("-34", "-34", True),
        ("-34", "loss: -34", True),
        ("-34", "34", False),
        ("+34", "34", False),
        ("loss", "the-loss", True),
        ("(3, 3)", "-(3, 3)", True),
        ("-34", "1e-34", False),
        ("234", "1,234", False),
        ("234", "1,234,567", False),
        ("1", "1,234", False),
        ("34", "3,34", True),
        ("4", "3,4,5", True),
        ("y = 1", "y = 1,5", True),
        ("34.", "34.5", False),
        ("x1", "x1,2", True),
        ("x1", "x12", False),
        ("Sum:", "Sum:5", True),
        ("= 34", "y= 34", True),
        ("= 34", "y = 345", False),
        ("(34)", "f(34)", True),
        ("%", "34%of", True),
        ("done", "loading...done.", True),
        ("done", "undone", False),
        ("loss", "losses", False),
    ],
)
def test_a_text_that_is_printed_is_no_part_of_a_longer_word_or_number(
    graded: Grade, wanted: str, printed: str, found: bool
) -> None:
    checks = f"- {{id: s, stdout: ['{wanted}'], asks: prints, points: 1}}\n"
    assert (only(graded(checks, f"print('{wanted}')", f"print({printed!r})")).outcome == "passed") is found


TEXT = """
- id: t
  text: why
  asks: says why
  points: 1
  mentions: [[weight, slope], ["each hour"]]
  avoids: [bias]
"""


@pytest.mark.parametrize(
    ("value", "outcome", "says"),
    [
        ("'The SLOPE, for each  hour.'", "passed", "A person may read this again."),
        ("'The weights of it all'", "needs_review", "A person needs to read this"),
        ("'It is the bias term'", "wrong", "seems to describe something else"),
        ("'The slope and the bias'", "needs_review", ""),
        ("'slope'", "wrong", "too short"),
        ("''", "missing", "still empty"),
        ("...", "missing", "still empty"),
        ("34", "wrong", "`why` is `34`, expected a sentence."),
    ],
)
def test_a_sentence_is_read_by_its_words(graded: Grade, value: str, outcome: str, says: str) -> None:
    check = only(graded(TEXT, "why = 'the slope for each hour'", f"why = {value}"))
    assert check.outcome == outcome
    assert says in check.message
    assert check.score == (1 if outcome == "passed" else 0)


@pytest.mark.parametrize("value", ["''", "..."])
def test_a_sentence_that_is_not_there_is_asked_for_and_not_code(graded: Grade, value: str) -> None:
    check = only(graded(TEXT, "why = 'the slope for each hour'", f"why = {value}"))
    assert check.next_step == 'Write one sentence in your own words: `why = "..."`.'


@pytest.mark.parametrize("hints", ["", "  hints: [Look at the sum]\n"])
def test_the_advice_on_a_property_names_the_first_hint_where_there_is_one(graded: Grade, hints: str) -> None:
    check = only(graded(PROPERTY + hints, SOFTMAX, "def softmax(x): return [2]"))
    assert check.next_step.startswith("Compare these values with what is asked above.")
    assert ("hint" in check.next_step) is bool(hints)


RATING = "- {id: c, rating: ratings, items: {loss: I know why, shape: I know how}, asks: rate yourself}\n"


RATE = 'Write a whole number from 1 to 5 for each item: `ratings = {"loss": ____, "shape": ____}`.'


@pytest.mark.parametrize("value", ["{'loss': 4, 'shape': 5}", "{'loss': 4.0, 'shape': np.int64(5), 'more': 'x'}"])
def test_a_self_rating_is_reported_and_never_scored(graded: Grade, value: str) -> None:
    result = graded(RATING, "ratings = {'loss': 3, 'shape': 3}", f"import numpy as np\nratings = {value}")
    assert result.ratings == (Rating("loss", 4), Rating("shape", 5))
    assert (result.score, result.max_score, result.outcome) == (0, 0, Outcome.PASSED)


@pytest.mark.parametrize(
    ("source", "outcome", "message"),
    [
        ("", "missing", "`ratings` was not found in the file. The file defines nothing."),
        ("rating = {'loss': 3}", "missing", "`ratings` was not found in the file. Found `rating`"),
        ("x = 1 / 0\nratings = {'loss': 3}", "not_run", "Not checked yet, because the file stopped"),
    ],
)
def test_without_a_self_rating_none_passes(graded: Grade, source: str, outcome: str, message: str) -> None:
    result = graded(RATING, "ratings = {'loss': 3, 'shape': 3}", source)
    assert result.checks[-1].outcome == outcome
    assert result.checks[-1].message.startswith(message)
    assert {rating.stars for rating in result.ratings} == {None}


@pytest.mark.parametrize(
    ("value", "outcome", "message"),
    [
        ("...", "missing", "`ratings` is still empty."),
        ("{}", "missing", "`ratings` is still empty."),
        (
            "{'loss': ..., 'shape': None}",
            "missing",
            '`ratings["loss"]` is still empty. `ratings["shape"]` is still empty.',
        ),
        ("[4, 5]", "wrong", "`ratings` is a list of 2 items, expected a dict with 2 keys."),
        (
            "__import__('numpy').array([4, 5])",
            "wrong",
            "`ratings` is an array of shape `(2,)`, expected a dict with 2 keys.",
        ),
        (
            "{'loss': '4', 'shape': 7}",
            "wrong",
            (
                '`ratings["loss"]` is the text `"4"`, expected a whole number from 1 to 5. '
                '`ratings["shape"]` is the number 7, expected a whole number from 1 to 5.'
            ),
        ),
        (
            "{'loss': True, 'shape': ...}",
            "wrong",
            '`ratings["loss"]` is `True`, expected a whole number from 1 to 5.',
        ),
        (
            "{'loss': 4, 'shap': 5}",
            "wrong",
            'Missing in `ratings`: `"shape"`. Not asked for in `ratings`: `"shap"`. Is `"shap"` meant to be `"shape"`?',
        ),
    ],
)
def test_what_is_not_rated_does_not_pass_and_is_told(graded: Grade, value: str, outcome: str, message: str) -> None:
    result = graded(RATING, "ratings = {'loss': 3, 'shape': 3}", f"ratings = {value}")
    check = only(result)
    assert (check.outcome, check.message) == (outcome, message)
    assert check.next_step == RATE
    assert (result.score, result.max_score) == (0, 0)


def test_the_items_that_are_rated_are_counted(graded: Grade) -> None:
    check = only(graded(RATING, "ratings = {'loss': 3, 'shape': 3}", "ratings = {'loss': 4, 'shape': ...}"))
    assert (check.outcome, check.right) == ("missing", "1 of 2 items is rated.")
    assert check.message == '`ratings["shape"]` is still empty.'


def test_what_stands_in_place_of_a_rating_is_printable(graded: Grade) -> None:
    check = only(graded(RATING, "ratings = {'loss': 3, 'shape': 3}", "ratings = {'loss': '\\x1b[31m`', 'shape': 3}"))
    assert "\x1b" not in check.message
    assert check.message.count("`") == 4


def test_a_reference_rates_as_well(graded: Grade) -> None:
    with pytest.raises(SpecError, match="the reference solution does not pass 'c': `ratings` is still empty"):
        graded(RATING, "ratings = ...", "ratings = {'loss': 3, 'shape': 3}")


@pytest.mark.parametrize(
    ("rules", "value", "passes"),
    [
        ("compares: type", "np.zeros((2, 2))", True),
        ("compares: type", "[1.5, 2.5]", False),
        ("compares: shape", "np.zeros(2)", True),
        ("compares: shape", "np.zeros(3)", False),
        ("compares: dtype, dtype: kind", "np.zeros(7, np.float32)", False),
        ("compares: dtype, dtype: kind", "np.zeros(2, np.float32)", True),
        ("compares: dtype, dtype: kind", "np.zeros(2, int)", False),
        ("dtype: exact", "np.array([1.5, 2.5], np.float32)", False),
        ("tolerance: {atol: 0.2}", "np.array([1.6, 2.4])", True),
        ("tolerance: {rtol: 1e-3}", "np.array([1.6, 2.4])", False),
    ],
)
def test_rules_say_how_much_of_a_value_is_compared(graded: Grade, rules: str, value: str, passes: bool) -> None:
    checks = f"- {{id: x, variable: X, {rules}, asks: X, points: 1}}\n"
    check = only(graded(checks, "import numpy as np\nX = np.array([1.5, 2.5])", f"import numpy as np\nX = {value}"))
    assert (check.outcome is Outcome.PASSED) is passes, check.message


@pytest.mark.parametrize(
    ("checks", "reference", "says"),
    [
        (RAISES, "def share(a, b): return 0\n", "ex.yaml:5:19: the reference solution does not pass 'r'"),
        (STDOUT, "print('nothing of it')", "'s'"),
        (TEXT, "why = 'no words of it'", "'t'"),
        (PROPERTY, "def softmax(x): return [2]", "'p'"),
        (PROPERTY, "x = 1", "`softmax`"),
        ("- {id: v, variable: f, asks: f, points: 1}\n", "f = open", "'v'"),
        (STDOUT, "print((3, 3), 'loss: 34'", "the reference, solutions/ex.py, does not run"),
    ],
)
def test_a_reference_that_does_not_pass_its_own_checks_is_a_problem_of_the_exercise(
    graded: Grade, checks: str, reference: str, says: str
) -> None:
    with pytest.raises(SpecError, match=re.escape(says)):
        graded(checks, reference, "")


def positive(property_: str, let: str = "[total]") -> str:
    return f"- {{id: p, property: '{property_}', let: {let}, given: {{x: 2}}, asks: positive, points: 1}}\n"


@pytest.mark.parametrize(
    ("checks", "name"),
    [
        (positive("total > 0 or totl > 1"), "totl"),
        (positive("total > 0 or any([abs(t) > limit for t in total])"), "limit"),
        (positive("total > 0", "{total: total if total > 0 else sum(totl)}"), "totl"),
    ],
)
@pytest.mark.parametrize("source", ["total = 3", "total = -3"])
def test_a_name_that_nothing_defines_is_a_problem_of_the_exercise_also_when_the_reference_never_meets_it(
    graded: Grade, checks: str, name: str, source: str
) -> None:
    says = f"ex.yaml:5:21: the check 'p' uses `{name}`, expected names of `let`, `given` or the reference"
    with pytest.raises(SpecError, match=re.escape(says)):
        graded(checks, "total = 3", source)


@pytest.mark.parametrize(
    "used", ["math.pi", "_LEAST", "least()", "np.pi", "x", "len([t for t in [1]])", "(lambda t: t)(1)"]
)
def test_a_property_may_use_all_that_the_check_the_reference_and_python_define(graded: Grade, used: str) -> None:
    reference = "import math\n_LEAST = 1\ntotal = 4\ndef least(): return 1\n"
    check = only(graded(positive(f"total >= {used} or total < 0"), reference, "total = 4.5"))
    assert check.outcome is Outcome.PASSED


def test_a_name_that_is_met_beside_a_wrong_value_alone_is_never_the_students_fault(graded: Grade) -> None:
    hidden = positive("bool((total > 0 and (t := 1)) or t)")
    check = only(graded(hidden, "total = 3", "total = -3"))
    assert (check.outcome, check.message) == (
        Outcome.GRADER_FAILED,
        "The property uses a name that nothing defines.",
    )


FACTORS = """
- {id: prime, property: 'all(n % k for k in range(2, n))', let: [n], asks: a prime, points: 1}
- {id: odd, property: n % 2 == 1, let: [n], asks: odd, points: 1}
"""


def test_a_value_that_takes_too_long_to_check_is_wrong_and_no_fault_of_the_grader(graded: Grade) -> None:
    slow, quick = graded(FACTORS, "n = 7", "n = 10**18 + 9", limits="{cpu: 1 s, wall: 1 s}").checks
    assert slow.outcome is Outcome.WRONG
    assert slow.message == "This cannot be checked in time: `n` is `1000000000000000009`."
    assert slow.next_step == "Use smaller numbers, or fewer of them, if the task leaves you the choice."
    assert quick.outcome is Outcome.PASSED


def test_values_that_take_too_long_to_check_keep_no_other_from_being_checked(graded: Grade) -> None:
    slow = "".join(FACTORS.splitlines(keepends=True)[1].replace("prime", f"prime-{number}") for number in range(5))
    quick = FACTORS.splitlines(keepends=True)[2]
    *primes, odd = graded(slow + quick, "n = 7", "n = 10**18 + 9", limits="{cpu: 1 s, wall: 1 s}").checks
    assert [check.outcome for check in primes] == [Outcome.WRONG] * 5
    assert odd.outcome is Outcome.PASSED


def test_a_value_is_not_blamed_for_the_time_that_others_take(graded: Grade) -> None:
    checks = "".join(
        f"- {{id: p{number}, property: sum(range(n)) > 0, let: {{n: n - {number}}}, asks: a, points: 1}}\n"
        for number in range(8)
    )
    result = graded(checks, "n = 9", "n = 12_000_000", limits="{cpu: 1 s, wall: 20 s}")
    assert {check.outcome for check in result.checks} == {Outcome.PASSED}


def property_evidence(*worked_out: Answer) -> Evidence:
    check = PropertyCheck(id="p", asks="p", points=1, property="True", let={"x": "x"})
    return Evidence(
        planned=Planned(check, (Probe(ask=Evaluate("x"), text="x"),) * 2),
        asked=frozenset(),
        transcript=Transcript(level=Level.CONFINED, load=Loaded(names=("x",)), answers=()),
        answers=(Returned(value=1), Returned(value=1)),
        expected=(Returned(value=1), Returned(value=1)),
        worked_out=worked_out,
        limits=Limits(),
    )


def test_a_property_that_was_not_worked_out_is_never_full_marks() -> None:
    for worked_out in ((), (NotAsked(),), (Returned(value=True), NotAsked())):
        assert judge(property_evidence(*worked_out)).outcome is Outcome.GRADER_FAILED


def test_values_that_are_too_large_together_are_no_fault_of_the_grader(graded: Grade) -> None:
    """Each of them crosses from the submission alone; the property is to have all of them at once."""
    check = "- {id: p, property: 'len(a + b) > 0', let: [a, b], asks: not empty, points: 1}\n"
    other = "- {id: q, property: 'len(a) > 0', let: [a], asks: not empty, points: 1}\n"
    result = graded(check + other, "a = b = 'x'\n", "a = b = 'x' * 200_000\n")
    assert [one.outcome for one in result.checks] == [Outcome.WRONG, Outcome.PASSED]
    assert result.checks[0].message.startswith("This is too large to be checked: `a` is `")


@pytest.mark.parametrize(
    ("stop", "outcome", "says"),
    [
        (Stop.CPU, Outcome.WRONG, "This cannot be checked in time: `x` is `1`."),
        (Stop.WALL, Outcome.WRONG, "This cannot be checked in time: `x` is `1`."),
        (Stop.MEMORY, Outcome.WRONG, "This needs too much memory to check: `x` is `1`."),
        (Stop.OVERSIZED, Outcome.WRONG, "This is too large to be checked: `x` is `1`."),
        (Stop.EXITED, Outcome.GRADER_FAILED, "The property could not be worked out."),
        (Stop.CRASHED, Outcome.GRADER_FAILED, "The property could not be worked out."),
        (Stop.GARBLED, Outcome.GRADER_FAILED, "The property could not be worked out."),
    ],
)
def test_a_limit_that_a_property_meets_is_met_by_the_value(stop: Stop, outcome: Outcome, says: str) -> None:
    verdict = judge(property_evidence(Returned(value=True), Ended(stop)))
    assert (verdict.outcome, verdict.message) == (outcome, says)
