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
    first: dict[tuple[int, str, str], tuple[Exercise, Fault]] = {}
    met: dict[tuple[int, str, str], array[int]] = defaultdict(places)
    for one in placed(roll):
        fault = one.mark.fault
        if fault:
            key = (one.number, fault.exception, " ".join(fault.source_line.split()))
            met[key].append(one.place)
            first.setdefault(key, (one.exercise, fault))
    found = {
        key: SharedFault(exercise=exercise, fault=fault, sources=Sources(roll, exercise, met[key]))
        for key, (exercise, fault) in first.items()
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def stopped(roll: Roll) -> tuple[Placed, ...]:
    """Return the marks of runs that were stopped or crashed, and of checks in which the grader failed.

    They come by outcome, time-outs first, then by exercise and student.
    """
    found = (one for one in placed(roll) if one.mark.outcome in _STOPPED)
    return tuple(sorted(found, key=lambda one: _STOPPED.index(one.mark.outcome)))
