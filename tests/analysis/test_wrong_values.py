from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graders.analysis.roll import Mark, Roll
from graders.analysis.source import Source
from graders.analysis.wrong_values import WrongValue, wrong_values
from graders.result import MismatchKind
from tests.analysis.classes import crowd, exercise, handed_in, roll, student, wrong
from tests.reporting.altered import replace

ASKED = exercise()


def _class(*marks: Mark) -> Roll:
    """Return a class in which each mark is the only one of one student."""
    return roll([ASKED], [student(f"s{n}", handed_in(mark, page=f"s{n}.html")) for n, mark in enumerate(marks)])


def _found(*marks: Mark) -> list[tuple[str, int]]:
    return [(value.answer, len(value.sources)) for value in wrong_values(_class(*marks))]


def test_a_value_that_several_have_is_counted_and_comes_first() -> None:
    assert _found(wrong("a", "0"), wrong("a", "24"), wrong("a", "24")) == [("24", 2), ("0", 1)]


def test_a_finding_leads_to_the_pages() -> None:
    [value] = wrong_values(_class(wrong("a", "24", call="predict(8)"), wrong("a", "24", call="predict(8)")))
    assert (value.check, value.call, value.expected) == ("a", "predict(8)", "34")
    assert [(source.student, source.page) for source in value.sources] == [("s0", "s0.html"), ("s1", "s1.html")]


def test_numbers_within_the_tolerance_are_one_value() -> None:
    assert _found(wrong("a", "24"), wrong("a", "24.0001"), wrong("a", "24.0001"), wrong("a", "24.1")) == [
        ("24.0001", 3),
        ("24.1", 1),
    ]


def test_a_chain_of_near_values_does_not_grow_without_end() -> None:
    answers = [f"{1 + step * 8e-6:.6f}" for step in range(6)]
    assert sorted(len(value.sources) for value in wrong_values(_class(*(wrong("a", text) for text in answers)))) == [
        2,
        2,
        2,
    ]


def test_the_tolerance_of_the_check_counts() -> None:
    assert _found(wrong("a", "24", rtol=0.1), wrong("a", "25", rtol=0.1)) == [("24", 2)]


def test_other_calls_places_checks_and_kinds_are_other_values() -> None:
    first = wrong("a", "24")
    assert first.mismatch is not None
    others = [
        wrong("b", "24"),
        wrong("a", "24", call="predict(8)"),
        replace(first, mismatch=replace(first.mismatch, path="[0]")),
        replace(first, mismatch=replace(first.mismatch, index=(1, 0))),
        replace(first, mismatch=replace(first.mismatch, kind=MismatchKind.TEXT)),
    ]
    values = wrong_values(_class(first, *others))
    assert len(values) == 6
    assert sorted(value.place for value in values) == ["", "", "", "", "[0]", "[1, 0]"]


def test_what_is_no_finite_number_is_compared_as_text() -> None:
    assert _found(wrong("a", "nan"), wrong("a", "nan"), wrong("a", "inf"), wrong("a", "about 2e+400")) == [
        ("nan", 2),
        ("about 2e+400", 1),
        ("inf", 1),
    ]


def test_a_student_counts_once() -> None:
    assert [
        len(value.sources)
        for value in wrong_values(roll([ASKED], [student("ada", handed_in(wrong("a", "1"), wrong("a", "1")))]))
    ] == [1]


def test_a_hidden_case_and_a_right_one_give_no_value() -> None:
    assert _found(replace(wrong("a", "24"), mismatch=None)) == []


@given(st.randoms(use_true_random=False))
def test_the_order_of_students_makes_no_difference(random: object) -> None:
    klass = crowd(30, 2)
    people = list(klass.students)
    random.shuffle(people)  # type: ignore[attr-defined]
    shuffled = wrong_values(replace(klass, students=tuple(people)))
    assert list(map(_by_student, shuffled)) == list(map(_by_student, wrong_values(klass))) != []


def _by_student(value: WrongValue) -> tuple[WrongValue, list[Source]]:
    return replace(value, sources=None), sorted(value.sources)


def test_a_class_without_students_has_no_wrong_values() -> None:
    assert wrong_values(roll([ASKED], [])) == ()
