from pathlib import Path

import pytest

from graders.gradebook.review import Review
from graders.submissions.names import student_id
from tests.cli.books import book_in
from tests.cli.running import Run
from tests.gradebook.entries import check, entry

HALF = [check("a", score=1.0), check("b", score=1.0)]
LOST = [check("a", score=0.5), check("b", score=1.0)]
GAINED = [check("a", score=1.0), check("b", score=2.0, outcome="passed")]
SWAPPED = [check("a", score=1.5), check("b", score=0.5)]
NOTHING = "Nothing to compare: no latest submission had another result before.\n"
STUDENTS = ["ada", "ben", "cleo", "dora"]


def test_totals_come_first_and_then_who_gained_and_who_lost_in_which_check_and_why(grade: Run, tmp_path: Path) -> None:
    with book_in(tmp_path) as book:
        book.add([entry(student, *HALF, source=student) for student in STUDENTS])
        outcomes = zip(STUDENTS, (LOST, GAINED, SWAPPED, HALF), strict=True)
        book.add([entry(student, *checks, source=student, version="v2") for student, checks in outcomes])
    result = grade("diff")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == (
        "4 submissions graded again: 1 gained (+1), 1 lost (-0.5), 1 changed with the\n"
        "same points, 1 as before\n"
        "\n"
        "ex2: 1 gained (+1), 1 lost (-0.5), 1 changed with the same points, 1 as before\n"
        "  exercise v1 → v2\n"
        "  `a`: 1 gained (+0.5), 1 lost (-0.5)\n"
        "  `b`: 1 gained (+1), 1 lost (-0.5)\n"
        "\n"
        "gained: ex2 ben, 2 of 4 → 3 of 4 (+1)\n"
        "  `b`: not yet 1 of 2 → passed 2 of 2\n"
        "    before: wrong: 1.0\n"
        "    now: passed: 2.0\n"
        "\n"
        "lost: ex2 ada, 2 of 4 → 1.5 of 4 (-0.5)\n"
        "  `a`: not yet 1 of 2 → not yet 0.5 of 2\n"
        "    before: wrong: 1.0\n"
        "    now: wrong: 0.5\n"
        "\n"
        "changed: ex2 cleo, 2 of 4 → 2 of 4\n"
        "  `a`: not yet 1 of 2 → not yet 1.5 of 2\n"
        "    before: wrong: 1.0\n"
        "    now: wrong: 1.5\n"
        "  `b`: not yet 1 of 2 → not yet 0.5 of 2\n"
        "    before: wrong: 1.0\n"
        "    now: wrong: 0.5\n"
    )


def test_a_message_that_stayed_is_told_once_and_a_check_that_came_or_went_is_named(grade: Run, tmp_path: Path) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("ada", check("same", score=0.0), check("old", score=2.0))])
        book.add([entry("ada", check("same", score=0.0, max_score=3.0), check("new", score=1.0), version="v2")])
    assert grade("diff").stdout.splitlines()[-7:] == [
        "lost: ex2 ada, 2 of 4 → 1 of 5 (-1)",
        "  `same`: not yet 0 of 2 → not yet 0 of 3",
        "    before and now: wrong: 0.0",
        "  `new`: not asked → not yet 1 of 2",
        "    now: wrong: 1.0",
        "  `old`: not yet 2 of 2 → not asked",
        "    before: wrong: 2.0",
    ]


def test_another_grader_level_or_seed_is_told_as_the_cause(grade: Run, tmp_path: Path) -> None:
    first, again = entry("ada"), entry("ada", version="v2")
    assert first.result is not None
    newer = first.result.summary._replace(grader="0.2.0", level="process", seed=7)
    with book_in(tmp_path) as book:
        book.add([first])
        book.add([again._replace(result=first.result._replace(summary=newer))])
    lines = grade("diff").stdout.splitlines()
    assert lines == [
        "1 submission graded again: nothing changed",
        "",
        "ex2: nothing changed",
        "  grader 0.1.0 → 0.2.0; level confined → process; seed 0 → 7",
    ]


def test_a_class_graded_once_and_a_new_submission_are_no_change(grade: Run, tmp_path: Path) -> None:
    with book_in(tmp_path) as book:
        book.add([entry("ada"), entry("ben")])
        book.add([entry("ada", source="second")])
    result = grade("diff")
    assert (result.returncode, result.stdout) == (0, NOTHING)


def test_points_from_a_person_are_said_to_be_left_out_where_there_are_any(grade: Run, tmp_path: Path) -> None:
    first = entry("ada", check(score=1.0))
    with book_in(tmp_path) as book:
        book.add([first, entry("ben")])
        book.add([entry("ada", check(score=2.0), version="v2"), entry("ben", version="v2")])
    assert "person" not in grade("diff").stdout
    with book_in(tmp_path) as book:
        given = Review(
            student="ada", exercise="ex2", check="predict", digest=first.digest, score=1.5, comment="", reviewer="Grace"
        )
        book.add_reviews([given])
    assert grade("diff").stdout.splitlines()[1] == (
        "Automatic points are compared. A person's, in 1 submission, are left out."
    )


@pytest.mark.parametrize(
    ("since", "first_line"),
    [
        ("2026-11-21T11:59", "Nothing to compare: no latest submission had another result at 2026-11-21T11:59:00Z."),
        ("2026-11-21T12:00:00Z", "1 submission graded again since 2026-11-21T12:00:00Z: 1 gained (+2)"),
        ("2026-11-21T13:01+01:00", "1 submission graded again since 2026-11-21T12:01:00Z: 1 gained (+1)"),
        ("2026-11-22", "Nothing to compare: no latest submission had another result at 2026-11-22T00:00:00Z."),
    ],
)
def test_a_time_picks_the_results_to_compare_with(grade: Run, tmp_path: Path, since: str, first_line: str) -> None:
    with book_in(tmp_path) as book:
        for score, version in enumerate(["v1", "v2", "v3"]):
            book.add([entry("ada", check(score=float(score)), version=version)])
    assert grade("diff", "--since", since, COLUMNS="100").stdout.splitlines()[0] == first_line


def test_a_time_that_is_none_is_told_with_an_example(grade: Run) -> None:
    result = grade("diff", "--since", "tuesday")
    assert result.returncode == 2
    assert "expected a date or a time such as 2026-11-21" in result.stderr


def test_a_narrow_pipe_without_unicode_gets_lines_that_fit_and_nothing_hostile(grade: Run, tmp_path: Path) -> None:
    student = student_id("eve\x1b[2J é")
    with book_in(tmp_path) as book:
        book.add([entry(student, check(score=1.0))])
        book.add([entry(student, check(score=2.0, outcome="passed"), version="v2")])
    result = grade("diff", COLUMNS="40", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert result.returncode == 0
    assert r"gained: ex2 eve\x1b[2J \xe9, 1 of 2 ->" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 40
