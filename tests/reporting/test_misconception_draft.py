from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from graders.analysis.source import Sources
from graders.analysis.wrong_values import WrongValue
from graders.exercise import Case, Exercise, FunctionCheck, StdoutCheck
from graders.reporting.misconception_draft import misconception_draft
from graders.resources import course
from graders.result import MismatchKind
from graders.spec.load import load
from tests.analysis.classes import exercise, roll
from tests.reporting.altered import replace

PREDICT = Exercise(
    name="ex2",
    title="",
    task="",
    checks=(
        FunctionCheck(id="predict", asks="", points=1, function="predict", cases=(Case((8,)),)),
        StdoutCheck(id="prints", asks="", points=1, stdout=("34",)),
    ),
)
VALUE = WrongValue(
    exercise=PREDICT,
    check="predict",
    call="predict(8)",
    place="",
    kind=MismatchKind.VALUES,
    answer="29",
    expected="34",
    sources=Sources(roll([PREDICT], []), PREDICT),
    causes=(),
)


def test_a_draft_pasted_into_an_exercise_is_a_misconception_of_the_same_function(tmp_path: Path) -> None:
    spec = tmp_path / "ex2.yaml"
    text = (course() / "ex2.yaml").read_text(encoding="utf-8")
    spec.write_text(text + misconception_draft(VALUE), encoding="utf-8")
    added = load(spec).misconceptions[-1]
    assert (added.id, added.of, added.instead) == ("wrong-predict-29", "predict", "...")


def test_a_draft_says_what_was_seen() -> None:
    assert "# 0 students: predict(8) is 29, expected 34\n" in misconception_draft(VALUE)


def test_a_variable_is_named_where_there_is_no_call() -> None:
    value = replace(VALUE, exercise=exercise(), check="a", call="", place="[1]")
    [draft] = yaml.safe_load(misconception_draft(value))
    assert (draft["of"], draft["id"]) == ("a", "wrong-a-29")


@pytest.mark.parametrize("answer", ["-0.5", "'a'\n  - id: gone", "[1, 2,\n 3]", "x" * 500, "…", "'# :'"])
def test_whatever_the_answer_a_draft_is_one_entry(answer: str) -> None:
    [draft] = yaml.safe_load(misconception_draft(replace(VALUE, answer=answer)))
    assert sorted(draft) == ["id", "instead", "of", "says"]
    assert len(draft["id"]) <= 40


@pytest.mark.parametrize("check", ["prints", "gone"])
def test_where_no_wrong_solution_could_give_the_value_there_is_no_draft(check: str) -> None:
    assert misconception_draft(replace(VALUE, check=check)) == ""
