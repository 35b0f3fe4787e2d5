"""What a run over a class came to, in numbers and in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graders.reporting.phrases import counted

_NAMED = 5


class Tally(NamedTuple):
    """How many submissions there were, and how many of them were graded now.

    ``gone`` counts results whose file is no longer there, ``strangers`` the students who are not on the roster, and
    ``failed`` submissions that a fault of ours left ungraded.
    """

    received: int
    graded: int
    left_over: int
    gone: int
    strangers: Sequence[str]
    failed: int

    def lines(self, *, anonymous: bool) -> list[str]:
        """Return what to say of it, a line each; ``anonymous`` lines name nobody."""
        told = f"{counted(self.received, 'submission')}: {self.graded} graded now"
        lines = [f"{told}, {self.received - self.graded} known from before"]
        if self.left_over:
            lines.append(f"{counted(self.left_over, 'file')} left over, told in the report and by --dry-run")
        if self.gone:
            count = "1 result counts whose file is" if self.gone == 1 else f"{self.gone} results count whose files are"
            lines.append(f"{count} not in this folder, told in the report")
        if self.strangers:
            noun = "student is" if len(self.strangers) == 1 else "students are"
            lines.append(f"{len(self.strangers)} {noun} not on the roster{'' if anonymous else self._who()}")
        if self.failed:
            lines.append(f"{self.failed} could not be graded, through no fault of theirs; grade again to try once more")
        return lines

    def _who(self) -> str:
        """Return who is not on the roster, or where that stands."""
        few = len(self.strangers) <= _NAMED
        return f": {', '.join(self.strangers)}" if few else ", told in the report"
