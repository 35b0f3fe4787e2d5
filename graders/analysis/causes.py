"""Causes that students share: the wrong solutions whose values theirs are."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from graders.analysis.roll import Roll, places
from graders.analysis.source import Sources, placed
from graders.exercise import Exercise


class SharedCause(NamedTuple):
    """A cause, the ids of the checks in which it was found, and the students in whose work, each once.

    ``text`` is how most of them were told.
    """

    exercise: Exercise
    id: str
    text: str
    checks: tuple[str, ...]
    sources: Sources


@dataclass(slots=True)
class _Group:
    """How often a cause was told in which words, and where."""

    texts: Counter[str] = field(default_factory=Counter)
    checks: set[str] = field(default_factory=set)
    places: array[int] = field(default_factory=places)


def shared_causes(roll: Roll) -> tuple[SharedCause, ...]:
    """Return the causes that were found in a class, those of most students first."""
    groups: dict[tuple[int, str], _Group] = defaultdict(_Group)
    for one in placed(roll):
        if one.mark.diagnosis:
            group = groups[one.number, one.mark.diagnosis.id]
            group.texts[one.mark.diagnosis.text] += len(one.places)
            group.checks.add(one.mark.id)
            group.places.extend(one.places)
    found = {key: _shared(roll, *key, group) for key, group in groups.items()}
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def _shared(roll: Roll, number: int, cause: str, group: _Group) -> SharedCause:
    exercise = roll.exercises[number]
    return SharedCause(
        exercise=exercise,
        id=cause,
        text=min(group.texts, key=lambda text: (-group.texts[text], text)),
        checks=tuple(check.id for check in exercise.checks if check.id in group.checks),
        sources=Sources(roll, exercise, group.places),
    )
