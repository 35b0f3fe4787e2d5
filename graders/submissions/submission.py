"""A path to a submission: its bytes, and the files beside it that it may read."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import NamedTuple

from graders.errors import SubmissionError
from graders.printable import one_line
from graders.submissions.regular import read_regular

MAX_FILES = 32
_NOT_OFFERED = (".yaml", ".yml", ".pyc", ".html")


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
        files={} if alone else _named_files(path, source, {os.path.realpath(other) for other in withheld}),
    )


def _read(path: Path, label: str) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise SubmissionError(f"{label}: {error.strerror}") from None


def _named_files(path: Path, source: bytes, withheld: Collection[str]) -> dict[str, bytes]:
    beside = _beside(path, withheld)
    offered: dict[str, bytes] = {}
    texts = [source]
    while texts:
        text = texts.pop()
        for name in sorted(beside.keys() - offered.keys()):
            if len(offered) >= MAX_FILES or not _names(text, name):
                continue
            try:
                offered[name] = read_regular(beside[name])
            except OSError:  # too large, or gone meanwhile: the submission finds no such file
                del beside[name]
                continue
            if name.endswith(".py"):
                texts.append(offered[name])
    return offered


def _beside(path: Path, withheld: Collection[str]) -> dict[str, Path]:
    """Return the files that may be offered, by name; one with a separator of some system in its name may not."""
    try:
        entries = list(os.scandir(path.parent))
    except OSError:  # the folder can be passed through but not listed
        return {}
    return {
        entry.name: Path(entry.path)
        for entry in entries
        if not entry.name.startswith(".")
        and not entry.name.endswith(_NOT_OFFERED)
        and not set(entry.name) & set("\\/:")
        and entry.name != path.name
        and entry.is_file(follow_symlinks=False)
        and os.path.realpath(entry.path) not in withheld
    }


def _names(text: bytes, name: str) -> bool:
    """Say whether ``text`` names a file: a module by its stem, since ``import`` leaves the suffix out."""
    return os.fsencode(name.removesuffix(".py")) in text
