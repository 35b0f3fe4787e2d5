"""What a person has to read, check by check."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass

from graders.analysis.roll import Roll, places
from graders.analysis.source import Sources, placed
from graders.exercise import Exercise
from graders.result import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The submissions to read for one check: ``undecided`` ones, and those with a ``provisional`` verdict."""

    exercise: Exercise
    check: str
    undecided: Sources
    provisional: Sources


def readings(roll: Roll) -> tuple[Reading, ...]:
    """Return what is to be read, in the order of exercises and checks; checks that need nobody are left out."""
    undecided: dict[tuple[str, str], array[int]] = defaultdict(places)
    provisional: dict[tuple[str, str], array[int]] = defaultdict(places)
    for one in placed(roll):
        if one.mark.outcome is Outcome.NEEDS_REVIEW:
            undecided[one.exercise.name, one.mark.id].extend(one.places)
        elif one.mark.provisional:
            provisional[one.exercise.name, one.mark.id].extend(one.places)
    return tuple(
        Reading(
            exercise=exercise,
            check=check.id,
            undecided=Sources(roll, exercise, undecided[exercise.name, check.id]),
            provisional=Sources(roll, exercise, provisional[exercise.name, check.id]),
        )
        for exercise in roll.exercises
        for check in exercise.checks
        if undecided[exercise.name, check.id] or provisional[exercise.name, check.id]
    )
