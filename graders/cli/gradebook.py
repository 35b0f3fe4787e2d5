"""Where the gradebook of a class lies, for the commands that read it or write to it."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.printable import one_line

FILE = "gradebook.sqlite"


def add_options(parser: ArgumentParser) -> None:
    """Let a command say which gradebook it is about, in the words of ``grade DIR``."""
    parser.add_argument(
        "--reports",
        type=Path,
        default=Path("reports"),
        metavar="DIR",
        help="where the reports of the class are (default: reports)",
    )
    parser.add_argument(
        "--gradebook", type=Path, metavar="FILE", help=f"where results are kept (default: {FILE} in --reports)"
    )


def path_of(options: Namespace) -> Path:
    """Return where the gradebook is: in the folder of the reports, unless it is kept elsewhere."""
    path: Path = options.gradebook or options.reports / FILE
    return path


@contextmanager
def open_gradebook(options: Namespace) -> Iterator[Gradebook]:
    """Open the gradebook that the options name, made if it is not there."""
    path = path_of(options)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradersError(f"{one_line(str(path.parent))}: reports cannot be written: {error.strerror}") from None
    with Gradebook.open(path, clock=time.time) as book:
        yield book


@contextmanager
def open_present_gradebook(options: Namespace) -> Iterator[Gradebook]:
    """Open the gradebook that the options name; raises ``GradersError`` when there is none."""
    path = path_of(options)
    if not path.is_file():
        raise GradersError(
            f"{one_line(str(path))}: no gradebook here; grade a class first, as with grade submissions/, "
            "or say with --reports or --gradebook where it is"
        )
    with Gradebook.open(path, clock=time.time) as book:
        yield book
