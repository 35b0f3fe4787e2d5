"""A verdict on one check, before it gets its name and its points."""

from __future__ import annotations

from typing import NamedTuple

from graders.exercise import Check
from graders.result import FILE_CHECK, CheckResult, Fault, Mismatch, Outcome

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
    follow_through: tuple[str, ...] = ()

    def on(self, check: Check) -> CheckResult:
        """Return this as the result of a check, which has all of its points or none."""
        score = check.points if self.outcome is Outcome.PASSED else 0.0
        return CheckResult(
            id=check.id,
            title=check.asks,
            score=score,
            max_score=check.points,
            hints=check.hints,
            **self._asdict(),
        )

    def on_file(self) -> CheckResult:
        """Return this as the result of the gate before all checks, which has no points."""
        shown = self._replace(printed="")  # the result as a whole tells what the file printed
        return CheckResult(id=FILE_CHECK, title="The file runs", score=0.0, max_score=0.0, **shown._asdict())


def passed(message: str = "") -> Verdict:
    """Return the verdict on what is right."""
    return Verdict(outcome=Outcome.PASSED, message=message)
