"""A turn at a folder: graders that write to the same one do so one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from graders.errors import GradersError
from graders.printable import one_line


@contextmanager
def turn(folder: Path) -> Iterator[None]:
    """Make the folder if it is not there, wait until no other grader is at it, and keep others waiting meanwhile.

    The turn ends with the process, however that ends, and with those that were forked from it, which end with it.
    Where folders cannot be locked, nobody waits.
    Raises ``GradersError`` when the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradersError(f"{one_line(str(folder))}: reports cannot be written: {error.strerror}") from None
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


if sys.platform != "win32":
    from fcntl import LOCK_EX, LOCK_NB, flock

    def _lock(descriptor: int, folder: Path) -> None:
        with suppress(OSError):  # some network drives know no locks
            try:
                flock(descriptor, LOCK_EX | LOCK_NB)
            except BlockingIOError:
                sys.stderr.write(f"grade: waiting for another grader, which writes to {one_line(str(folder))}\n")
                flock(descriptor, LOCK_EX)
