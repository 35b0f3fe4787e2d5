"""Gradebooks for the commands that read one."""

from __future__ import annotations

from pathlib import Path

from graders.gradebook.book import Gradebook
from tests.gradebook.entries import ticking

NOON = 1_795_262_400.0
"""2026-11-21T12:00:00Z, when the clock of every gradebook here begins; it goes on by a minute each time it is read."""


def book_in(folder: Path) -> Gradebook:
    """Open the gradebook that the commands find when they run in ``folder``."""
    path = folder / "reports" / "gradebook.sqlite"
    path.parent.mkdir(exist_ok=True)
    return Gradebook.open(path, clock=ticking(NOON, 60.0).__next__)
