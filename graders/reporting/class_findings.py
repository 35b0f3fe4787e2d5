"""What a class has in common where it goes wrong, and what a person is wanted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from graders.analysis.causes import shared_causes
from graders.analysis.faults import shared_faults, stopped
from graders.analysis.reading import readings
from graders.analysis.roll import Roll
from graders.analysis.source import Finding, places, source
from graders.analysis.source import Sources as Found
from graders.analysis.suppression import FEWEST
from graders.analysis.wrong_values import WrongValue, wrong_values
from graders.reporting import verdict
from graders.reporting.class_disclosure import Disclosure
from graders.reporting.class_sources import Link, Sources, check_title, link, sources
from graders.reporting.misconception_draft import misconception_draft
from graders.reporting.phrases import counted
from graders.reporting.verdict import Verdict
from graders.result import Fault, MismatchKind

MOST = 20
"""How many causes, wrong values and faults are shown: the first ones are what a lecture can take up."""

_UNFOLDED = 12
Shown = TypeVar("Shown")
Shared = TypeVar("Shared", bound=Finding)


class CauseView(NamedTuple):
    """A cause as students were told it, and the checks in which it was found."""

    exercise: str
    id: str
    text: str
    checks: tuple[str, ...]
    sources: Sources


class WrongValueView(NamedTuple):
    """A wrong value; ``what`` is the call or name it came from, ``code`` whether the values are code or words.

    Where no cause is known, ``draft`` begins a misconception that gives it.
    """

    exercise: str
    check: str
    what: str
    answer: str
    expected: str
    code: bool
    causes: tuple[str, ...]
    draft: str
    sources: Sources


class FaultView(NamedTuple):
    """An exception of a line of code."""

    exercise: str
    fault: Fault
    sources: Sources


class StopView(NamedTuple):
    """A run that did not come to its end, or a check in which the grader failed."""

    exercise: str
    check: str
    verdict: Verdict
    link: Link
    call: str
    message: str


class ReadingView(NamedTuple):
    """What is to be read for one check; ``undecided`` has no points before that."""

    exercise: str
    check: str
    undecided: Sources
    provisional: Sources


class GoneView(NamedTuple):
    """The results for one exercise that count without a file in the folder that was graded."""

    exercise: str
    sources: Sources


class Listed(NamedTuple, Generic[Shown]):
    """The first of a list, and a sentence on those that are not shown, or nothing."""

    rows: tuple[Shown, ...]
    further: str


def cause_list(roll: Roll, told: Disclosure) -> Listed[CauseView]:
    """Return the causes that were found and may be told."""
    found = shared_causes(roll)
    rows = tuple(
        CauseView(
            exercise=one.exercise.name,
            id=one.id,
            text=one.text,
            checks=tuple(check_title(one.exercise, check) for check in one.checks),
            sources=_shared(one, roll, told),
        )
        for one in _told(found, roll, told, fewest=1)
    )
    return Listed(rows, _further(len(found) - len(rows), "cause", told))


def wrong_value_list(roll: Roll, told: Disclosure) -> Listed[WrongValueView]:
    """Return the values that at least two students share and that may be told."""
    found = wrong_values(roll)
    rows = tuple(_wrong_value(value, roll, told) for value in _told(found, roll, told, fewest=2))
    return Listed(rows, _further(len(found) - len(rows), "wrong value", told, "; causes.json has all of them"))


def fault_list(roll: Roll, told: Disclosure) -> Listed[FaultView]:
    """Return the exceptions that may be told, in an anonymous list without any message.

    A message is that of one student, and may hold anything.
    """
    found = shared_faults(roll)
    rows = tuple(
        FaultView(
            exercise=one.exercise.name,
            fault=one.fault._replace(message="") if told.anonymous else one.fault,
            sources=_shared(one, roll, told),
        )
        for one in _told(found, roll, told, fewest=1)
    )
    return Listed(rows, _further(len(found) - len(rows), "exception", told))


def stop_list(roll: Roll) -> tuple[StopView, ...]:
    """Return each run that was stopped, crashed, or met a fault of the grader."""
    return tuple(
        StopView(
            exercise=one.exercise.name,
            check=check_title(one.exercise, one.mark.id),
            verdict=verdict.of_outcome(one.mark.outcome),
            link=link(source(roll, one.exercise, one.place)),
            call=one.mark.call,
            message=one.mark.message,
        )
        for one in stopped(roll)
    )


def reading_list(roll: Roll) -> tuple[ReadingView, ...]:
    """Return what a person is to read, check by check."""
    return tuple(
        ReadingView(
            exercise=one.exercise.name,
            check=check_title(one.exercise, one.check),
            undecided=sources(one.undecided, unfolded=_UNFOLDED),
            provisional=sources(one.provisional),
        )
        for one in readings(roll)
    )


def gone_list(roll: Roll) -> tuple[GoneView, ...]:
    """Return what counts without a file in the folder that was graded, exercise by exercise."""
    gone = set(roll.gone)
    found = []
    for exercise in roll.exercises if gone else ():
        having = places()
        having.extend(place for place, student in enumerate(roll.students) if (student.id, exercise.name) in gone)
        if having:
            found.append(GoneView(exercise.name, sources(Found(roll, exercise, having), unfolded=_UNFOLDED)))
    return tuple(found)


def _wrong_value(value: WrongValue, roll: Roll, told: Disclosure) -> WrongValueView:
    what = value.call + value.place
    drafted = not value.causes and _numbered(value, roll, told)  # a draft says how many students have the value
    return WrongValueView(
        exercise=value.exercise.name,
        check=check_title(value.exercise, value.check),
        what=f"{value.call} at {value.place}" if value.call and value.place else what,
        answer=value.answer,
        expected=value.expected,
        code=value.kind is not MismatchKind.TYPE,
        causes=tuple(_causes(value, told)),
        draft=misconception_draft(value) if drafted else "",
        sources=_shared(value, roll, told),
    )


def _causes(value: WrongValue, told: Disclosure) -> Iterator[str]:
    """Yield the causes of a wrong value, with their share where not all have it; an anonymous list tells no share."""
    everybody = len(value.sources)
    for cause, students in value.causes:
        if students == everybody:
            yield cause
        elif not told.anonymous:
            yield f"{cause} ({students} of {everybody})"


def _told(found: Iterable[Shared], roll: Roll, told: Disclosure, *, fewest: int) -> Iterator[Shared]:
    """Yield the first findings of at least ``fewest`` students, as many as are shown and may be told."""
    fewest = FEWEST if told.anonymous else fewest
    listed: Counter[int] = Counter()
    for one in found:
        position = roll.exercises.index(one.exercise)
        most = told.exercises[position].findings
        if len(one.sources) >= fewest and (most is None or listed[position] < most):
            listed[position] += 1
            yield one
        if listed.total() == MOST:
            return


def _shared(one: Finding, roll: Roll, told: Disclosure) -> Sources:
    """Return how many share a finding, and who they are where somebody may be named."""
    if not told.anonymous:
        return sources(one.sources)
    number = counted(len(one.sources), "student") if _numbered(one, roll, told) else f"{FEWEST} or more"
    return Sources(number, (), folded=False)


def _numbered(one: Finding, roll: Roll, told: Disclosure) -> bool:
    """Whether it may be told how many students share a finding."""
    return told.exercises[roll.exercises.index(one.exercise)].numbered


def _further(count: int, noun: str, told: Disclosure, elsewhere: str = "") -> str:
    """Return a sentence on the findings that are not shown; how many of few students there are is not told."""
    if told.anonymous:
        return f"Only what at least {FEWEST} students share can be shown."
    return f"{counted(count, f'further {noun}')} not shown{elsewhere}." if count else ""
