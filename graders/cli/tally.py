"""What a run over a class came to, in numbers and in words."""

from __future__ import annotations

from typing import NamedTuple

from graders.reporting.phrases import counted


class Tally(NamedTuple):
    """How many submissions there were, and how many of them were graded now.

    ``gone`` counts results whose file is no longer there, ``failed`` submissions that a fault of ours left ungraded.
    """

    received: int
    graded: int
    left_over: int
    gone: int
    failed: int

    def lines(self) -> list[str]:
        """Return what to say of it, a line each."""
        told = f"{counted(self.received, 'submission')}: {self.graded} graded now"
        lines = [f"{told}, {self.received - self.graded} known from before"]
        if self.left_over:
            lines.append(f"{counted(self.left_over, 'file')} left over, told in the report and by --dry-run")
        if self.gone:
            count = "1 result counts whose file is" if self.gone == 1 else f"{self.gone} results count whose files are"
            lines.append(f"{count} not in this folder, told in the report")
        if self.failed:
            lines.append(f"{self.failed} could not be graded, through no fault of theirs; grade again to try once more")
        return lines
