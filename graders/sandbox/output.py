"""What a process prints, told apart by the marks that it writes after each reply.

A program can write the mark as well, once it has found it: then its own words stand beside the wrong call.
"""

from __future__ import annotations

from collections import deque


class MarkedOutput:
    """Parts of what is printed, cut at each mark; keeps at most ``limit`` bytes in all, and drops the rest."""

    def __init__(self, mark: bytes, limit: int) -> None:
        self._mark = mark
        self._room = limit
        self._awaited = 0
        self._parts: deque[bytes] = deque()
        self._open = b""

    @property
    def has_part(self) -> bool:
        """Whether there is a part that a mark has closed."""
        return len(self._parts) > 0

    def expect(self, marks: int) -> None:
        """Let so many more marks close a part; one that is not expected drops what stands before it."""
        self._awaited += marks

    def feed(self, chunk: bytes) -> None:
        """Append what was read."""
        *closed, rest = (self._open + chunk).split(self._mark)
        for part in closed[: self._awaited]:
            self._parts.append(self._kept(part))
        self._awaited -= min(self._awaited, len(closed))
        # Keep the end as well: it may be the beginning of a mark.
        cut = max(self._room, len(rest) - len(self._mark))
        self._open = rest[: self._room] + rest[cut:]

    def take(self) -> str:
        """Return the next part, or what is still open when there is none."""
        if self._parts:
            part = self._parts.popleft()
        else:
            part, self._open = self._kept(self._open), b""
        return part.decode("utf-8", "backslashreplace")

    def _kept(self, part: bytes) -> bytes:
        kept = part[: self._room]
        self._room -= len(kept)
        return kept
