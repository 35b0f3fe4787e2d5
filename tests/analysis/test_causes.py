from __future__ import annotations

from graders.analysis.causes import shared_causes
from graders.analysis.roll import Mark, Roll
from graders.analysis.wrong_values import wrong_values
from graders.result import Diagnosis
from tests.analysis.classes import exercise, handed_in, roll, student, wrong
from tests.reporting.altered import replace

NO_BIAS = Diagnosis(id="no-bias", text="It looks as if the bias were left out.", equal=2, probes=2)
SWAPPED = NO_BIAS._replace(id="swapped", text="It looks as if two numbers were swapped.")


def _told(id_: str, diagnosis: Diagnosis | None, answer: str = "24") -> Mark:
    return replace(wrong(id_, answer), diagnosis=diagnosis)


def _class(*work: tuple[Mark, ...]) -> Roll:
    return roll([exercise()], [student(f"s{n}", handed_in(*marks)) for n, marks in enumerate(work)])


def test_causes_of_most_students_come_first_whatever_the_number_of_checks() -> None:
    found = shared_causes(
        _class(
            (_told("a", SWAPPED), _told("b", SWAPPED), _told("c", SWAPPED)),
            (_told("b", NO_BIAS),),
            (_told("a", NO_BIAS), _told("b", None)),
        )
    )
    assert [(one.id, one.checks, len(one.sources)) for one in found] == [
        ("no-bias", ("a", "b"), 2),
        ("swapped", ("a", "b", "c"), 1),
    ]


def test_the_same_id_in_two_exercises_is_two_causes() -> None:
    work = handed_in(_told("a", NO_BIAS))
    found = shared_causes(roll([exercise("ex1"), exercise("ex2")], [student("ada", work, work)]))
    assert [(one.exercise.name, one.id) for one in found] == [("ex1", "no-bias"), ("ex2", "no-bias")]


def test_a_cause_is_told_as_most_were_told_it() -> None:
    other = NO_BIAS._replace(text="Another wording.")
    [found] = shared_causes(_class((_told("a", other),), (_told("a", NO_BIAS),), (_told("a", NO_BIAS),)))
    assert found.text == NO_BIAS.text


def test_a_wrong_value_knows_how_many_were_told_which_cause() -> None:
    found = wrong_values(
        _class(
            (_told("a", SWAPPED),),
            (_told("a", NO_BIAS),),
            (_told("a", NO_BIAS),),
            (_told("a", None),),
            (_told("a", None, "25"),),
        )
    )
    assert [(one.answer, len(one.sources), [*map(tuple, one.causes)]) for one in found] == [
        ("24", 4, [("no-bias", 2), ("swapped", 1)]),
        ("25", 1, []),
    ]
