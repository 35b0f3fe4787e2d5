"""A path to a submission: its bytes, and the files beside it that it may read."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from graders.errors import SubmissionError
from graders.printable import one_line
from graders.submissions.beside import named_files, offerable
from graders.submissions.regular import read_regular


class Submission(NamedTuple):
    """What somebody handed in for one exercise.

    ``label`` is the path as it was given, safe to show. ``files`` are the files beside the submission that its text
    names, by plain name.
    """

    label: str
    exercise: str
    student: str | None
    source: bytes
    files: Mapping[str, bytes]

    @property
    def texts(self) -> list[bytes]:
        """All Python that it runs: its own source, and those of modules that it may import."""
        return [self.source, *(text for name, text in self.files.items() if name.endswith(".py"))]


def read(path: Path, *, label: str = "", alone: bool = False, withheld: Collection[Path] = ()) -> Submission:
    """Return the submission at ``path``, a ``.py`` file named after its exercise; ``label`` names it in messages.

    A file beside it is offered when the submission, or a module offered to it, names it: ``import helpers`` offers
    ``helpers.py``, ``"scores.csv"`` offers that file. Hidden files, links, exercises, the files ``withheld`` and
    anything over 1 MiB are never offered, nor are more than 32 files. With ``alone`` nothing is offered: what lies
    beside the submission is not its author's.

    Raises ``SubmissionError`` when there is no such regular file, or it is over 1 MiB.
    """
    label = label or one_line(str(path))
    if path.suffix.lower() != ".py":
        raise SubmissionError(f"{label}: expected a Python file, such as ex2.py")
    source = _read(path, label)
    return Submission(
        label=label,
        exercise=path.stem,
        student=None,
        source=source,
        files={} if alone else named_files(_beside(path, withheld), [source]),
    )


def _read(path: Path, label: str) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise SubmissionError(f"{label}: {error.strerror}") from None


def _beside(path: Path, withheld: Collection[Path]) -> dict[str, str]:
    """Return the files beside a submission that may be offered to it, by name."""
    hidden = {os.path.realpath(other) for other in withheld}
    return {
        name: file
        for name, file in offerable(path.parent).items()
        if name != path.name and not (hidden and os.path.realpath(file) in hidden)
    }
