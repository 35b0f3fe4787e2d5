from __future__ import annotations

from graders.reporting.class_exercises import exercises
from tests.analysis.classes import crowd, exercise, handed_in, mark, roll, student
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL


def test_an_exercise_counts_its_verdicts() -> None:
    found = exercises(SMALL)
    ex2 = found.views[0]
    words = [verdict.word for verdict in found.verdicts]
    assert words == ["passed", "partly", "needs a person", "stopped with an error", "grader fault"]
    assert (ex2.handed_in, ex2.absent, ex2.counts) == ("10", "2", ("2", "6", "1", "1", "0"))


def test_figures_are_of_what_was_handed_in() -> None:
    people = [student(id_, handed_in(mark("a", points, 10))) for id_, points in zip("xyz", (2, 4, 9), strict=True)]
    [view] = exercises(roll([exercise()], [*people, student("w", None)])).views
    assert view.figures[:4] == ("3", "50 %", "40 %", "36 %")
    assert view.figures.bins == ("0", "0", "1", "0", "1", "0", "0", "0", "0", "1")


def test_a_course_of_one_exercise_has_no_chart_over_all() -> None:
    assert exercises(SMALL).total is not None
    assert exercises(crowd(5, 1)).total is None


def test_an_exercise_that_nobody_handed_in_has_no_figures() -> None:
    [view] = exercises(roll([exercise()], [student("ada", None)])).views
    assert view.figures[:4] == ("0", "", "", "")
    assert [check.difficulty for check in view.checks] == ["", "", ""]


def test_the_size_of_a_class_decides_how_far_discrimination_is_to_be_trusted() -> None:
    texts = {}
    for size in (12, 60, 300):
        found = exercises(crowd(size, 1))
        texts[size] = (found.caution, found.views[0].checks[0].discrimination)
    assert "left out" in texts[12][0]
    assert texts[12][1] == ""
    assert texts[60][0] == "± is two standard errors: a hint, not proof."
    assert " ± " in texts[60][1]
    assert texts[300][0] == ""
    assert "±" not in texts[300][1]


def test_a_class_of_several_sizes_gets_both_cautions() -> None:
    small, large = crowd(12, 1), crowd(60, 1)
    mixed = [replace(person, handed_in=(*person.handed_in, None)) for person in large.students]
    for number, person in enumerate(small.students):
        mixed[number] = replace(mixed[number], handed_in=(mixed[number].handed_in[0], person.handed_in[0]))
    caution = exercises(roll([*large.exercises, exercise("ex2")], mixed)).caution
    assert "left out" in caution
    assert "two standard errors" in caution


def test_a_check_that_the_strong_fail_is_remarked_on() -> None:
    bits = [(n % 2, n // 2 % 2) for n in range(40)]
    scores = [{"a": able, "b": able, "c": able, "d": 1 - able, "e": lucky} for able, lucky in bits]
    people = [student(f"s{n}", handed_in(*(mark(*pair) for pair in row.items()))) for n, row in enumerate(scores)]
    [view] = exercises(roll([exercise(points=[1] * 5)], people)).views
    strong, _, _, turned, chance = view.checks
    assert strong.remark == ""
    assert turned.discrimination.startswith("-0.9")
    assert "strong elsewhere" in turned.remark
    assert (chance.discrimination[:4], chance.remark) == ("0.00", "Says little about the rest.")
