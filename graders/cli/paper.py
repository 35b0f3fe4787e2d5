"""Paper for what a command tells in lines of prose."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from graders.cli.screen import Screen
from graders.reporting.paper import Paper


def standard_output() -> Paper:
    """Return paper as wide as standard output, with the colours and characters that can be shown there."""
    return of(sys.stdout)


def of(stream: TextIO) -> Paper:
    """Return paper as wide as ``stream``, with the colours and characters that can be shown there."""
    screen = Screen.of(stream, os.environ)
    return Paper(width=screen.width, colour=screen.colour, unicode=screen.unicode)
