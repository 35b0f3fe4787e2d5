"""What is taken to be alike, and what is not."""

from itertools import combinations

import numpy as np
import pytest

from graders.exercise import Exercise
from graders.grading.alike import Alike
from graders.grading.interview import Answered
from graders.level import Level
from graders.result import CheckResult, Graded, Outcome
from graders.transcript import Answer, Clues, Ended, Loaded, Program, Raised, Returned, Stop, Transcript

EX1, EX2 = Exercise("ex1", "One", "", ()), Exercise("ex2", "Two", "", ())
LOADED, CLUES = Loaded(names=("y",)), Clues()


def came(*answers: Answer, level: Level = Level.CONFINED, load: Loaded = LOADED, clues: Clues = CLUES) -> Answered:
    return Answered(Transcript(level, load, (answers,), clues), (answers,), {}, None)


def ran(*values: object, level: Level = Level.CONFINED, load: Loaded = LOADED, clues: Clues = CLUES) -> Answered:
    return came(*map(Returned, values), level=level, load=load, clues=clues)


def result(outcome: Outcome) -> Graded:
    check = CheckResult("y", "y", outcome, score=0.0, max_score=1.0, message="")
    return Graded("ex", "Ex", "", None, "confined", 0, checks=(check,))


class Judge:
    """Counts how often it was asked."""

    def __init__(self, outcome: Outcome = Outcome.PASSED) -> None:
        self.outcome = outcome
        self.asked = 0

    def __call__(self) -> Graded:
        self.asked += 1
        return result(self.outcome)


def test_the_same_answers_are_judged_once() -> None:
    alike, judge = Alike(), Judge()
    first = alike.judged(EX1, ran(np.arange(3.0), {"a": [1, "b"]}), judge)
    again = alike.judged(EX1, ran(np.arange(3.0), {"a": [1, "b"]}), judge)
    assert again is first
    assert judge.asked == 1


DIFFERENT = [
    ran(0.0),
    ran(-0.0),
    ran(0),
    ran(False),
    ran(float("nan")),
    ran(None),
    ran("0"),
    ran([0]),
    ran((0,)),
    ran(np.zeros(1)),
    ran(np.zeros((1, 1))),
    ran(np.zeros(1, dtype=np.float32)),
    ran(np.zeros(1, dtype=np.int64)),
    ran(-np.zeros(1)),
    ran({"a": 1, "b": 2}),
    ran({"b": 2, "a": 1}),
    ran(0.0, level=Level.PROCESS),
    ran(0.0, load=Loaded(names=("y",), printed="0")),
    ran(0.0, clues=Clues(prints=("f",))),
    ran(0.0)._replace(program=Program("ex.py", b"x = 1")),
    ran(0.0)._replace(program=Program("ex.py", b"x = 2")),
    came(Returned(0.0, printed="0")),
    came(Returned(0.0, warnings=("RuntimeWarning: overflow",))),
    came(Raised("ValueError", ("ValueError",), "no", line=1)),
    came(Raised("ValueError", ("ValueError",), "no", line=2)),
    came(Ended(Stop.WALL)),
    came(Ended(Stop.CPU)),
]


def test_whatever_differs_at_all_is_judged_for_itself() -> None:
    for one, other in combinations(DIFFERENT, 2):
        alike, judge = Alike(), Judge()
        alike.judged(EX1, one, judge)
        alike.judged(EX1, other, judge)
        assert judge.asked == 2, (one, other)


def test_the_same_answers_to_another_exercise_are_judged_for_themselves() -> None:
    alike, judge = Alike(), Judge()
    alike.judged(EX1, ran(0.0), judge)
    alike.judged(EX2, ran(0.0), judge)
    assert judge.asked == 2


def test_what_took_as_long_to_judge_as_a_run_may_take_is_judged_again() -> None:
    alike, judge = Alike(), Judge()
    hurried = EX1._replace(limits=EX1.limits._replace(wall_s=0.0))
    alike.judged(hurried, ran(0.0), judge)
    alike.judged(hurried, ran(0.0), judge)
    assert judge.asked == 2


def test_a_fault_of_the_grader_is_not_handed_on() -> None:
    alike, judge = Alike(), Judge(Outcome.GRADER_FAILED)
    alike.judged(EX1, ran(0.0), judge)
    judge.outcome = Outcome.PASSED
    assert alike.judged(EX1, ran(0.0), judge).outcome is Outcome.PASSED
    assert judge.asked == 2


@pytest.mark.parametrize(("used_again", "asked"), [(True, 0), (False, 1)])
def test_what_was_not_met_for_long_is_forgotten(used_again: bool, asked: int) -> None:
    alike, judge, others = Alike(), Judge(), Judge()
    alike.judged(EX1, ran(-1), judge)
    for number in range(200):
        alike.judged(EX1, ran(number), others)
        if used_again:
            alike.judged(EX1, ran(-1), judge)
    judge.asked = 0
    alike.judged(EX1, ran(-1), judge)
    assert judge.asked == asked
