"""What a class has in common where it goes wrong, and what a person is wanted for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, NamedTuple, TypeVar

from graders.analysis.causes import shared_causes
from graders.analysis.faults import shared_faults, stopped
from graders.analysis.reading import readings
from graders.analysis.roll import Roll
from graders.analysis.source import Source, places, source
from graders.analysis.source import Sources as Found
from graders.analysis.suppression import FEWEST
from graders.analysis.wrong_values import WrongValue, wrong_values
from graders.exercise import Exercise
from graders.reporting import verdict
from graders.reporting.class_table import address
from graders.reporting.misconception_draft import misconception_draft
from graders.reporting.phrases import counted
from graders.reporting.verdict import Verdict
from graders.result import FILE_CHECK, Fault, MismatchKind

MOST = 20
"""How many causes, wrong values and faults are shown: the first ones are what a lecture can take up."""

_UNFOLDED = 12
Shown = TypeVar("Shown")


class Link(NamedTuple):
    """A student, and the quoted address of the submission's page."""

    label: str
    page: str


class Links:
    """The links to the submissions with a finding, each made when it is shown: a class may have thousands."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Link]:
        return map(_link, self._found)


class Sources(NamedTuple):
    """How many students, in words, and who they are, unless that is not shown; ``folded`` ones open at a click."""

    number: str
    links: Links | tuple[()]
    folded: bool


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


def cause_list(roll: Roll, *, anonymous: bool) -> Listed[CauseView]:
    """Return the causes that were found, in an anonymous list those of at least :data:`FEWEST` students."""
    found = shared_causes(roll)
    shown = [one for one in found if not anonymous or len(one.sources) >= FEWEST][:MOST]
    rows = tuple(
        CauseView(
            exercise=one.exercise.name,
            id=one.id,
            text=one.text,
            checks=tuple(_title(one.exercise, check) for check in one.checks),
            sources=_sources(one.sources, anonymous=anonymous),
        )
        for one in shown
    )
    return Listed(rows, _further(len(found) - len(rows), "cause"))


def wrong_value_list(roll: Roll, *, anonymous: bool) -> Listed[WrongValueView]:
    """Return the values that at least two students share, or :data:`FEWEST` of them in an anonymous list."""
    found = wrong_values(roll)
    shared = [value for value in found if len(value.sources) >= (FEWEST if anonymous else 2)]
    rows = tuple(_wrong_value(value, anonymous=anonymous) for value in shared[:MOST])
    return Listed(rows, _further(len(found) - len(rows), "wrong value"))


def fault_list(roll: Roll, *, anonymous: bool) -> Listed[FaultView]:
    """Return the exceptions, in an anonymous list those of at least :data:`FEWEST` students, without any message.

    A message is that of one student, and may hold anything.
    """
    found = shared_faults(roll)
    shared = [fault for fault in found if not anonymous or len(fault.sources) >= FEWEST]
    rows = tuple(
        FaultView(
            exercise=one.exercise.name,
            fault=one.fault._replace(message="") if anonymous else one.fault,
            sources=_sources(one.sources, anonymous=anonymous),
        )
        for one in shared[:MOST]
    )
    return Listed(rows, _further(len(found) - len(rows), "exception"))


def stop_list(roll: Roll) -> tuple[StopView, ...]:
    """Return each run that was stopped, crashed, or met a fault of the grader."""
    return tuple(
        StopView(
            exercise=one.exercise.name,
            check=_title(one.exercise, one.mark.id),
            verdict=verdict.of_outcome(one.mark.outcome),
            link=_link(source(roll, one.exercise, one.place)),
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
            check=_title(one.exercise, one.check),
            undecided=_sources(one.undecided, unfolded=_UNFOLDED),
            provisional=_sources(one.provisional),
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
            found.append(GoneView(exercise.name, _sources(Found(roll, exercise, having), unfolded=_UNFOLDED)))
    return tuple(found)


def _wrong_value(value: WrongValue, *, anonymous: bool) -> WrongValueView:
    what = value.call + value.place
    return WrongValueView(
        exercise=value.exercise.name,
        check=_title(value.exercise, value.check),
        what=f"{value.call} at {value.place}" if value.call and value.place else what,
        answer=value.answer,
        expected=value.expected,
        code=value.kind is not MismatchKind.TYPE,
        causes=value.causes,
        draft="" if value.causes else misconception_draft(value),
        sources=_sources(value.sources, anonymous=anonymous),
    )


def _title(exercise: Exercise, check: str) -> str:
    """Return what a check asks; one that an exercise no longer has goes by its id."""
    if check == FILE_CHECK:
        return "The file runs"
    return next((one.asks for one in exercise.checks if one.id == check), check)


def _sources(found: Found, *, anonymous: bool = False, unfolded: int = 0) -> Sources:
    """Return sources; up to ``unfolded`` of them are shown at once."""
    folded = not anonymous and len(found) > unfolded
    number = counted(len(found), "student") if len(found) else "–"  # noqa: RUF001  a dash
    return Sources(number, () if anonymous else Links(found), folded)


def _link(found: Source) -> Link:
    return Link(found.label, address(found.page))


def _further(count: int, noun: str) -> str:
    return f"{counted(count, f'further {noun}')} not shown." if count else ""
