"""A path to a submission: its bytes, and the files beside it that it may read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from graders.errors import SubmissionError
from graders.printable import one_line

MAX_SOURCE = 1 << 20
MAX_FILE = 1 << 20
MAX_FILES = 32
_NOT_OFFERED = (".yaml", ".yml", ".pyc", ".html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What somebody handed in for one exercise.

    ``label`` is the path as it was given, safe to show. ``files`` are the files beside the submission that its text
    names, by plain name.
    """

    label: str
    exercise: str
    student: str | None
    source: bytes
    files: Mapping[str, bytes]


def read(path: Path, *, withheld: Collection[Path] = ()) -> Submission:
    """Return the submission at ``path``, a ``.py`` file named after its exercise.

    A file beside it is offered when the submission, or a module offered to it, names it: ``import helpers`` offers
    ``helpers.py``, ``"scores.csv"`` offers that file. Hidden files, links, exercises, the files ``withheld`` and
    anything over 1 MiB are never offered, nor are more than 32 files.

    Raises ``SubmissionError`` when there is no such regular file, or it is over 1 MiB.
    """
    label = one_line(str(path))
    if path.suffix != ".py":
        raise SubmissionError(f"{label}: expected a Python file, such as ex2.py")
    source = _read_regular(path, label, MAX_SOURCE)
    return Submission(
        label=label,
        exercise=path.stem,
        student=None,
        source=source,
        files=_named_files(path, source, {os.path.realpath(other) for other in withheld}),
    )


def _read_regular(path: Path, label: str, limit: int) -> bytes:
    """Read a regular file without following a link and without ever waiting, as a FIFO would make us."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise SubmissionError(f"{label}: is a symbolic link; give the file that it points to") from None
        raise SubmissionError(f"{label}: {error.strerror}") from None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise SubmissionError(f"{label}: is not a regular file")
        if status.st_size > limit:
            raise SubmissionError(f"{label}: has {status.st_size:,} bytes; at most {limit:,} are read")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read(limit)
    finally:
        os.close(descriptor)


def _named_files(path: Path, source: bytes, withheld: Collection[str]) -> dict[str, bytes]:
    beside = {
        entry.name: entry
        for entry in os.scandir(path.parent)
        if not entry.name.startswith(".")
        and not entry.name.endswith(_NOT_OFFERED)
        and entry.name != path.name
        and entry.is_file(follow_symlinks=False)
    }
    offered: dict[str, bytes] = {}
    texts = [source]
    while texts:
        text = texts.pop()
        for name in sorted(beside.keys() - offered.keys()):
            if len(offered) >= MAX_FILES or not _names(text, name):
                continue
            if os.path.realpath(beside[name].path) in withheld or beside[name].stat().st_size > MAX_FILE:
                continue
            offered[name] = _read_regular(Path(beside[name].path), one_line(name), MAX_FILE)
            if name.endswith(".py"):
                texts.append(offered[name])
    return offered


def _names(text: bytes, name: str) -> bool:
    """Say whether ``text`` names a file: a module by its stem, since ``import`` leaves the suffix out."""
    return os.fsencode(name.removesuffix(".py")) in text
