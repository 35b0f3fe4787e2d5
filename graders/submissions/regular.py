"""The bytes of a regular file, read without following a link and without ever waiting."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MAX_FILE = 1 << 20
"""Bytes of the largest file that is read."""

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_regular(path: Path) -> bytes:
    """Return the contents of a file of at most 1 MiB.

    Raises ``OSError`` for anything else; its ``strerror`` says in words what was found.
    """
    try:
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise OSError(errno.ELOOP, "is a symbolic link; give the file that it points to") from None
        raise
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "is not a regular file")
        if status.st_size > MAX_FILE:
            raise OSError(errno.EFBIG, f"has {status.st_size:,} bytes; at most {MAX_FILE:,} are read")
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            contents = file.read(status.st_size + 1)  # a buffer for MAX_FILE takes longer than the reading
            if len(contents) > status.st_size:  # it grew, or its size is not told
                contents += file.read(MAX_FILE + 1 - len(contents))
        if len(contents) > MAX_FILE:
            raise OSError(errno.EFBIG, f"has more than {MAX_FILE:,} bytes, which is the most that is read")
        return contents
    finally:
        os.close(descriptor)
