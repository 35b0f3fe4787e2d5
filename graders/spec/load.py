"""An exercise file to an :class:`graders.exercise.Exercise`, or every problem in it at once."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from graders.errors import SpecError
from graders.exercise import Exercise, Limits, Tolerance
from graders.problem import Place, Problem
from graders.spec.exercise_fields import EXERCISE
from graders.spec.faults import MOST_PROBLEMS, Faults, fault
from graders.spec.tree import read_tree

LARGEST = 1024 * 1024
"""Bytes of the largest file that is read."""


def load(path: Path) -> Exercise:
    """Return the exercise in a file; its name is the stem of the file's.

    Raises :class:`SpecError` with every problem, also when there is no such file, or no ordinary one of at most 1 MiB.
    """
    return parse(_contents(path), str(path), path.stem)


def parse(text: bytes, file: str, name: str) -> Exercise:
    """Return the exercise called ``name`` that is written in ``text``; ``file`` stands in the places of problems.

    Raises :class:`SpecError` with every problem, or the first hundred and a remark that there may be more.
    """
    faults = Faults()
    try:
        with faults:
            fields = EXERCISE.read(read_tree(text, file, faults))
        faults.settle()
    except SpecError as error:
        if len(error.problems) < MOST_PROBLEMS:
            raise
        shown = error.problems[:MOST_PROBLEMS]
        raise SpecError(
            [*shown, Problem(shown[-1].place, "too many problems; there may be more from here on")]
        ) from None
    tolerance = Tolerance(**fields.get("tolerance", {}))
    return Exercise(
        name=name,
        title=fields["title"],
        task=fields["task"],
        limits=fields.get("limits", Limits()),
        checks=tuple(draft.check(tolerance) for draft in fields["checks"]),
    )


def _contents(path: Path) -> bytes:
    whole = Place(str(path))
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise fault(whole, "expected a file with an exercise, found a pipe or a device")
            contents = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise fault(whole, "expected a file with an exercise, found none of this name") from None
    except IsADirectoryError:
        raise fault(whole, "expected a file with an exercise, found a folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise fault(whole, f"expected a file that can be read: {reason}") from None
    if len(contents) > LARGEST:
        raise fault(whole, "expected a file of at most 1 MiB, found a larger one")
    return contents


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe does not keep us waiting for somebody at its other end."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
