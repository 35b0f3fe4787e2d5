"""How a command ends: its exit status, and what it says when it could not do its work."""

from __future__ import annotations

import sys

from graders.errors import GradersError

RIGHT = 0
NOT_RIGHT = 1
NOT_GRADED = 2
INTERRUPTED = 130


def complain(error: GradersError) -> None:
    """Write a fault that a person can mend to standard error, one line a problem."""
    for line in str(error).split("\n"):
        sys.stderr.write(f"grade: {line}\n")
