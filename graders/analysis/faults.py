"""Where submissions stopped: exceptions that several students share, and runs that did not come to their end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graders.analysis.roll import Roll
from graders.analysis.source import Placed, Source, once_each, placed
from graders.exercise import Exercise
from graders.result import Fault, Outcome

_STOPPED = (Outcome.TIMED_OUT, Outcome.KILLED, Outcome.GRADER_FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFault:
    """An exception that came out of the same line of code, and the students whose file has it, each once.

    ``fault`` is as the first of them met it: message and line number may differ for others.
    """

    exercise: Exercise
    fault: Fault
    sources: tuple[Source, ...]


class _Met(NamedTuple):
    source: Source
    fault: Fault
    exercise: Exercise


def shared_faults(roll: Roll) -> tuple[SharedFault, ...]:
    """Return the exceptions of a class, those of most students first; lines that differ in white space are the same."""
    groups: dict[tuple[int, str, str], list[_Met]] = defaultdict(list)
    for one in placed(roll):
        fault = one.mark.fault
        if fault:
            key = (roll.exercises.index(one.exercise), fault.exception, " ".join(fault.source_line.split()))
            groups[key].append(_Met(one.source, fault, one.exercise))
    found = {key: _shared(group) for key, group in groups.items()}
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def _shared(group: Sequence[_Met]) -> SharedFault:
    first = min(group, key=lambda met: (met.source, met.fault.line or 0, met.fault.message))
    return SharedFault(exercise=first.exercise, fault=first.fault, sources=once_each(met.source for met in group))


def stopped(roll: Roll) -> tuple[Placed, ...]:
    """Return the marks of runs that were stopped or crashed, and of checks in which the grader failed.

    They come by outcome, time-outs first, then by exercise and student.
    """
    found = [one for one in placed(roll) if one.mark.outcome in _STOPPED]
    found.sort(key=lambda one: one.source)
    return tuple(sorted(found, key=lambda one: (_STOPPED.index(one.mark.outcome), roll.exercises.index(one.exercise))))
