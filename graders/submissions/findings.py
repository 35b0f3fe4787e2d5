"""What a search of a folder finds: submissions, what is left over, and who handed in nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from graders.result import LeftOver


class Found(NamedTuple):
    """A file that counts as what a student handed in for an exercise.

    ``place`` is its path below ``root``, the folder that was searched, and ``label`` the same, safe to show.
    ``student`` is the id of the roster or else the name in the path, safe to show. ``why`` tells the rule that
    matched. ``submitted_at`` is when the file was last changed, in seconds of UTC since 1970, whatever the clock of
    that machine said. ``alone`` is for a file that lies among the work of others, so that nothing beside it may be
    offered to it.
    """

    root: Path
    place: str
    label: str
    student: str
    exercise: str
    why: str
    submitted_at: float
    alone: bool

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.root / self.place


class Findings(NamedTuple):
    """All that a folder holds.

    ``found`` is sorted by exercise and student, with each pair once; ``absent`` has the pairs of student and exercise
    for which somebody on the roster handed in nothing, though another student did.
    """

    found: tuple[Found, ...]
    left_over: tuple[LeftOver, ...]
    absent: tuple[tuple[str, str], ...]
