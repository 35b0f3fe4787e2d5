"""One pass over a folder: every entry becomes a file to look at, or a line that says why it is passed over."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NamedTuple

from graders.errors import SubmissionError
from graders.printable import one_line
from graders.result import LeftOver
from graders.submissions.regular import MAX_FILE

DEEPEST = 6
"""Levels of folders that are looked into."""

_SYSTEM = frozenset({"__macosx", "__pycache__", "$recycle.bin", "desktop.ini", "thumbs.db"})
_EFFECTIVE = os.access in os.supports_effective_ids
_LONGEST = (DEEPEST + 1) * 256  # characters of a path below the folder: a name has at most 255


class File(NamedTuple):
    """A regular file that can be read: the folders it lies in, its name, and when it was changed (seconds of UTC)."""

    folders: tuple[str, ...]
    name: str
    changed_at: float

    @property
    def path(self) -> str:
        """The path below the folder that is searched."""
        return "/".join((*self.folders, self.name))

    @property
    def label(self) -> str:
        """The path below the folder that is searched, safe to show."""
        return label(self.folders, self.name)


def label(folders: tuple[str, ...], name: str = "") -> str:
    """Return a path below the folder that is searched, safe to show; a folder ends with a slash."""
    return one_line("/".join((*folders, name)) or "./", _LONGEST)


def walk(root: Path, reports: Path | None = None) -> tuple[list[File], list[LeftOver]]:
    """Return the files below a folder, and what is not one, in an order that depends on the names alone.

    Nothing is opened, no link is followed, and the folder ``reports`` is passed over without a word: what is in it is
    the grader's own. Raises ``SubmissionError`` when ``root`` itself cannot be listed.
    """
    own = _way(root, reports) if reports else ()
    files: list[File] = []
    left_over: list[LeftOver] = []
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        folders = waiting.pop()
        try:
            with os.scandir("/".join((str(root), *folders))) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not folders:
                raise SubmissionError(f"{one_line(str(root))}: {error.strerror}") from None
            left_over.append(LeftOver(label(folders), f"a folder that cannot be read: {error.strerror}"))
            continue
        if not inside:
            left_over.append(LeftOver(label(folders), "an empty folder"))
        for entry in inside:
            if (*folders, entry.name) == own:
                continue
            try:
                seen = _look_at(entry, folders)
            except OSError as error:
                seen = f"cannot be looked at: {error.strerror}"
            if isinstance(seen, File):
                files.append(seen)
            elif seen:
                left_over.append(LeftOver(label(folders, entry.name), seen))
            else:
                waiting.append((*folders, entry.name))
    return files, left_over


def _way(root: Path, folder: Path) -> tuple[str, ...]:
    """Return the names that lead from ``root`` down to a folder; none when it lies elsewhere, or is ``root``."""
    above, below = (Path(os.path.realpath(path)) for path in (root, folder))
    return below.relative_to(above).parts if below.is_relative_to(above) else ()


def _look_at(entry: os.DirEntry[str], folders: tuple[str, ...]) -> File | str:
    """Return the file, why the entry is passed over, or an empty text for a folder to look into."""
    name = entry.name
    if name.startswith(".") or name.casefold() in _SYSTEM:
        return "hidden, or of the operating system"
    if entry.is_symlink():
        return "a link; links are not followed"
    if entry.is_dir(follow_symlinks=False):
        if name.casefold().endswith(".py"):
            return "a folder with the name of a Python file"
        return "" if len(folders) < DEEPEST else f"a folder below {DEEPEST} others, which is as deep as is looked"
    status = entry.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        return "neither a file nor a folder"
    if status.st_size > MAX_FILE:
        return f"has {status.st_size:,} bytes; at most {MAX_FILE:,} are read"
    if not os.access(entry.path, os.R_OK, effective_ids=_EFFECTIVE):
        return "a file that cannot be read: permission denied"
    return File(folders, name, status.st_mtime)
