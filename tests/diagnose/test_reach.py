"""Which checks can see a change of one line of the reference."""

import ast

import pytest

from graders.diagnose.reach import Reach
from graders.spec.load import parse

REFERENCE = """\
scale = 2


def half(x):
    return x / scale


def f(x):
    return half(x) + 1


def wrong(x):
    return f(x) - 1


for i in range(3):
    total = f(i)

print(total)
sentence = "It is."
rates = {"a": 3}
"""
CHECKS = b"""\
title: T
task: T
checks:
  - {id: f, function: f, asks: f, points: 1, cases: [[1]]}
  - {id: refuses, raises: f, exception: ValueError, asks: f, points: 1, cases: [[1]]}
  - {id: total, variable: total, asks: total, points: 1}
  - {id: twice, property: a < 3, let: {a: "half(1)"}, asks: half, points: 1}
  - {id: kept, unchanged: [half, f], asks: f, points: 1, cases: [[1]]}
  - {id: given, property: a == i, let: {a: i}, given: {i: 3, scale: 2}, asks: nothing, points: 1}
  - {id: printed, stdout: "3", asks: print, points: 1}
  - {id: said, text: sentence, mentions: [it], asks: say, points: 1}
  - {id: rated, rating: rates, items: {a: A}, asks: rate}
"""


@pytest.mark.parametrize(
    ("line", "checks"),
    [
        (1, ["f", "refuses", "total", "twice", "kept", "printed"]),
        (5, ["twice", "kept"]),
        (8, ["f", "refuses", "kept"]),
        (9, ["f", "refuses", "kept"]),
        (13, []),
        (17, ["total"]),
        (19, ["printed"]),
        (20, ["said"]),
        (21, []),
        (3, []),
    ],
)
def test_the_checks_that_see_a_change_are_found(line: int, checks: list[str]) -> None:
    reach = Reach(ast.parse(REFERENCE), parse(CHECKS, "f", "f").checks)
    assert [check.id for check in reach.concerned(line)] == checks


def test_a_function_is_unseen_when_no_check_leads_to_it() -> None:
    called = REFERENCE + "\n\ndef deeper(x):\n    return x\n\n\ndef wronger(x):\n    return deeper(wrong(x))\n"
    checks = parse(CHECKS, "f", "f").checks
    assert Reach(ast.parse(called), checks).unseen() == {"wrong", "wronger", "deeper"}
    behind_half = called.replace("x / scale", "deeper(x) / scale")
    assert Reach(ast.parse(behind_half), checks).unseen() == {"wrong", "wronger"}
