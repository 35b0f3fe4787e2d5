from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from graders.analysis.stage import Progress, Stage
from graders.exercise import Exercise
from graders.policy import Policy, Terms, total
from graders.reporting.paper import Paper, columns
from graders.reporting.progress import overview
from graders.result import Graded, Outcome
from tests.reporting.altered import replace
from tests.reporting.samples import EXERCISE, MISSING, PARTLY, SAMPLES, UNSAFE

Agrees = Callable[[str, str], None]


def exercise(name: str, title: str = "Compute a prediction", minutes: int | None = 15) -> Exercise:
    checks = (*EXERCISE.checks, replace(EXERCISE.checks[0], id="other", points=8.0))  # ten points
    return EXERCISE._replace(name=name, title=title, minutes=minutes, builds_on=(), checks=checks)


ZURICH = ZoneInfo("Europe/Zurich")
NOW = datetime(2026, 11, 22, 12, 0, 30, tzinfo=UTC)


def progress(*stages: Stage, rules: Policy | None = None) -> Progress:
    points = {stage.exercise.name: stage.exercise.max_score for stage in stages}
    policy = rules or Policy()
    return Progress("Math for Machine Learning", stages, total({"ex1": 8.5}, points, policy), policy, NOW)


def _text(shown: Progress, *, width: int = 80, colour: bool = False, unicode: bool = True) -> str:
    return overview(shown, Paper(width=width, colour=colour, unicode=unicode))


RIGHT: Graded = SAMPLES["right"]
ON_THE_WAY = progress(
    Stage(exercise("ex1", "Turn profiles into vectors", 20), "exercises/ex1.py", RIGHT),
    Stage(exercise("ex2"), "exercises/ex2.py", PARTLY),
    Stage(exercise("ex3", "Measure error"), "exercises/ex3.py", replace(PARTLY, checks=(MISSING,))),
    Stage(exercise("ex10", "One error for many predictions, as long as a title can be"), "exercises/ex10.py", None),
    Stage(exercise("ex11"), "exercises/ex11.py", None, failed=True),
    Stage(exercise("self_check", "How sure are you?", 5)._replace(checks=()), "self_check.py", SAMPLES["ratings"]),
)


def test_progress_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY), "progress.txt")


RULES = Policy(
    maximum=20,
    exercises={
        "ex1": Terms(due=datetime(2026, 11, 20, 23, 59, tzinfo=ZURICH)),
        "ex2": Terms(due=datetime(2026, 12, 7, 23, 59, tzinfo=ZURICH), bonus=True),
        "self_check": Terms(bonus=True),
    },
)
BY_RULES = progress(*ON_THE_WAY.stages, rules=RULES)


def test_progress_by_the_rules_of_a_course_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(BY_RULES), "progress-rules.txt")


@pytest.mark.parametrize(
    ("seconds", "left"),
    [
        (-1, "ex1: was due on 22 November 2026, 13:00 CET"),
        (0, "in 1 minute"),
        (119, "in 1 minute"),
        (2 * 3600 - 1, "in 119 minutes"),
        (2 * 86_400 - 1, "in 47 hours"),
        (2 * 86_400, "in 2 days"),
    ],
)
def test_how_long_is_left_is_told_in_whole_units_that_have_not_begun_to_run_out(seconds: int, left: str) -> None:
    terms = Terms(due=(NOW + timedelta(seconds=seconds)).astimezone(ZURICH))
    shown = _text(progress(ON_THE_WAY.stages[0], rules=Policy(exercises={"ex1": terms})))
    assert left in next(line for line in shown.splitlines() if line.startswith("ex1: "))


@pytest.mark.parametrize(
    ("rules", "says"),
    [
        (
            Policy(maximum=15, exercises={"ex1": Terms(bonus=True)}),
            "30 points, 10 of them bonus. At most 15 of them count.",
        ),
        (Policy(exercises={"ex1": Terms(bonus=True)}), "30 points, 10 of them bonus."),
        (Policy(maximum=100), "30 points."),
        (Policy(maximum=30), ""),
        (Policy(), ""),
    ],
)
def test_where_the_total_is_out_of_other_points_than_the_exercises_have_it_says_why(rules: Policy, says: str) -> None:
    stages = tuple(Stage(exercise(name), f"{name}.py", None) for name in ("ex1", "ex2", "ex3"))
    text = _text(progress(*stages, rules=rules), width=120)
    assert [line for line in text.splitlines() if line.startswith("All exercises")] == (
        [f"All exercises together have {says}"] if says else []
    )


def test_narrow_progress_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, width=40), "progress-narrow.txt")


def test_progress_in_ascii_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, unicode=False), "progress-ascii.txt")


def test_progress_in_colour_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, colour=True), "progress-colour.txt")


HOSTILE = progress(Stage(exercise(UNSAFE, f"学 {UNSAFE}"), "ex 'a'.py", RIGHT), *ON_THE_WAY.stages)


@pytest.mark.parametrize("shown", [ON_THE_WAY, HOSTILE, BY_RULES, progress(ON_THE_WAY.stages[0])])
@pytest.mark.parametrize("width", [1, 20, 40, 63, 200])
@pytest.mark.parametrize("unicode", [False, True])
def test_no_line_is_wider_than_asked(shown: Progress, width: int, unicode: bool) -> None:
    lines = re.sub(r"\x1b\[\d+m", "", _text(shown, width=width, colour=True, unicode=unicode)).splitlines()
    assert max(map(columns, lines)) <= max(width, 20)


def test_a_hostile_name_controls_no_terminal() -> None:
    text = _text(HOSTILE, width=200)
    assert not {"\x1b", "\x07", "\x00", "\u202e"} & set(text)
    assert _text(HOSTILE, unicode=False).isascii()


def test_a_line_stands_for_each_exercise_where_there_is_room() -> None:
    lines = _text(ON_THE_WAY).splitlines()
    assert all("[" in line for line in lines[3:9])
    assert len({columns(line[: line.index("[")]) for line in lines[3:9]}) == 1


@pytest.mark.parametrize(
    ("score", "bar"),
    [(0, "----------"), (0.01, "#---------"), (5, "#####-----"), (9.99, "#########-"), (10, "##########")],
)
def test_a_bar_is_full_only_with_all_points_and_empty_only_without_any(score: float, bar: str) -> None:
    checks = (replace(MISSING, outcome=Outcome.WRONG, score=score, max_score=10.0),)
    assert f"[{bar}]" in _text(progress(Stage(exercise("ex1"), "ex1.py", replace(PARTLY, checks=checks))))


def test_the_next_exercise_comes_with_its_time_and_the_command_to_type() -> None:
    *_, head, where, command = _text(ON_THE_WAY).splitlines()
    assert head == "→ Next: ex2 · Compute a prediction · about 15 minutes"
    assert where == "    Work in `exercises/ex2.py`. This checks it, and writes a page with the task:"
    assert command == "    grade exercises/ex2.py"


def test_a_file_with_a_blank_in_its_path_is_quoted_in_the_command() -> None:
    text = _text(progress(Stage(exercise("ex1", minutes=None), "my course/ex1.py", None)))
    assert text.endswith("    grade 'my course/ex1.py'\n")
    assert "about" not in text


@pytest.mark.parametrize(
    ("stage", "says"),
    [
        (ON_THE_WAY.stages[0], "Nothing: all is right."),
        (Stage(exercise("ex1"), "ex1.py", SAMPLES["review"]), "Nothing for now. A person reads what is still open."),
        (ON_THE_WAY.stages[4], "See what is said above of what could not be graded."),
    ],
)
def test_without_a_next_exercise_it_says_why(stage: Stage, says: str) -> None:
    assert _text(progress(stage)).endswith(f"→ Next: {says}\n")
