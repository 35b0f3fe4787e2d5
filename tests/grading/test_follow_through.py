"""A value that is wrong only because an earlier one was earns its points, and no other does."""

import re
from collections.abc import Callable

import pytest

from graders.errors import SpecError
from graders.grading import follow_through
from graders.result import CheckResult, Graded, Outcome
from graders.sandbox.runner import Sandbox
from tests.grading.test_diagnosis import Counting, exercise, submitted

Grade = Callable[..., Graded]

REFERENCE = """
import numpy as np
y = np.array([45.0, 50.0, 60.0])
def mse(y, y_hat): return float(np.mean((y - y_hat) ** 2))
w = 3.0
y_hat = w * np.array([15.0, 16.0, 19.0]) + 4
loss = mse(y, y_hat)
"""
CHECKS = """
- {id: y_hat, variable: y_hat, asks: the predictions, points: 2}
- {id: loss, variable: loss, asks: the error, points: 3, follows: "mse(y, y_hat)"}
"""
SOURCE = "import numpy as np\ny = np.array([45.0, 50.0, 60.0])\n"
WRONG = "y_hat = 3.0 * np.array([15.0, 16.0, 19.0])\n"
"""The 4 is left out: the predictions are 45, 48 and 57, and their error is 13 / 3."""


def by_id(graded: Graded) -> dict[str, CheckResult]:
    return {check.id: check for check in graded.checks}


def test_the_right_method_on_a_wrong_value_earns_its_points_and_says_so(graded: Grade) -> None:
    result = graded(CHECKS, REFERENCE, f"{SOURCE}{WRONG}loss = np.mean((y - y_hat) ** 2)\n")
    loss = by_id(result)["loss"]
    assert (loss.outcome, loss.score, loss.follow_through) == (Outcome.PASSED, 3, ("y_hat",))
    assert loss.message == (
        "Right from your own `y_hat`: the method is right, so it earns its points. Not right yet: `y_hat`."
    )
    assert loss.mismatch is None
    assert by_id(result)["y_hat"].outcome is Outcome.WRONG
    assert (result.score, result.max_score, result.outcome) == (3, 5, Outcome.WRONG)


@pytest.mark.parametrize(
    "loss",
    [
        "np.sum((y - y_hat) ** 2)",
        "np.mean(np.abs(y - y_hat))",
        "4.0",
        "None",
        "...",
        "print",
        "13",
        "np.array([13 / 3])",
    ],
)
def test_a_wrong_method_on_a_wrong_value_earns_nothing(graded: Grade, loss: str) -> None:
    check = by_id(graded(CHECKS, REFERENCE, f"{SOURCE}{WRONG}loss = {loss}\n"))["loss"]
    assert check.outcome in {Outcome.WRONG, Outcome.MISSING}
    assert (check.score, check.follow_through) == (0, ())


def test_nothing_is_followed_when_all_before_it_is_right(graded: Grade) -> None:
    right = "y_hat = np.array([49.0, 52.0, 61.0])\n"
    passed = by_id(graded(CHECKS, REFERENCE, f"{SOURCE}{right}loss = 7.0\n"))["loss"]
    wrong = by_id(graded(CHECKS, REFERENCE, f"{SOURCE}{right}loss = 13 / 3\n"))["loss"]
    assert (passed.outcome, passed.message, passed.follow_through) == (Outcome.PASSED, "", ())
    assert (wrong.outcome, wrong.follow_through) == (Outcome.WRONG, ())


def test_the_right_value_after_a_wrong_one_is_simply_right(graded: Grade) -> None:
    check = by_id(graded(CHECKS, REFERENCE, f"{SOURCE}{WRONG}loss = 7.0\n"))["loss"]
    assert (check.outcome, check.follow_through) == (Outcome.PASSED, ())


# What each of these comes to is just what the expression makes of it, so only the rules keep it from its points.
EMPTY_HANDED = [
    ("no number", "y_hat = np.full(3, np.nan)\nloss = np.nan\n"),
    ("no number in one place", "y_hat = np.array([45, np.nan, 57])\nloss = np.nan\n"),
    ("an infinite number", "y_hat = np.full(3, np.inf)\nloss = np.inf\n"),
    ("more than floats hold", "y_hat = np.full(3, 1e200)\nloss = np.inf\n"),
    ("zeros that hold a place", "y_hat = np.zeros(3)\nloss = np.mean(y ** 2)\n"),
    ("what makes the error nothing", "y_hat = y.copy()\nloss = 0.0\n"),
    ("another shape, which broadcasts", "y_hat = 50.0\nloss = np.mean((y - 50) ** 2)\n"),
    ("one column", "y_hat = np.array([[45.0], [48], [57]])\nloss = np.mean((y - y_hat) ** 2)\n"),
    ("no numbers at all", "y_hat = np.array([])\nloss = np.nan\n"),
    ("truth values", "y_hat = np.array([True, False, True])\nloss = np.mean((y - y_hat) ** 2)\n"),
    ("a list", "y_hat = [45.0, 48.0, 57.0]\nloss = 13 / 3\n"),
    ("text", "y_hat = 'abc'\nloss = 13 / 3\n"),
    ("nothing", "y_hat = None\nloss = 13 / 3\n"),
    ("no such name", "loss = 13 / 3\n"),
    ("what cannot be read", "y_hat = print\nloss = 13 / 3\n"),
    ("what is too large to read", "y_hat = np.ones(2_000_000)\nloss = 13 / 3\n"),
    ("an integer of more than 64 bits", "y_hat = 10 ** 30\nloss = np.mean((y - 1e30) ** 2)\n"),
    ("a value that claims to be equal", "class E:\n  __eq__ = lambda *_: True\ny_hat = E()\nloss = E()\n"),
]


@pytest.mark.parametrize(("first", "source"), EMPTY_HANDED, ids=[first for first, _ in EMPTY_HANDED])
def test_a_first_value_that_shows_no_method_earns_nothing(graded: Grade, first: str, source: str) -> None:
    check = by_id(graded(CHECKS, REFERENCE, SOURCE + source))["loss"]
    assert (check.outcome, check.score, check.follow_through) == (Outcome.WRONG, 0, ()), first


RATIO = "a = 64\nb = 4\nratio = a / b\n"
RATIO_CHECKS = """
- {id: a, variable: a, asks: a, points: 1}
- {id: b, variable: b, asks: b, points: 1}
- {id: ratio, variable: ratio, asks: ratio, points: 1, follows: a / b}
"""


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("a, b = 8, 2\nratio = a / b\n", ("a", "b")),
        ("a, b = 64, 2\nratio = a / b\n", ("b",)),
        ("a, b = 8, 2\nratio = 4.0000000001\n", ("a", "b")),
        ("a, b = 8, 2\nratio = 4.1\n", ()),
        ("a, b = 8, 2\nratio = b / a\n", ()),
        ("a, b = 8, 0\nratio = 1\n", ()),
        ("a, b = 0, 2\nratio = 0\n", ()),
        ("a, b = 8, 8\nratio = 1\n", ()),  # as b / a would be
        ("a, b = 8, 1\nratio = 8\n", ()),  # as a itself is
        ("b = 2\nratio = 32\n", ()),  # not even with the reference's own a
    ],
)
def test_several_values_are_followed_together(graded: Grade, source: str, wrong: tuple[str, ...]) -> None:
    check = by_id(graded(RATIO_CHECKS, RATIO, source))["ratio"]
    assert check.follow_through == wrong
    assert (check.outcome is Outcome.PASSED) is bool(wrong)


def test_the_rules_are_what_keeps_an_idle_value_from_its_points(graded: Grade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follow_through, "_says_nothing", lambda *_: False)
    assert by_id(graded(RATIO_CHECKS, RATIO, "a, b = 8, 8\nratio = 1\n"))["ratio"].follow_through == ("a", "b")


def test_the_rules_are_what_keeps_a_place_holder_from_its_points(
    graded: Grade, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow_through, "_shows_a_method", lambda _: True)
    source = f"{SOURCE}y_hat = np.zeros(3)\nloss = np.mean(y ** 2)\n"
    assert by_id(graded(CHECKS, REFERENCE, source))["loss"].follow_through == ("y_hat",)


CHAIN = "a = 5.0\nb = 3 * a\nc = b + 2\nd = c - 1\n"
CHAIN_CHECKS = """
- {id: a, variable: a, asks: a, points: 1}
- {id: b, variable: b, asks: b, points: 1, follows: 3 * a}
- {id: c, variable: c, asks: c, points: 1, follows: b + 2}
- {id: d, variable: d, asks: d, points: 1, needs: [c]}
"""


def test_a_value_follows_from_one_that_followed_itself(graded: Grade) -> None:
    checks = by_id(graded(CHAIN_CHECKS, CHAIN, "a = 7.0\nb = 21.0\nc = 23.0\nd = 16.0\n"))
    assert [check.follow_through for check in checks.values()] == [(), ("a",), ("b",), ()]
    assert checks["b"].message.endswith("Not right yet: `a`.")
    assert checks["c"].message == "Right from your own `b`: the method is right, so it earns its points."
    assert checks["d"].outcome is Outcome.PASSED  # which needs one that followed


def test_a_value_follows_from_one_that_is_wrong_by_itself(graded: Grade) -> None:
    checks = by_id(graded(CHAIN_CHECKS, CHAIN, "a = 7.0\nb = 20.0\nc = 22.0\nd = 16.0\n"))
    assert [check.outcome.value for check in checks.values()] == ["wrong", "wrong", "passed", "passed"]
    assert checks["c"].message.endswith("Not right yet: `b`.")


def test_a_students_own_data_are_followed_though_no_check_finds_them_wrong(graded: Grade) -> None:
    checks = """
- {id: x, variable: X, compares: shape, asks: three numbers, points: 1}
- {id: mean, variable: mean, asks: their mean, points: 1, follows: X.mean()}
"""
    reference = "import numpy as np\nX = np.array([1.0, 2.0, 6.0])\nmean = X.mean()\n"
    mean = by_id(graded(checks, reference, "import numpy as np\nX = np.array([4.0, 5.0, 9.0])\nmean = 6.0\n"))["mean"]
    assert mean.follow_through == ("X",)
    assert mean.message == "Right from your own `X`: the method is right, so it earns its points."


@pytest.mark.parametrize(
    ("slope", "outcome"), [("3.0762", "passed"), ("np.float32(3.07619)", "passed"), ("3", "wrong")]
)
def test_a_value_is_followed_also_when_it_lies_within_its_own_tolerance(
    graded: Grade, slope: str, outcome: str
) -> None:
    checks = """
- {id: slope, variable: slope, asks: the slope, points: 1, tolerance: {rtol: 0.001}}
- {id: rest, variable: rest, asks: what is left, points: 1, follows: y - slope * x}
"""
    line = "import numpy as np\nx = np.array([1.0, 2.0, 4.0])\ny = np.array([3.0, 6.5, 12.0])\nslope = {}\n"
    reference = f"{line.format('3.0761904761904764')}rest = y - slope * x\n"
    found = by_id(graded(checks, reference, f"{line.format(slope)}rest = y - slope * x\n"))
    assert found["slope"].outcome.value == outcome
    assert found["rest"].outcome is Outcome.PASSED
    assert found["rest"].follow_through == ("slope",)


def test_the_expression_is_worked_out_where_the_submission_cannot_reach(graded: Grade) -> None:
    source = f"{SOURCE}{WRONG}def mse(*_): return 99.0\nnp.mean = lambda *_: 99.0\nloss = 99.0\n"
    assert by_id(graded(CHECKS, REFERENCE, source))["loss"].outcome is Outcome.WRONG


def test_a_value_with_which_the_reference_does_not_end_costs_nobody_else_anything(graded: Grade) -> None:
    checks = """
- {id: n, variable: n, asks: n, points: 1}
- {id: total, variable: total, asks: total, points: 1, follows: "count(n)"}
- {id: positive, property: total > 0, let: [total], asks: positive, points: 1}
"""
    reference = "def count(n):\n    while n != 0: n -= 1\n    return 10\nn = 4\ntotal = count(4)\n"
    limits = "{cpu: 1 s, wall: 1 s}"
    found = by_id(graded(checks, reference, "n = -1\ntotal = 7\n", limits=limits))
    assert [check.outcome.value for check in found.values()] == ["wrong", "wrong", "passed"]


def test_no_cause_is_told_for_what_followed(graded: Grade) -> None:
    checks = f"""{CHECKS}
- {{id: mse, function: mse, asks: mse, points: 1, cases: [[[1, 2], [3, 7]], [[4, 5], [6, 9]]]}}
misconceptions:
- {{id: no-intercept, of: y_hat, instead: "w * np.array([15.0, 16.0, 19.0])", says: The 4 was left out.}}
"""
    source = f"{SOURCE}{WRONG}def mse(y, y_hat): return np.mean((y - y_hat) ** 2)\nloss = mse(y, y_hat)\n"
    found = by_id(graded(checks, REFERENCE, source))
    assert found["loss"].outcome is Outcome.PASSED
    assert found["loss"].diagnosis is None
    assert found["y_hat"].diagnosis is not None  # two variables speak for it


@pytest.mark.parametrize(("source", "programs"), [(RATIO, 1), ("a, b = 8, 2\nratio = 4\n", 2)])
def test_nothing_is_worked_out_before_something_is_wrong(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, source: str, programs: int
) -> None:
    monkeypatch.setattr("graders.grading.variants.Suspects.explain", lambda _, results, *__: results)
    prepared = exercise(sandbox, RATIO, RATIO_CHECKS)
    counting = Counting(sandbox)
    submitted(prepared, source, counting)  # type: ignore[arg-type]  # runs programs, which is all that is asked of it
    assert len(counting.programs) == programs


@pytest.mark.parametrize(
    ("follows", "says"),
    [
        ("mse(y, y_hat) + 1", "'follows' of 'loss': it comes to another value than the variable has"),
        ("mse(y, yhat) + y_hat", "'follows' of 'loss': it stops with NameError: name 'yhat' is not defined"),
        (
            "y_hat",
            (
                "'follows' of 'loss': it comes to an array of shape `(3,)`, "
                "expected the shape of the variable, which is the number 7"
            ),
        ),
        (
            "print(y_hat)",
            "'follows' of 'loss': it comes to `None`, expected a finite number or an array of finite numbers",
        ),
        (
            "[mse(y, y_hat)] * 3",
            (
                "'follows' of 'loss': it comes to a list of 3 items, "
                "expected a finite number or an array of finite numbers"
            ),
        ),
    ],
)
def test_an_expression_that_does_not_give_the_references_value_is_a_problem_of_the_exercise(
    graded: Grade, follows: str, says: str
) -> None:
    checks = CHECKS.replace("mse(y, y_hat)", follows)
    with pytest.raises(SpecError, match=re.escape("ex.yaml:7:24: " + says)):
        graded(checks, REFERENCE, "")


def test_what_is_followed_must_be_numbers_in_the_reference(graded: Grade) -> None:
    reference = "a = 'text'\nb = len(a)\n"
    checks = "- {id: a, variable: a, asks: a, points: 1}\n- {id: b, variable: b, asks: b, points: 1, follows: len(a)}\n"
    with pytest.raises(SpecError, match="what it follows from must be finite numbers, or arrays of them"):
        graded(checks, reference, "")
