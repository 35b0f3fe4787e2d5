"""Files written in one step: whoever reads meanwhile finds the one before, or none, and never a piece."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

_NAME = ".grade-{}.part"
_DRAFT = re.compile(r"\.grade-[0-9a-f]{16}\.part")
_ABANDONED_S = 3600
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def replacing(target: Path, *, mode: int = 0o666) -> Iterator[BinaryIO]:
    """Give a draft that takes the place of ``target`` once the block has ended well, and goes if it has not.

    Any number of writers may be at one target: each has a draft of its own, and what the last one wrote stays. The
    folder is made if it is not there; drafts in it that were given up an hour ago, by a writer that was killed, are
    removed. ``mode`` tells who may use the file, as far as the umask lets them.

    Raises ``OSError`` when the file cannot be written; nothing is left of it then.
    """
    try:
        target.parent.mkdir(parents=True)
    except OSError:  # it may be there; systems differ in how they say so of the root of a disk
        if not target.parent.is_dir():
            raise
        _clear(target.parent)
    draft = target.with_name(_NAME.format(os.urandom(8).hex()))
    descriptor = os.open(draft, _FLAGS, mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
        draft.replace(target)
    except BaseException:
        with suppress(OSError):  # why it could not be written is what matters
            draft.unlink()
        raise


def _clear(folder: Path) -> None:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _DRAFT.fullmatch(entry.name):
                with suppress(FileNotFoundError):  # another writer was faster
                    if entry.stat(follow_symlinks=False).st_mtime < time.time() - _ABANDONED_S:
                        Path(entry.path).unlink()
