"""A YAML file read by a table: its bytes, and every problem in it at once."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TypeVar

from graders.errors import SpecError
from graders.problem import Place, Problem
from graders.spec.faults import MOST_PROBLEMS, Faults, fault
from graders.spec.kinds import Kind
from graders.spec.tree import read_tree

T = TypeVar("T")

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""


def contents(path: Path, what: str) -> bytes:
    """Return the bytes of an ordinary file of at most 1 MiB; ``what`` it should be is said when it is not."""
    whole = Place(str(path))
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise fault(whole, f"expected {what}, found a pipe or a device")
            found = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise fault(whole, f"expected {what}, found none of this name") from None
    except IsADirectoryError:
        raise fault(whole, f"expected {what}, found a folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise fault(whole, f"expected a file that can be read: {reason}") from None
    if len(found) > LARGEST:
        raise fault(whole, "expected a file of at most 1 MiB, found a larger one")
    return found


def read_document(text: bytes, file: str, kind: Kind[T]) -> T:
    """Return what ``kind`` makes of the only document in ``text``; ``file`` stands in the places of problems.

    Raises :class:`SpecError` with every problem, or the first hundred and a remark that there may be more.
    """
    faults = Faults()
    try:
        with faults:
            value = kind.read(read_tree(text, file, faults))
        faults.settle()
    except SpecError as error:
        if len(error.problems) < MOST_PROBLEMS:
            raise
        shown = error.problems[:MOST_PROBLEMS]
        raise SpecError(
            [*shown, Problem(shown[-1].place, "too many problems; there may be more from here on")]
        ) from None
    return value


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe does not keep us waiting for somebody at its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
