from __future__ import annotations

from graders.analysis.roll import Roll
from graders.reporting.class_findings import (
    MOST,
    cause_list,
    fault_list,
    gone_list,
    reading_list,
    stop_list,
    wrong_value_list,
)
from graders.reporting.class_sources import Link
from graders.result import Diagnosis
from tests.analysis.classes import crowd, exercise, handed_in, roll, student, wrong
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL


def test_a_shared_wrong_value_names_call_place_and_students() -> None:
    listed = wrong_value_list(SMALL, anonymous=False)
    first, second = listed.rows
    assert (first.what, first.answer, first.expected, first.sources.number) == ("predict(8)", "24", "34", "5 students")
    assert second.what == "predict(np.array([0, 1, 8])) at [1]"
    assert next(iter(second.sources.links)) == Link("Ben Okri", "ben/ex2.html")
    assert listed.further == "1 further wrong value not shown; causes.json has all of them."


def test_a_value_of_a_variable_has_its_place_alone() -> None:
    people = [student(id_, handed_in(wrong("a", "24"))) for id_ in "xy"]
    [row] = wrong_value_list(roll([exercise()], people), anonymous=False).rows
    assert (row.what, row.check, row.code) == ("", "`a` is right", True)


def test_a_check_that_the_exercise_no_longer_has_goes_by_its_id() -> None:
    people = [student(id_, handed_in(wrong("gone", "24"))) for id_ in "xy"]
    [row] = wrong_value_list(roll([exercise()], people), anonymous=False).rows
    assert row.check == "gone"


def caused(*causes: str) -> Roll:
    """Return a class in which each was told one of these causes of one wrong value; an empty one is none."""
    told = [Diagnosis(id=cause, text="T.", equal=2, probes=2) if cause else None for cause in causes]
    people = [student(f"s{n}", handed_in(replace(wrong("a", "24"), diagnosis=one))) for n, one in enumerate(told)]
    return roll([exercise()], people)


def test_a_cause_that_not_all_were_told_has_its_share() -> None:
    [row] = wrong_value_list(caused("slip", "slip", "other", ""), anonymous=False).rows
    assert (row.causes, row.draft) == (("slip (2 of 4)", "other (1 of 4)"), "")
    [row] = wrong_value_list(caused("slip", "slip"), anonymous=False).rows
    assert row.causes == ("slip",)


ABSENT = tuple(student(f"t{n}", None) for n in range(12))


def test_an_anonymous_list_has_the_causes_that_a_step_of_students_were_told() -> None:
    for slipped, expected in ((5, ("other",)), (6, ("other", "slip")), (7, ("slip",))):
        klass = caused(*["slip"] * slipped, *["other"] * (12 - slipped))
        [row] = wrong_value_list(replace(klass, students=(*klass.students, *ABSENT)), anonymous=True).rows
        assert (row.causes, row.draft) == (expected, "")


def test_long_lists_are_cut_with_a_word_on_the_rest() -> None:
    klass = crowd(300, 4)
    listed = wrong_value_list(klass, anonymous=False)
    assert len(listed.rows) == MOST
    assert listed.further.endswith("further wrong values not shown; causes.json has all of them.")


def test_exceptions_show_the_line_and_whose_it_is() -> None:
    first, second = fault_list(SMALL, anonymous=False).rows
    assert (first.fault.exception, first.sources.number) == ("NameError", "3 students")
    assert second.fault.exception == "SyntaxError"
    assert list(second.sources.links) == [Link("Dmitri Wójcik", "dmitri/ex2.html")]


def test_results_without_a_file_come_by_exercise_and_many_are_folded() -> None:
    [row] = gone_list(SMALL)
    assert (row.exercise, list(row.sources.links)) == ("ex4", [Link("Fay Zhang", "fay/ex4.html")])
    assert not row.sources.folded
    klass = crowd(13, 1)
    everybody = [(student.id, klass.exercises[0].name) for student in klass.students]
    [row] = gone_list(replace(klass, gone=everybody))
    assert (row.sources.number, row.sources.folded, len(list(row.sources.links))) == ("13 students", True, 13)


def test_stopped_runs_are_listed_one_by_one() -> None:
    found = [(row.link.label, row.verdict.word, row.call) for row in stop_list(SMALL)]
    assert found == [
        ("Cleo Martín", "too slow", "total(5)"),
        ("eve", "too slow", "total(5)"),
        ("Fay Zhang", "ended early", "ones(3)"),
        ("Gil Ó Murchú", "grader fault", ""),
    ]


def test_what_is_to_be_read_is_open_when_short_and_folded_when_long() -> None:
    [row] = reading_list(SMALL)
    assert (row.undecided.number, row.undecided.folded, row.provisional.folded) == ("5 students", False, True)
    assert all(row.undecided.folded for row in reading_list(crowd(200, 1)))


def test_an_anonymous_list_names_nobody_and_tells_what_part_of_the_class_it_is() -> None:
    klass = crowd(300, 1)
    values, exceptions = wrong_value_list(klass, anonymous=True), fault_list(klass, anonymous=True)
    found = (*(row.sources for row in values.rows), *(row.sources for row in exceptions.rows))
    assert {one.links for one in found} == {()}
    assert values.rows[0].sources.number == "6 to 7 %"
    assert {(row.fault.exception, row.fault.message) for row in exceptions.rows} == {("NameError", "")}
    assert values.further == exceptions.further == "Only what at least 2 % of all students share is shown."


def test_an_anonymous_list_has_what_one_share_of_a_class_has_by_name() -> None:
    people = [student(f"s{n}", handed_in(wrong("a", "23" if n < 8 else "24"))) for n in range(20)]
    klass = roll([exercise()], [*people, *ABSENT])
    for anonymous, answers in ((False, ["24", "23"]), (True, ["23", "24"])):
        assert [row.answer for row in wrong_value_list(klass, anonymous=anonymous).rows] == answers


def test_an_anonymous_cause_does_not_say_where_it_was_found() -> None:
    klass = caused(*["slip"] * 12)
    assert [cause_list(klass, anonymous=anonymous).rows[0].checks for anonymous in (False, True)] == [
        ("`a` is right",),
        (),
    ]


def test_an_anonymous_class_of_few_lists_nothing() -> None:
    klass = caused(*["slip"] * 11)
    for listed in (cause_list(klass, anonymous=True), wrong_value_list(klass, anonymous=True)):
        assert (listed.rows, listed.further) == ((), "Nothing is told of a class of fewer than 12 students.")
