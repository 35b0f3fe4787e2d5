from __future__ import annotations

from graders.analysis.roll import Roll
from graders.reporting.class_disclosure import disclosure
from graders.reporting.class_exercises import HIDDEN, Exercises, exercises
from tests.analysis.classes import crowd, entry, exercise, mark, roll, student
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL


def _told(klass: Roll, *, anonymous: bool = False) -> Exercises:
    return exercises(klass, disclosure(klass, anonymous=anonymous))


def test_an_exercise_counts_its_verdicts() -> None:
    found = _told(SMALL)
    ex2 = found.views[0]
    words = [verdict.word for verdict in found.verdicts]
    assert words == ["passed", "partly", "needs a person", "stopped with an error", "grader fault"]
    assert (ex2.handed_in, ex2.absent, ex2.counts) == ("10", "2", ("2", "6", "1", "1", "0"))


def test_figures_are_of_what_was_handed_in() -> None:
    people = [student(id_, entry(mark("a", points, 10))) for id_, points in zip("xyz", (2, 4, 9), strict=True)]
    [view] = _told(roll([exercise()], [*people, student("w", None)])).views
    assert view.figures[:4] == ("3", "50 %", "40 %", "36 %")
    assert view.figures.bins == ("0", "0", "1", "0", "1", "0", "0", "0", "0", "1")


def test_a_course_of_one_exercise_has_no_chart_over_all() -> None:
    assert _told(SMALL).total is not None
    assert _told(crowd(5, 1)).total is None


def test_an_exercise_that_nobody_handed_in_has_no_figures() -> None:
    [view] = _told(roll([exercise()], [student("ada", None)])).views
    assert view.figures[:4] == ("0", "", "", "")
    assert [check.difficulty for check in view.checks] == ["", "", ""]


def test_the_size_of_a_class_decides_how_far_discrimination_is_to_be_trusted() -> None:
    texts = {}
    for size in (12, 60, 300):
        found = _told(crowd(size, 1))
        texts[size] = (found.caution, found.views[0].checks[0].discrimination)
    assert "left out" in texts[12][0]
    assert texts[12][1] == ""
    assert texts[60][0] == "± is two standard errors: a hint, not proof."
    assert " ± " in texts[60][1]
    assert texts[300][0] == ""
    assert "±" not in texts[300][1]


def test_a_class_of_several_sizes_gets_both_cautions() -> None:
    small, large = crowd(12, 1), crowd(60, 1)
    mixed = [replace(person, entries=(*person.entries, None)) for person in large.students]
    for number, person in enumerate(small.students):
        mixed[number] = replace(mixed[number], entries=(mixed[number].entries[0], person.entries[0]))
    caution = _told(roll([*large.exercises, exercise("ex2")], mixed)).caution
    assert "left out" in caution
    assert "two standard errors" in caution


def test_a_check_that_the_strong_fail_is_remarked_on() -> None:
    bits = [(n % 2, n // 2 % 2) for n in range(40)]
    scores = [{"a": able, "b": able, "c": able, "d": 1 - able, "e": lucky} for able, lucky in bits]
    people = [student(f"s{n}", entry(*(mark(*pair) for pair in row.items()))) for n, row in enumerate(scores)]
    [view] = _told(roll([exercise(points=[1] * 5)], people)).views
    strong, _, _, turned, chance = view.checks
    assert strong.remark == ""
    assert turned.discrimination.startswith("-0.9")
    assert "strong elsewhere" in turned.remark
    assert (chance.discrimination[:4], chance.remark) == ("0.00", "Says little about the rest.")


def test_an_anonymous_exercise_with_a_small_count_is_hidden_as_a_whole() -> None:
    [view] = _told(crowd(100, 1), anonymous=True).views
    assert (view.handed_in, view.absent) == ("94", "6")
    assert {*view.counts, *view.figures[:4], *view.figures.bins} == {HIDDEN}
    assert view.chart is None
    assert {(check.n, check.difficulty, check.width, check.remark) for check in view.checks} == {
        (HIDDEN, HIDDEN, "", "")
    }


def test_an_anonymous_exercise_of_few_tells_not_even_how_many() -> None:
    [view] = _told(crowd(4, 1), anonymous=True).views
    assert (view.handed_in, view.absent) == (HIDDEN, HIDDEN)
