from __future__ import annotations

from collections.abc import Iterable

from graders.analysis.roll import Roll
from graders.reporting.class_view import class_view
from tests.analysis.classes import exercise, handed_in, mark, roll, student
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL

VIEW = class_view(SMALL, anonymous=False)


def test_a_class_is_told_in_one_line() -> None:
    assert VIEW.facts == "12 students · 2 exercises · 20 submissions"
    alone = class_view(roll([exercise()], [student("ada", handed_in(mark("a", 1)))]), anonymous=False)
    assert alone.facts == "1 student · 1 exercise · 1 submission"
    assert alone.title == "Class report"


def test_what_waits_for_a_person_comes_first_with_its_place() -> None:
    assert [(todo.text, todo.anchor) for todo in VIEW.todos] == [
        ("5 answers to read, without points until then", "reading"),
        ("5 provisional verdicts to confirm, if you like", "reading"),
        ("1 check in which the grader failed", "stopped"),
        ("2 files left over", "left-over"),
        ("1 result without a file in this folder", "gone"),
        ("1 student not on the roster", "students"),
    ]


def test_nothing_to_do_is_no_list() -> None:
    assert class_view(roll([exercise()], [student("ada", handed_in(mark("a", 1)))]), anonymous=False).todos == ()


def test_every_jump_leads_to_a_section_that_is_there() -> None:
    assert [section.anchor for section in VIEW.sections][-2:] == ["left-over", "gone"]
    plain = class_view(roll([exercise()], [student("ada", None)]), anonymous=False)
    assert [section.anchor for section in plain.sections] == [
        "exercises",
        "students",
        "scores",
        "checks",
        "wrong-values",
    ]


def test_a_rating_far_above_the_score_is_one_to_talk_about() -> None:
    ratings = class_view(SMALL, anonymous=False).ratings
    assert ratings is not None
    rows = list(ratings.rows)
    assert [row.label for row in rows if row.talk] == ["Cleo Martín", "Lee"]
    assert rows[0][1:3] == ("5.0 of 5", "50 %")


def test_the_levels_that_were_reached_are_told() -> None:
    assert [promise.level for promise in VIEW.promises] == ["confined"]


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [text for part in value for text in _texts(part)] if isinstance(value, Iterable) else []


def test_an_anonymous_view_holds_no_name_id_page_or_file() -> None:
    shown = " ".join(_texts(class_view(SMALL, anonymous=True)))
    private = _private(SMALL)
    assert not [text for text in private if text in shown]
    named = " ".join(_texts(class_view(SMALL, anonymous=False)))
    assert [text for text in private if text in named] == private


def _private(klass: Roll) -> list[str]:
    names = [student.label for student in klass.students if student.name and any(student.handed_in)]
    pages = [one.page for student in klass.students for one in student.handed_in if one]
    return [*names, *pages, *(left.label for left in klass.left_over)]


def test_an_anonymous_class_of_few_tells_not_even_how_many() -> None:
    few = replace(SMALL, students=SMALL.students[:3])
    assert class_view(few, anonymous=True).facts == "Fewer than 5 students · 2 exercises"
