"""A small class in which every kind of submission comes up, and one whose every text is hostile."""

from __future__ import annotations

from graders.analysis.roll import HandedIn, Roll, Student, Work, marks
from graders.exercise import Exercise, RatingCheck, VariableCheck
from graders.printable import printable
from graders.reporting.class_page import class_page
from graders.result import FILE_CHECK, CheckResult, Graded, LeftOver, Outcome, Rating
from tests.reporting.altered import replace
from tests.reporting.samples import (
    EXERCISE,
    EXPLAIN_10,
    GRADER_FAILED,
    KILLED,
    PREDICT,
    RAISED,
    TIMED_OUT,
    UNREADABLE,
    UNSAFE,
    VECTOR,
    Y_HAT,
    hostile,
)

CHECKS = (Y_HAT, PREDICT, VECTOR, EXPLAIN_10)
EX2 = EXERCISE._replace(
    checks=tuple(
        VariableCheck(id=check.id, asks=check.title, points=check.max_score, variable=check.id) for check in CHECKS
    ),
)
EX4 = Exercise(
    name="ex4",
    title="Errors and loops",
    task="",
    checks=(
        *(
            VariableCheck(id=check.id, asks=check.title, points=2, variable=check.id)
            for check in (RAISED, TIMED_OUT, KILLED, GRADER_FAILED)
        ),
        RatingCheck(id="sure", asks="How sure you are", points=0, rating="sure", items={"a": "I can do this."}),
    ),
)


def right(check: CheckResult) -> CheckResult:
    return replace(check, outcome=Outcome.PASSED, score=check.max_score, message="", mismatch=None, fault=None)


RIGHT_4 = tuple(map(right, (RAISED, TIMED_OUT, KILLED, GRADER_FAILED)))
NOT_YET = "Not checked yet, because the file stopped in line 4."
UNREAD_2 = (
    UNREADABLE,
    *(replace(check, outcome=Outcome.NOT_RUN, score=0, message=NOT_YET, mismatch=None) for check in CHECKS),
)
PREDICT_0 = replace(PREDICT, mismatch=replace(PREDICT.mismatch, answer="0") if PREDICT.mismatch else None)

_WORK: dict[str, tuple[str | None, tuple[CheckResult, ...] | None, tuple[CheckResult, ...] | None, int | None]] = {
    "ada": ("Ada Lovelace", tuple(map(right, CHECKS)), RIGHT_4, 5),
    "ben": ("Ben Okri", CHECKS, (RAISED, *RIGHT_4[1:]), 3),
    "cleo": ("Cleo Martín", (Y_HAT, PREDICT, VECTOR, right(EXPLAIN_10)), (RAISED, TIMED_OUT, *RIGHT_4[2:]), 5),
    "dmitri": ("Dmitri Wójcik", UNREAD_2, None, None),
    "eve": (None, (Y_HAT, PREDICT_0, right(VECTOR), EXPLAIN_10), (RIGHT_4[0], TIMED_OUT, *RIGHT_4[2:]), 2),
    "fay": ("Fay Zhang", None, (*RIGHT_4[:2], KILLED, RIGHT_4[3]), 4),
    "gil": ("Gil Ó Murchú", CHECKS, (*RIGHT_4[:3], GRADER_FAILED), 3),
    "hana": ("Hana Sato", tuple(map(right, CHECKS)), RIGHT_4, 4),
    "ida": ("Ida Nyström-Bergqvist", (right(Y_HAT), PREDICT, *map(right, CHECKS[2:])), RIGHT_4, 2),
    "jo": ("Jo", (*map(right, CHECKS[:3]), EXPLAIN_10), (RAISED, *RIGHT_4[1:]), 4),
    "kim": ("Kim", None, None, None),
    "lee": ("Lee", (right(Y_HAT), *CHECKS[1:]), RIGHT_4, 5),
}


def results() -> tuple[Graded, ...]:
    """Return the submissions of the small class, by exercise."""
    found = []
    for position, exercise in enumerate((EX2, EX4)):
        for id_, (_, *work, stars) in _WORK.items():
            checks = work[position]
            if checks is not None:
                ratings = (Rating("I can do this.", stars),) if exercise is EX4 else ()
                found.append(
                    Graded(
                        exercise=exercise.name,
                        title=exercise.title,
                        submission=f"{id_}/{exercise.name}.py",
                        student=id_,
                        level="confined",
                        seed=0,
                        checks=checks,
                        ratings=ratings,
                    )
                )
    return tuple(found)


def _handed_in(graded: Graded) -> HandedIn:
    late = 0.9 if graded.student == "lee" else 1.0
    work = Work(
        level=graded.level,
        score=round(graded.score * late, 6),
        marks=marks(graded),
        ratings=graded.ratings,
        late_factor=late,
    )
    return HandedIn(f"{graded.student}/{graded.exercise}.html", submitted_at=1_790_000_000.5, work=work)


def _students() -> tuple[Student, ...]:
    found = {(one.student, one.exercise): _handed_in(one) for one in results()}
    students = []
    for id_, (name, *_) in _WORK.items():
        handed_in = tuple(found.get((id_, exercise.name)) for exercise in (EX2, EX4))
        student = Student(id=id_, name=name, handed_in=handed_in, total=0, out_of=15)
        score, undecided = sum(one.score for one in student.work), sum(one.open_points for one in student.work)
        students.append(student._replace(total=score, out_of=15 - undecided))
    return tuple(students)


SMALL = Roll(
    title="Math for Machine Learning",
    exercises=(EX2, EX4),
    students=_students(),
    max_total=15,
    left_over=(
        LeftOver("ada/ex2_final.py", "another file of ada for ex2; ada/ex2.py counts"),
        LeftOver("notes.docx", "not a Python file"),
    ),
    gone=(("fay", "ex4"),),
    strangers=("eve",),
)


def hostile_class(text: str = printable(UNSAFE)) -> Roll:
    """Return a class of two students in which every text is ``text``."""
    graded = hostile(lambda _: text)
    stopped = replace(graded.checks[-1], outcome=Outcome.TIMED_OUT)
    checks = (*graded.checks, stopped, replace(stopped, id=FILE_CHECK))
    exercise = EXERCISE._replace(
        name=text,
        title=text,
        checks=(VariableCheck(id=text, asks=text, points=1, variable="x"),),
    )
    handed_in = _handed_in(replace(graded, checks=checks))._replace(page=text)
    students = tuple(Student(id=f"{text}{n}", name=text, handed_in=(handed_in,), total=0, out_of=1) for n in range(2))
    return Roll(
        title=text,
        exercises=(exercise,),
        students=students,
        max_total=1,
        left_over=(LeftOver(text, text),),
        gone=((f"{text}0", text),),
    )


def class_html(klass: Roll, *, anonymous: bool = False) -> str:
    """Return the page of a class as a whole."""
    return "".join(class_page(klass, anonymous=anonymous))
