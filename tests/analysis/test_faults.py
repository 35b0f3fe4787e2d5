from __future__ import annotations

from graders.analysis.faults import SharedFault, shared_faults, stopped
from graders.analysis.roll import Mark, Roll
from graders.analysis.source import Source
from graders.result import FILE_CHECK, Fault, Outcome
from tests.analysis.classes import crowd, exercise, handed_in, mark, roll, student
from tests.reporting.altered import replace

ASKED = exercise()
NAME = Fault(exception="NameError", message="name 'yhat' is not defined", line=3, source_line="  return y - yhat")


def _raised(fault: Fault, id_: str = "a") -> Mark:
    return mark(id_, 0, outcome=Outcome.RAISED, fault=fault)


def _class(*marks: Mark) -> Roll:
    return roll([ASKED], [student(f"s{n}", handed_in(one)) for n, one in enumerate(marks)])


def test_the_same_exception_from_the_same_line_of_code_is_one_fault() -> None:
    elsewhere = replace(NAME, line=9, source_line="return  y - yhat ")
    other = replace(NAME, source_line="return yhat")
    found = shared_faults(_class(_raised(other), _raised(NAME), _raised(elsewhere)))
    assert [(one.fault, len(one.sources)) for one in found] == [(NAME, 2), (other, 1)]


def test_a_student_counts_once_however_many_checks_meet_the_line() -> None:
    [found] = shared_faults(roll([ASKED], [student("ada", handed_in(_raised(NAME), _raised(NAME, "b")))]))
    assert len(found.sources) == 1


def test_a_file_that_cannot_run_is_among_the_faults() -> None:
    [found] = shared_faults(_class(_raised(replace(NAME, exception="SyntaxError"), FILE_CHECK)))
    assert found.fault.exception == "SyntaxError"


def test_runs_that_did_not_end_come_by_outcome_exercise_and_student() -> None:
    outcomes = (Outcome.GRADER_FAILED, Outcome.KILLED, Outcome.TIMED_OUT, Outcome.TIMED_OUT, Outcome.WRONG)
    found = stopped(_class(*(mark("a", 0, outcome=outcome) for outcome in outcomes)))
    assert [(one.mark.outcome, one.place) for one in found] == [
        (Outcome.TIMED_OUT, 2),
        (Outcome.TIMED_OUT, 3),
        (Outcome.KILLED, 1),
        (Outcome.GRADER_FAILED, 0),
    ]


def test_the_order_of_students_makes_no_difference() -> None:
    klass = crowd(40, 2)
    turned = replace(klass, students=klass.students[::-1])
    assert list(map(_by_student, shared_faults(turned))) == list(map(_by_student, shared_faults(klass))) != []
    assert len(stopped(turned)) == len(stopped(klass)) != 0


def _by_student(one: SharedFault) -> tuple[Fault, list[Source]]:
    return one.fault, sorted(one.sources)
