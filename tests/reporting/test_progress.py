from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from graders.analysis.stage import Progress, Stage
from graders.exercise import Exercise
from graders.policy import Total
from graders.reporting.paper import Paper, columns
from graders.reporting.progress import overview
from graders.result import Graded, Outcome
from tests.reporting.altered import replace
from tests.reporting.samples import EXERCISE, MISSING, PARTLY, SAMPLES, UNSAFE

Agrees = Callable[[str, str], None]


def exercise(name: str, title: str = "Compute a prediction", minutes: int | None = 15) -> Exercise:
    checks = (*EXERCISE.checks, replace(EXERCISE.checks[0], id="other", points=8.0))  # ten points
    return EXERCISE._replace(name=name, title=title, minutes=minutes, builds_on=(), checks=checks)


def progress(*stages: Stage) -> Progress:
    return Progress("Math for Machine Learning", stages, Total(score=8.5, max_score=20))


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


def test_narrow_progress_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, width=40), "progress-narrow.txt")


def test_progress_in_ascii_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, unicode=False), "progress-ascii.txt")


def test_progress_in_colour_looks_as_it_did(agrees: Agrees) -> None:
    agrees(_text(ON_THE_WAY, colour=True), "progress-colour.txt")


HOSTILE = progress(Stage(exercise(UNSAFE, f"学 {UNSAFE}"), "ex 'a'.py", RIGHT), *ON_THE_WAY.stages)


@pytest.mark.parametrize("shown", [ON_THE_WAY, HOSTILE, progress(ON_THE_WAY.stages[0])])
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
