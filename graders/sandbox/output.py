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
        self._parts: deque[bytes] = deque()
        self._open = b""

    @property
    def has_part(self) -> bool:
        """Whether there is a part that a mark has closed."""
        return len(self._parts) > 0

    def feed(self, chunk: bytes) -> None:
        """Append what was read."""
        *closed, rest = (self._open + chunk).split(self._mark)
        for part in closed:
            self._close(part)
        # Keep the end as well: it may be the beginning of a mark.
        cut = max(self._room, len(rest) - len(self._mark))
        self._open = rest[: self._room] + rest[cut:]

    def take(self) -> str:
        """Return the next part, or what is still open when there is none."""
        if not self._parts:
            self._close(self._open)
            self._open = b""
        return self._parts.popleft().decode("utf-8", "backslashreplace")

    def _close(self, part: bytes) -> None:
        kept = part[: self._room]
        self._room -= len(kept)
        self._parts.append(kept)
