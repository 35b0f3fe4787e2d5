"""What the page of a class shows, in words and order: everything but the markup."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from graders import __version__
from graders.analysis.roll import Roll
from graders.analysis.source import placed
from graders.analysis.standing import SelfRating, self_ratings
from graders.reporting import phrases
from graders.reporting.chart import Scatter, scatter
from graders.reporting.class_disclosure import FEWEST
from graders.reporting.class_exercises import Exercises, exercises
from graders.reporting.class_findings import (
    CauseView,
    FaultView,
    GoneView,
    Listed,
    ReadingView,
    StopView,
    WrongValueView,
    cause_list,
    fault_list,
    gone_list,
    reading_list,
    stop_list,
    wrong_value_list,
)
from graders.reporting.class_shares import ClassShares, class_shares
from graders.reporting.class_table import StudentTable, student_table
from graders.reporting.phrases import counted, percent
from graders.result import LeftOver, Outcome

_TALK_FROM = 0.25  # a surplus of one star in four


class Jump(NamedTuple):
    """A text that leads to a section of the page."""

    text: str
    anchor: str


class RatingRow(NamedTuple):
    """A student's own rating and score in words; ``talk`` when the rating lies far above the score."""

    label: str
    stars: str
    score: str
    talk: bool


class Ratings(NamedTuple):
    """Ratings against scores: a plot, and the same in a table, to be looked at once, the largest surplus first."""

    chart: Scatter
    rows: Iterator[RatingRow]


class Promise(NamedTuple):
    """A level that runs of this class were kept at, and what it promises."""

    level: str
    text: str


class ClassView(NamedTuple):
    """The whole page. An ``anonymous`` one has no table, no lists that name anybody, and ``shares`` for ``exercises``.

    The shares of a class that is too small are None.
    """

    title: str
    facts: str
    anonymous: bool
    sections: tuple[Jump, ...]
    todos: tuple[Jump, ...]
    table: StudentTable | None
    exercises: Exercises | None
    shares: ClassShares | None
    causes: Listed[CauseView]
    wrong_values: Listed[WrongValueView]
    faults: Listed[FaultView]
    stops: tuple[StopView, ...]
    readings: tuple[ReadingView, ...]
    ratings: Ratings | None
    left_over: tuple[LeftOver, ...]
    gone: tuple[GoneView, ...]
    promises: tuple[Promise, ...]
    version: str


def class_view(roll: Roll, *, anonymous: bool) -> ClassView:
    """Return what the page of a class shows."""
    view = ClassView(
        title=roll.title or "Class report",
        facts=_facts(roll, anonymous=anonymous),
        anonymous=anonymous,
        sections=(),
        todos=() if anonymous else _todos(roll),
        table=None if anonymous else student_table(roll),
        exercises=None if anonymous else exercises(roll),
        shares=class_shares(roll) if anonymous else None,
        causes=cause_list(roll, anonymous=anonymous),
        wrong_values=wrong_value_list(roll, anonymous=anonymous),
        faults=fault_list(roll, anonymous=anonymous),
        stops=() if anonymous else stop_list(roll),
        readings=() if anonymous else reading_list(roll),
        ratings=None if anonymous else _ratings(roll),
        left_over=() if anonymous else roll.left_over,
        gone=() if anonymous else gone_list(roll),
        promises=tuple(Promise(level, phrases.promise(level)) for level in _levels(roll)),
        version=__version__,
    )
    return view._replace(sections=_sections(view))


def _sections(view: ClassView) -> tuple[Jump, ...]:
    sections = (
        (True, "Exercises", "exercises"),
        (view.table, "Students", "students"),
        (view.exercises or view.shares, "Scores", "scores"),
        (view.exercises or view.shares, "Checks", "checks"),
        (view.causes.rows or view.causes.further, "Causes", "causes"),
        (True, "Wrong values", "wrong-values"),
        (view.faults.rows or view.faults.further, "Exceptions", "exceptions"),
        (view.stops, "Time-outs and crashes", "stopped"),
        (view.readings, "To read", "reading"),
        (view.ratings, "Own ratings", "ratings"),
        (view.left_over, "Left over", "left-over"),
        (view.gone, "Not in this folder", "gone"),
    )
    return tuple(Jump(text, anchor) for shown, text, anchor in sections if shown)


def _facts(roll: Roll, *, anonymous: bool) -> str:
    students, asked = counted(len(roll.students), "student"), counted(len(roll.exercises), "exercise")
    if anonymous:
        few = 0 < len(roll.students) < FEWEST
        return f"{f'Fewer than {FEWEST} students' if few else students} · {asked}"
    submissions = sum(len(places) for _, places in chain(*roll.alike))
    return f"{students} · {asked} · {counted(submissions, 'submission')}"


def _levels(roll: Roll) -> list[str]:
    return sorted({work.level for work, _ in chain(*roll.alike)})


def _todos(roll: Roll) -> tuple[Jump, ...]:
    undecided = provisional = ours = 0
    for one in placed(roll):
        students = len(one.places)
        if one.mark.outcome is Outcome.NEEDS_REVIEW:
            undecided += students
        elif one.mark.provisional:
            provisional += students
        elif one.mark.outcome is Outcome.GRADER_FAILED:
            ours += students
    todos = (
        (undecided, f"{counted(undecided, 'answer')} to read, without points until then", "reading"),
        (provisional, f"{counted(provisional, 'provisional verdict')} to confirm, if you like", "reading"),
        (ours, f"{counted(ours, 'check')} in which the grader failed", "stopped"),
        (len(roll.left_over), f"{counted(len(roll.left_over), 'file')} left over", "left-over"),
        (len(roll.gone), f"{counted(len(roll.gone), 'result')} without a file in this folder", "gone"),
        (len(roll.strangers), f"{counted(len(roll.strangers), 'student')} not on the roster", "students"),
    )
    return tuple(Jump(text, anchor) for count, text, anchor in todos if count)


def _ratings(roll: Roll) -> Ratings | None:
    found = self_ratings(roll)
    if not found:
        return None
    chart = scatter("self-ratings", "Own rating against score", ((one.score, one.rating) for one in found))
    return Ratings(chart, map(_rating, found))


def _rating(one: SelfRating) -> RatingRow:
    return RatingRow(
        label=one.label,
        stars=f"{one.stars:.1f} of 5",
        score=percent(one.score),
        talk=one.surplus >= _TALK_FROM,
    )
