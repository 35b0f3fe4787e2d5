"""Causes that students share: the wrong solutions whose values theirs are."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from graders.analysis.roll import Roll
from graders.analysis.source import Placed, Source, once_each, placed
from graders.exercise import Exercise


class SharedCause(NamedTuple):
    """A cause, the ids of the checks in which it was found, and the students in whose work, each once.

    ``text`` is how most of them were told.
    """

    exercise: Exercise
    id: str
    text: str
    checks: tuple[str, ...]
    sources: tuple[Source, ...]


def shared_causes(roll: Roll) -> tuple[SharedCause, ...]:
    """Return the causes that were found in a class, those of most students first."""
    groups: dict[tuple[int, str], list[Placed]] = defaultdict(list)
    for one in placed(roll):
        if one.mark.diagnosis:
            groups[roll.exercises.index(one.exercise), one.mark.diagnosis.id].append(one)
    found = {key: _shared(key[1], group) for key, group in groups.items()}
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def _shared(cause: str, group: list[Placed]) -> SharedCause:
    exercise = group[0].exercise
    texts = Counter(one.mark.diagnosis.text for one in group if one.mark.diagnosis)
    told = {one.mark.id for one in group}
    return SharedCause(
        exercise=exercise,
        id=cause,
        text=min(texts, key=lambda text: (-texts[text], text)),
        checks=tuple(check.id for check in exercise.checks if check.id in told),
        sources=once_each(one.source for one in group),
    )
