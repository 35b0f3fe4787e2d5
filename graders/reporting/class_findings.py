"""What a class has in common where it goes wrong, and what a person is wanted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, NamedTuple, TypeVar

from graders.analysis.causes import shared_causes
from graders.analysis.faults import SharedFault, shared_faults, stopped
from graders.analysis.reading import readings
from graders.analysis.roll import Roll, places
from graders.analysis.source import Finding, source
from graders.analysis.source import Sources as Found
from graders.analysis.wrong_values import WrongValue, wrong_values
from graders.reporting import verdict
from graders.reporting.class_disclosure import is_told, rule, share, told
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
    """A cause as students were told it, and the checks in which it was found; an anonymous list has none of them.

    One student is enough to find it in a check.
    """

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


def cause_list(roll: Roll, *, anonymous: bool) -> Listed[CauseView]:
    """Return the causes that were found and may be told."""
    found = shared_causes(roll)
    rows = tuple(
        CauseView(
            exercise=one.exercise.name,
            id=one.id,
            text=one.text,
            checks=() if anonymous else tuple(check_title(one.exercise, check) for check in one.checks),
            sources=_shared(one, roll, anonymous=anonymous),
        )
        for one in _told(found, roll, lambda one: one.id, anonymous=anonymous, fewest=1)
    )
    return Listed(rows, rule(len(roll.students)) if anonymous else _further(len(found) - len(rows), "cause"))


def wrong_value_list(roll: Roll, *, anonymous: bool) -> Listed[WrongValueView]:
    """Return the values that at least two students share and that may be told."""
    found = wrong_values(roll)
    rows = tuple(
        _wrong_value(value, roll, anonymous=anonymous)
        for value in _told(found, roll, _place, anonymous=anonymous, fewest=2)
    )
    further = _further(len(found) - len(rows), "wrong value", "; causes.json has all of them")
    return Listed(rows, rule(len(roll.students)) if anonymous else further)


def fault_list(roll: Roll, *, anonymous: bool) -> Listed[FaultView]:
    """Return the exceptions that may be told, in an anonymous list without any message.

    A message is that of one student, and may hold anything.
    """
    found = shared_faults(roll)
    rows = tuple(
        FaultView(
            exercise=one.exercise.name,
            fault=one.fault._replace(message="") if anonymous else one.fault,
            sources=_shared(one, roll, anonymous=anonymous),
        )
        for one in _told(found, roll, _line, anonymous=anonymous, fewest=1)
    )
    return Listed(rows, rule(len(roll.students)) if anonymous else _further(len(found) - len(rows), "exception"))


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


def _place(one: WrongValue) -> tuple[str, ...]:
    return one.check, one.call, one.place, one.kind, one.expected, one.answer


def _line(one: SharedFault) -> tuple[str, ...]:
    return one.fault.exception, one.fault.source_line


def _wrong_value(value: WrongValue, roll: Roll, *, anonymous: bool) -> WrongValueView:
    what = value.call + value.place
    return WrongValueView(
        exercise=value.exercise.name,
        check=check_title(value.exercise, value.check),
        what=f"{value.call} at {value.place}" if value.call and value.place else what,
        answer=value.answer,
        expected=value.expected,
        code=value.kind is not MismatchKind.TYPE,
        causes=tuple(_causes(value, roll, anonymous=anonymous)),
        draft="" if value.causes or anonymous else misconception_draft(value),  # it says how many have the value
        sources=_shared(value, roll, anonymous=anonymous),
    )


def _causes(value: WrongValue, roll: Roll, *, anonymous: bool) -> Iterator[str]:
    """Yield the causes of a wrong value, with their share where not all have it.

    An anonymous list does not tell whether all have it, for then somebody would be known who has not.
    """
    everybody = len(value.sources)
    for cause, students in value.causes:
        if anonymous:
            if is_told(students, len(roll.students)):
                yield cause
        else:
            yield cause if students == everybody else f"{cause} ({students} of {everybody})"


def _told(
    found: Iterable[Shared], roll: Roll, name: Callable[[Shared], object], *, anonymous: bool, fewest: int
) -> Iterator[Shared]:
    """Return the first findings of at least ``fewest`` students, or of those that an anonymous list has."""
    shown = told(found, roll, name) if anonymous else (one for one in found if len(one.sources) >= fewest)
    return islice(shown, MOST)


def _shared(one: Finding, roll: Roll, *, anonymous: bool) -> Sources:
    """Return how many share a finding, and who they are where somebody may be named."""
    if not anonymous:
        return sources(one.sources)
    return Sources(share(len(one.sources), len(roll.students)).text, (), folded=False)


def _further(count: int, noun: str, elsewhere: str = "") -> str:
    """Return a sentence on the findings that are not shown."""
    return f"{counted(count, f'further {noun}')} not shown{elsewhere}." if count else ""
