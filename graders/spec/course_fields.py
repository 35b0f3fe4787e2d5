"""The course file, declared once: from these tables come the loader, the JSON Schema and the reference page."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from graders.policy import Attempts, Late, Terms
from graders.spec.course_kinds import Penalty, Percent, Time, Zone, in_zone
from graders.spec.faults import fault
from graders.spec.kinds import Choice, Flag, Number, Quantity, Text
from graders.spec.records import Field, Filled, Given, MapOf, Record, values

_DURATION = Quantity("a time", {"min": 1, "h": 60, "days": 1440, "day": 1440}, 0, 525_600)


class Draft(NamedTuple):
    """The terms of an exercise before the time zone is known; ``due`` holds a ``datetime``."""

    due: Given | None
    bonus: bool

    def terms(self, zone: ZoneInfo) -> Terms:
        """Return the terms; raises ``SpecError`` for a time that the zone does not have once."""
        if not self.due:
            return Terms(bonus=self.bonus)
        try:
            return Terms(due=in_zone(self.due.value, zone), bonus=self.bonus)
        except ValueError as error:
            raise fault(self.due.place, f"'due': {error}") from None


def _draft(filled: Filled) -> Draft:
    return Draft(filled.get("due"), values(filled).get("bonus", False))


def _late(filled: Filled) -> Late:
    given = values(filled)
    percent, per = given.get("penalty", (Late().penalty_percent, Late().per))
    return Late(
        grace=timedelta(minutes=given.get("grace", 0)),
        penalty_percent=percent,
        per=per,
        at_most_percent=given.get("at_most", Late().at_most_percent),
        closes=timedelta(minutes=given["closes"]) if "closes" in given else None,
    )


def _closes_after_grace(filled: Filled) -> None:
    closes = filled.get("closes")
    if closes and "grace" in filled and closes.value < filled["grace"].value:
        raise fault(closes.place, "'closes': expected a time that is not below 'grace'")


TERMS = Record(
    "the terms of an exercise",
    "The keys of `exercises` are names of exercises of this course; one that is not listed is never due.",
    (
        Field(
            "due",
            Time(),
            "The last second in which work is in time, by the clocks of `time_zone`, or with an offset from UTC.",
            example="2026-11-30 23:59",
        ),
        Field(
            "bonus",
            Flag(),
            "Whether its points come on top: they count in the total, and not in what it is out of.",
            default=False,
            example=True,
        ),
    ),
    _draft,
)

LATE = Record(
    "the late rule",
    "What lateness costs, of the score of one exercise. Without it, lateness is shown and costs nothing.",
    (
        Field("grace", _DURATION, "Lateness up to here costs nothing.", default="0 min", example="10 min"),
        Field(
            "penalty",
            Penalty(),
            "What each day after the due time costs: `per day` in proportion to the time, `per started day` a full "
            "day's part for every day that has begun.",
            example="10 % per started day",
        ),
        Field("at_most", Percent(), "What the penalty cannot exceed.", default="100 %", example="50 %"),
        Field(
            "closes",
            _DURATION,
            "After this, work counts for nothing. A day is 24 hours, also when clocks change.",
            example="7 days",
        ),
    ),
    _late,
    (_closes_after_grace,),
)

COURSE = Record(
    "the course",
    "An optional file `course.yaml` in the folder of the exercises: its title, due dates and rules.",
    (
        Field("title", Text(), "The heading of reports on the class.", example="Math for machine learning"),
        Field(
            "time_zone",
            Zone(),
            "The zone whose clocks the due times follow, by its name in the IANA database.",
            required=True,
            example="Europe/Zurich",
        ),
        Field(
            "exercises",
            MapOf(Text("the name of an exercise"), TERMS, "a mapping of names of exercises to their terms"),
            "When each exercise is due, and which are a bonus.",
            default={},
            example={"ex1": {"due": "2026-11-30 23:59"}, "ex3": {"bonus": True}},
        ),
        Field("late", LATE, "What lateness costs.", example={"penalty": "10 % per day", "closes": "7 days"}),
        Field(
            "attempts",
            Choice(Attempts),
            "Which attempt counts: the last before the exercise closes, or the one that is best after lateness.",
            default="last",
            example="best",
        ),
        Field(
            "maximum",
            Number({"exclusiveMinimum": 0, "maximum": 100_000}),
            "What full marks are: a total cannot exceed it. Left out, it is the points of all exercises but bonus "
            "ones, and a bonus can exceed it.",
            example=30,
        ),
    ),
    values,
)
