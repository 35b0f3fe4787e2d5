"""A verdict on one check, before it gets its name and its points."""

from __future__ import annotations

from typing import NamedTuple

from graders.result import Fault, Mismatch, Outcome

MAX_PRINTED = 4000
"""How many characters of a submission's output a report shows."""


class Verdict(NamedTuple):
    """What became of a check, in the parts of a :class:`graders.result.CheckResult`."""

    outcome: Outcome
    message: str
    right: str = ""
    next_step: str = ""
    call: str = ""
    mismatch: Mismatch | None = None
    fault: Fault | None = None
    printed: str = ""
    sentence: str = ""
    provisional: bool = False


def passed(message: str = "") -> Verdict:
    """Return the verdict on what is right."""
    return Verdict(outcome=Outcome.PASSED, message=message)
