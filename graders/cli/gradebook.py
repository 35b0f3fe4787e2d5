"""Where the gradebook of a class lies, for the commands that read it or write to it."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from graders.cli.options import GRADEBOOK, add_gradebook, add_reports
from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.printable import one_line


def add_options(parser: ArgumentParser) -> None:
    """Let a command say which gradebook it is about, in the words of ``grade DIR``."""
    add_reports(parser, "the reports of the class are")
    add_gradebook(parser)


def path_of(options: Namespace) -> Path:
    """Return where the gradebook is: in the folder of the reports, unless it is kept elsewhere."""
    path: Path = options.gradebook or options.reports / GRADEBOOK
    return path


def open_gradebook(options: Namespace) -> Gradebook:
    """Open the gradebook that the options name, made if it is not there."""
    path = path_of(options)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradersError(f"{one_line(str(path.parent))}: reports cannot be written: {error.strerror}") from None
    return Gradebook.open(path, clock=time.time)


def open_present_gradebook(options: Namespace) -> Gradebook:
    """Open the gradebook that the options name; raises ``GradersError`` when there is none."""
    path = path_of(options)
    if not path.is_file():
        raise GradersError(
            f"{one_line(str(path))}: no gradebook here; grade a class first, as with grade submissions/, "
            "or say with --reports or --gradebook where it is"
        )
    return Gradebook.open(path, clock=time.time)
