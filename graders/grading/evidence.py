"""What a verdict on one check rests on."""

from __future__ import annotations

import re
from typing import NamedTuple

from graders.exercise import Limits
from graders.grading import advice
from graders.grading.plan import Planned, Probe
from graders.grading.verdict import Verdict
from graders.result import Outcome
from graders.transcript import Answer, Ask, Call, Ended, Evaluate, LoadFailed, Missing, Raised, Stop, Transcript


class Evidence(NamedTuple):
    """What a verdict rests on.

    ``asked`` are the names that the exercise asks for. ``answers`` and ``expected`` are what the submission and the
    reference gave for each probe of ``planned``. ``worked_out`` is what came of the submission's values beside the
    reference: a property for each of its draws, or what a value that follows from others should then be.
    """

    planned: Planned
    asked: frozenset[str]
    transcript: Transcript
    answers: tuple[Answer, ...]
    expected: tuple[Answer, ...]
    worked_out: tuple[Answer, ...]
    limits: Limits

    def without_value(self, probe: Probe, answer: Answer) -> Verdict:
        """Return the verdict on a probe that no value came back for."""
        match answer:
            case Raised(bases=["NameError", *_], line=None) if name := _unknown_name(answer, probe.ask):
                return advice.missing(Missing(name), self.transcript, self.asked)
            case Raised(bases=["NotImplementedError", *_]) if isinstance(probe.ask, Call):
                return advice.unfinished(probe.ask.name)
            case Raised():
                return advice.raised(answer, probe.text)
            case Missing():
                return advice.missing(answer, self.transcript, self.asked, hidden=probe.hidden)
            case Ended(stop=Stop.CPU | Stop.WALL) if isinstance(self.transcript.load, Ended):  # had what that left over
                return advice.not_reached(self.transcript)
            case Ended():
                return advice.ended(answer, probe.text, self.limits)
            case _ if isinstance(self.transcript.load, Ended | LoadFailed):
                return advice.not_reached(self.transcript)
            case _:
                return Verdict(outcome=Outcome.NOT_RUN, message="Not checked yet, because the run ended before this.")


def _unknown_name(raised: Raised, ask: Ask) -> str:
    """Return the name that an expression of the exercise did not find; Python puts it between the first quotes.

    Empty where there is no such expression, or the name is none of it: then the program itself has raised this.
    """
    name = raised.message.partition("'")[2].partition("'")[0]
    return name if isinstance(ask, Evaluate) and name in re.findall(r"\w+", ask.expression) else ""
