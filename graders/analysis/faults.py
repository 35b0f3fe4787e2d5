"""Where submissions stopped: exceptions that several students share, and runs that did not come to their end."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass

from graders.analysis.roll import Roll
from graders.analysis.source import Placed, Sources, placed, places
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
    sources: Sources


def shared_faults(roll: Roll) -> tuple[SharedFault, ...]:
    """Return the exceptions of a class, those of most students first; lines that differ in white space are the same."""
    first: dict[tuple[int, str, str], Placed] = {}
    met: dict[tuple[int, str, str], array[int]] = defaultdict(places)
    for one in placed(roll):
        fault = one.mark.fault
        if fault:
            key = (roll.exercises.index(one.exercise), fault.exception, " ".join(fault.source_line.split()))
            met[key].append(one.place)
            first[key] = min(first.get(key, one), one, key=_rank)
    found = {
        key: SharedFault(exercise=one.exercise, fault=one.mark.fault, sources=Sources(roll, one.exercise, met[key]))
        for key, one in first.items()
        if one.mark.fault
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def _rank(one: Placed) -> tuple[int, int, str]:
    fault = one.mark.fault
    return one.place, (fault.line if fault else None) or 0, fault.message if fault else ""


def stopped(roll: Roll) -> tuple[Placed, ...]:
    """Return the marks of runs that were stopped or crashed, and of checks in which the grader failed.

    They come by outcome, time-outs first, then by exercise and student.
    """
    found = (one for one in placed(roll) if one.mark.outcome in _STOPPED)
    return tuple(sorted(found, key=lambda one: _STOPPED.index(one.mark.outcome)))
