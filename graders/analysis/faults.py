"""Where submissions stopped: exceptions that several students share, and runs that did not come to their end."""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from graders.analysis.roll import Mark, Roll, places
from graders.analysis.source import Sources, placed
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


class Stopped(NamedTuple):
    """A mark of a run that did not come to its end, and the place of its student in the roll."""

    exercise: Exercise
    place: int
    mark: Mark


def shared_faults(roll: Roll) -> tuple[SharedFault, ...]:
    """Return the exceptions of a class, those of most students first; lines that differ in white space are the same."""
    first: dict[tuple[int, str, str], tuple[Exercise, Fault]] = {}
    met: dict[tuple[int, str, str], array[int]] = defaultdict(places)
    for one in placed(roll):
        fault = one.mark.fault
        if fault:
            key = (one.number, fault.exception, " ".join(fault.source_line.split()))
            met[key].extend(one.places)
            first.setdefault(key, (one.exercise, fault))
    found = {
        key: SharedFault(exercise=exercise, fault=fault, sources=Sources(roll, exercise, met[key]))
        for key, (exercise, fault) in first.items()
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(found[key].sources), key)))


def stopped(roll: Roll) -> tuple[Stopped, ...]:
    """Return the marks of runs that were stopped or crashed, and of checks in which the grader failed.

    They come by outcome, time-outs first, then by exercise and student.
    """
    found = [
        (_STOPPED.index(one.mark.outcome), one.number, place, Stopped(one.exercise, place, one.mark))
        for one in placed(roll)
        if one.mark.outcome in _STOPPED
        for place in one.places
    ]
    return tuple(stop for *_, stop in sorted(found, key=itemgetter(0, 1, 2)))
