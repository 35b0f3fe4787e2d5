"""Where ``--json`` writes: a file, standard output, or nowhere."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from graders.drafts import replacing
from graders.errors import GradersError
from graders.grading.reports_folder import CAUSES
from graders.printable import one_line

_START = b'{"format": "graders/'
_OTHERS = frozenset({".py", ".ipynb", ".yaml", ".yml", ".html", ".csv", ".xml"})  # somebody's work, and other reports


@contextmanager
def open_records(target: str | None) -> Iterator[BinaryIO | None]:
    """Open the file that ``target`` names, standard output for ``-``; None for None.

    A file takes the place of the one before when the block has ended well; until then that one can be read. Raises
    ``GradersError`` when it cannot be written, and when something other than results would be lost.
    """
    if target is None or target == "-":
        yield None if target is None else sys.stdout.buffer
        return
    with ExitStack() as stack:
        with _told(target):
            file = stack.enter_context(_opened(target))
        yield file
        with _told(target):
            stack.close()


def check_target(target: str | None) -> None:
    """Raise the ``GradersError`` that opening ``target`` would, for whoever writes there only after long work."""
    if target is not None and target != "-":
        with _told(target):
            if not _is_stream(Path(target)):
                _file(target)


def _opened(target: str) -> AbstractContextManager[BinaryIO]:
    path = Path(target)
    return path.open("wb") if _is_stream(path) else replacing(_file(target))


def _is_stream(path: Path) -> bool:
    """Say whether there is a pipe or a device, which is written to where it is; raises ``OSError`` for a folder."""
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    return path.exists() and not path.is_file()


def _file(target: str) -> Path:
    """Return the file to replace, which is where a link leads; raises for one that is not ours, or cannot be."""
    path = Path(os.path.realpath(target))
    if path.is_symlink():  # one that leads back to itself
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if path.suffix.lower() in _OTHERS or path.name == CAUSES or not _has_results(path):
        raise GradersError(
            f"{one_line(target)}: is no file for results, and stays as it is; "
            "give --json another name, such as results.json"
        )
    if not os.access(path.parent, os.W_OK):
        number = errno.EACCES if path.parent.is_dir() else errno.ENOENT
        raise OSError(number, os.strerror(number))
    return path


def _has_results(path: Path) -> bool:
    """Say whether there is nothing in a file, if it is there, but what ``--json`` wrote."""
    if not path.exists():
        return True
    with path.open("rb") as file:
        return file.read(len(_START)) in {b"", _START}


@contextmanager
def _told(target: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:  # whoever read from a pipe has enough
        raise
    except OSError as error:
        raise GradersError(f"{one_line(target)}: results cannot be written: {error.strerror}") from None
