"""Classes made up for tests: by hand from a few marks, or as many students as wanted from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from graders.analysis.roll import HandedIn, Mark, Roll, Student, Work
from graders.exercise import Exercise, VariableCheck
from graders.result import Fault, Mismatch, MismatchKind, Outcome, Rating


def exercise(name: str = "ex1", points: Sequence[float] = (2, 2, 1)) -> Exercise:
    """Return an exercise with a check ``a``, ``b`` … for each of the points."""
    checks = tuple(
        VariableCheck(id=id_, asks=f"`{id_}` is right", points=each, variable=id_)
        for id_, each in zip("abcdefghijklmnopqrstuvwxyz", points, strict=False)
    )
    return Exercise(name=name, title=f"Title of {name}", task="", checks=checks)


def mark(id_: str, score: float, max_score: float = 1.0, outcome: Outcome | None = None, **more: object) -> Mark:
    """Return a mark that passed with all of the points, and else is wrong, unless ``outcome`` says otherwise."""
    known = outcome or (Outcome.PASSED if score >= max_score else Outcome.WRONG)
    return Mark(id=id_, outcome=known, score=score, max_score=max_score, **more)  # type: ignore[arg-type]


def work(*marks: Mark, late_factor: float = 1.0, ratings: Iterable[Rating] = ()) -> Work:
    """Return work whose score follows from its marks."""
    score = sum(one.score for one in marks) * late_factor
    return Work(level="confined", score=score, marks=marks, ratings=tuple(ratings), late_factor=late_factor)


def handed_in(
    *marks: Mark, page: str = "s/ex1.html", late_factor: float = 1.0, ratings: Iterable[Rating] = ()
) -> HandedIn:
    """Return a submission whose score follows from its marks."""
    return HandedIn(page, submitted_at=0.0, work=work(*marks, late_factor=late_factor, ratings=ratings))


def student(id_: str, *submissions: HandedIn | None, name: str | None = None) -> Student:
    """Return a student; what the total is out of is known once the student is in a class."""
    return Student(
        id=id_, name=name, handed_in=submissions, total=sum(one.work.score for one in submissions if one), out_of=0
    )


def roll(exercises: Sequence[Exercise], students: Iterable[Student]) -> Roll:
    max_total = sum(one.max_score for one in exercises)
    return Roll(
        title="",
        exercises=tuple(exercises),
        students=tuple(one._replace(out_of=max_total - _open_points(one)) for one in students),
        max_total=max_total,
    )


def _open_points(person: Student) -> float:
    return sum(one.open_points for one in person.work)


def wrong(id_: str, answer: str, *, call: str = "", rtol: float = 1e-6) -> Mark:
    """Return a mark with a number that is not the expected 34."""
    mismatch = Mismatch(kind=MismatchKind.VALUES, answer=answer, expected="34", rtol=rtol, atol=1e-9)
    return mark(id_, 0, call=call, mismatch=mismatch)


_WRONG = ("24", "0", "3", "-10", "0.333333", "34.5", "225", "1e+20")


def crowd(students: int, exercises: int, *, seed: int = 1) -> Roll:
    """Return a large class: abler students do better; one in twelve hands nothing in, some are late."""
    source = random.Random(seed)  # noqa: S311  a made-up class is no secret
    asked = [exercise(f"ex{number}", (2, 2, 2, 1, 1, 2)) for number in range(1, exercises + 1)]
    people = []
    for number in range(1, students + 1):
        ability = source.gauss(0.6, 0.25)
        id_ = f"s{number:04}"
        submissions = [None if source.random() < 1 / 12 else _handed_in(source, one, ability, id_) for one in asked]
        people.append(student(id_, *submissions, name=f"Given{number} Family{source.randrange(10_000)}"))
    return roll(asked, people)


def _handed_in(source: random.Random, asked: Exercise, ability: float, id_: str) -> HandedIn:
    marks = [_mark(source, check.id, check.points, ability) for check in asked.checks]
    ratings = [Rating("I can do this.", min(5, max(1, round(5 * ability + source.gauss(0, 1)))))]
    late = 0.9 if source.random() < 0.05 else 1.0
    return handed_in(*marks, page=f"{id_}/{asked.name}.html", late_factor=late, ratings=ratings)


def _mark(source: random.Random, id_: str, points: float, ability: float) -> Mark:
    if id_ == "d" and source.random() < 0.3:
        return mark(id_, 0, points, Outcome.NEEDS_REVIEW, provisional=True, message="A person needs to read this.")
    if source.random() < ability:
        return mark(id_, points, points, provisional=id_ == "d")
    chance = source.random()
    if chance < 0.02:
        return mark(id_, 0, points, Outcome.TIMED_OUT, call="total(5)", message="`total(5)` did not finish.")
    if chance < 0.12:
        name = source.choice(["yhat", "W", "np"])
        fault = Fault(exception="NameError", message=f"name '{name}' is not defined", line=3, source_line=f"x = {name}")
        return mark(id_, 0, points, Outcome.RAISED, fault=fault)
    mismatch = Mismatch(kind=MismatchKind.VALUES, answer=source.choice(_WRONG), expected="34", rtol=1e-6)
    return mark(id_, 0, points, Outcome.WRONG, call=f"predict({len(id_)})", mismatch=mismatch)
