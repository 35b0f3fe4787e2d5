"""Answers of wrong solutions, kept on disk, so that the next run of the grader need not run them again.

A file is a checksum and then frames as on the wire (:mod:`graders.sandbox.wire`), one for each wrong solution: plain
data, never a pickle. What cannot be read, is not our own or does not agree with its checksum counts as not there. What
cannot be written is not kept; nothing here ever fails.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from graders.drafts import replacing
from graders.sandbox.reader import Reader
from graders.sandbox.wire import Inbox, WireError, pack
from graders.sandbox.writer import Writer

PLACE = "GRADERS_CACHE"
"""The variable of the environment that names another folder, or is empty where nothing is to be kept."""

_SUFFIX = ".answers"
_OURS = re.compile(r"[0-9a-f]{64}\.answers")
_FILE_LIMIT = 16 * 1024 * 1024
_FOLDER_LIMIT = 64 * 1024 * 1024
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def place() -> Path | None:
    """Return the folder in which answers are kept; None where none is wanted or there is no home."""
    given = os.environ.get(PLACE)
    if given is not None:
        return Path(given) if given else None
    base = os.environ.get("XDG_CACHE_HOME", "")
    try:
        # A relative path is to be ignored: XDG Base Directory Specification.
        return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "graders"  # noqa: PTH117 - of a text
    except RuntimeError:
        return None


def kept(key: str) -> list[list[list[Any]]] | None:
    """Return the rows that were kept under a key, or None."""
    folder = place()
    if folder is None:
        return None
    path = folder / f"{key}{_SUFFIX}"
    try:
        rows = _unpacked(key, _read(path))
    except (OSError, WireError):
        return None
    with suppress(OSError):  # a disk to read only
        os.utime(path)  # what is used stays longest
    return rows


def keep(key: str, rows: Sequence[object]) -> None:
    """Keep rows under a key, if they can be kept, and let go of what has not been used for longest."""
    folder = place()
    if folder is None:
        return
    with suppress(OSError, WireError):
        content = _packed(key, rows)
        if len(content) <= _FILE_LIMIT:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with replacing(folder / f"{key}{_SUFFIX}", mode=0o600) as file:
                file.write(content)
            _tidy(folder)


def _read(path: Path) -> bytes:
    """Return the bytes of a file that only its owner, who we are, can have written."""
    with os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK), "rb") as file:
        status = os.fstat(file.fileno())
        is_ours = not hasattr(os, "geteuid") or (
            status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        )
        if not stat.S_ISREG(status.st_mode) or not is_ours or status.st_size > _FILE_LIMIT:
            raise WireError("no file of ours")
        return file.read(_FILE_LIMIT)


def _tidy(folder: Path) -> None:
    """Remove what was used least lately while there is too much."""
    found = []
    for path in folder.iterdir():
        if _OURS.fullmatch(path.name):
            with suppress(OSError):  # another grader tidies up as well
                status = path.lstat()
                found.append((status.st_mtime, status.st_size, path))
    size = 0
    for _, length, path in sorted(found, reverse=True):
        size += length
        if size > _FOLDER_LIMIT:
            with suppress(OSError):
                path.unlink()


def _packed(key: str, rows: Iterable[object]) -> bytes:
    frames = []
    for turn, row in enumerate(rows):
        writer = Writer()
        node = writer.node(row)
        if node[0] == "opaque":
            raise WireError("too large")
        frames.append(pack("answers", turn, node, writer.data))
    body = b"".join(frames)
    return _checksum(key, body) + body


def _unpacked(key: str, content: bytes) -> list[list[list[Any]]]:
    """Return the rows of a file; :class:`WireError` when they are not those that were kept under this key."""
    size = hashlib.sha256().digest_size
    checksum, body = content[:size], content[size:]
    if checksum != _checksum(key, body):
        raise WireError("another checksum")
    inbox = Inbox(len(body))
    inbox.feed(body)
    rows: list[Any] = []
    while frame := inbox.take():
        reader = Reader(frame.data)
        rows.append(reader.value(frame.tree))
        reader.end()
    return rows


def _checksum(key: str, body: bytes) -> bytes:
    return hashlib.sha256(key.encode() + body).digest()
