from functools import partial
from pathlib import Path

import pytest

from graders.gradebook.review import Review
from graders.printable import one_line
from graders.submissions.names import student_id
from tests.cli.books import NOON, book_in
from tests.cli.running import Run
from tests.gradebook.entries import check, entry

HOSTILE = "eve\x1b[2J\u202e<b>=1+1"


def test_the_attempts_of_an_exercise_are_told_in_the_order_of_the_runs_with_what_graded_them(
    grade: Run, tmp_path: Path
) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("ada", exercise="ex10", submitted_at=NOON - 60), entry("ben")])
        book.add([entry("ada", check(score=1.5), source="second", submitted_at=NOON - 120)])
        book.add([entry("ada", check(score=2.0, outcome="passed"), source="first", submitted_at=NOON - 3600.5)])
    result = grade("history", "ada")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "ada: 3 attempts, 3 gradings",
        "",
        "ex2 handed in 2026-11-21T11:58:00Z as ada/ex2.py",
        "  graded 2026-11-21T12:01:00Z  1.5 of 2  partly  version v1  grader 1",
        "",
        "ex2 handed in 2026-11-21T10:59:59Z as ada/ex2.py",
        "  graded 2026-11-21T12:02:00Z  2 of 2  passed  version v1  grader 1",
        "",
        "ex10 handed in 2026-11-21T11:59:00Z as ada/ex10.py",
        "  graded 2026-11-21T12:00:00Z  0 of 2  not yet  version v1  grader 1",
        "",
        "grader 1: 0.1.0, level confined, seed 0",
    ]


def test_several_gradings_of_one_attempt_stand_below_each_other_and_tell_their_graders_apart(
    grade: Run, tmp_path: Path
) -> None:
    first = entry("ada", check(score=10.0, max_score=10.0, outcome="needs_review"))
    again = entry("ada", check(score=2.0), version="v2")
    assert again.result is not None
    newer = again.result.summary._replace(grader="0.2.0", seed=7)
    with book_in(tmp_path) as book:
        book.add([first])
        book.add([again._replace(result=again.result._replace(summary=newer))])
        book.add([first])
    assert grade("history", "ada").stdout.splitlines()[3:] == [
        "  graded 2026-11-21T12:00:00Z  10 of 10  needs a person  version v1  grader 1",
        "  graded 2026-11-21T12:01:00Z  2 of 2    partly          version v2  grader 2",
        "  graded 2026-11-21T12:02:00Z  10 of 10  needs a person  version v1  grader 1",
        "",
        "grader 1: 0.1.0, level confined, seed 0",
        "grader 2: 0.2.0, level confined, seed 7",
    ]


def test_what_a_person_gave_stands_below_the_attempt_that_was_read(grade: Run, tmp_path: Path) -> None:
    read, later = entry("ada", source="first"), entry("ada", source="second", submitted_at=200.0)
    given = partial(Review, exercise="ex2", check="predict", digest=read.digest, score=1.5)
    with book_in(tmp_path) as book:
        book.add([read, later, entry("ben", source="first")])
        book.add_reviews([given(student="ada", comment="Well\nput.", reviewer="Grace")])
        book.add_reviews([given(student="ben", comment="not ada's", reviewer="")])
    lines = grade("history", "ada").stdout.splitlines()
    assert lines[4] == "  given 2026-11-21T12:01:00Z by Grace, 1.5 for `predict`: Well put."
    assert "given" not in "\n".join(lines[5:])


@pytest.mark.parametrize(("typed", "meant"), [("adda", "ada"), ("ADA", "ada"), ("Renee\u0301", "renée"), ("ben", "")])
def test_an_unknown_student_is_told_with_who_may_be_meant(grade: Run, tmp_path: Path, typed: str, meant: str) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("ada"), entry("renée")])
    result = grade("history", typed)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"reports/gradebook.sqlite: nothing from '{student_id(typed)}'" in result.stderr
    assert "none of the 2 students here" in result.stderr
    assert (f"; did you mean '{meant}'?" in result.stderr) is bool(meant)
    assert ("did you mean" in result.stderr) is bool(meant)


def test_nothing_hostile_reaches_the_terminal_and_the_student_is_found_as_shown(grade: Run, tmp_path: Path) -> None:
    student = student_id(HOSTILE)
    handed_in = entry(student)._replace(label=one_line(f"{HOSTILE}/ex2.py"))
    with book_in(tmp_path) as book:
        book.add([handed_in])
    for typed in (HOSTILE, student):
        result = grade("history", typed)
        assert result.returncode == 0
        assert r"eve\x1b[2J\u202e<b>=1+1: 1 attempt" in result.stdout
        assert not {"\x1b", "\u202e"} & set(result.stdout)
    assert not {"\x1b", "\u202e"} & set(grade("history", f"{HOSTILE}!").stderr)


def test_a_narrow_pipe_without_unicode_gets_lines_that_fit(grade: Run, tmp_path: Path) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("renée")])
    result = grade("history", "renée", COLUMNS="40", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert result.stdout.startswith(r"ren\xe9e: 1 attempt")
    assert max(map(len, result.stdout.splitlines())) <= 40
    assert " ".join(result.stdout.split()).count("graded 2026-11-21T12:00:00Z 0 of 2 not yet version v1") == 1
