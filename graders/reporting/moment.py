"""A moment, as reports and commands show it."""

from __future__ import annotations

from datetime import datetime, timedelta

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - shown with a Z, which isoformat would write as +00:00


def utc(seconds: float) -> str:
    """Return seconds since 1970, UTC, as ``2026-11-21T09:30:00Z``; a fraction of a second is left out.

    The clock of a file may tell a year that no calendar has: that is shown in seconds.
    """
    try:
        return f"{(_EPOCH + timedelta(seconds=seconds // 1)).isoformat()}Z"
    except OverflowError:
        return f"{seconds:.0f} s since 1970"


def in_words(moment: datetime, clock: str = "%H:%M") -> str:
    """Return a moment by the clocks of its own zone, as ``11 November 2026, 12:00 UTC``."""
    return f"{moment.day} {moment:%B %Y}, {moment:{clock} %Z}"
