"""A moment, as commands show it and take it: ISO 8601, in UTC unless it says otherwise."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - shown with a Z, which isoformat would write as +00:00


def shown(seconds: float) -> str:
    """Return seconds since 1970, UTC, as ``2026-11-21T09:30:00Z``; a fraction of a second is left out.

    The clock of a file may tell a year that no calendar has: that is shown in seconds.
    """
    try:
        return f"{(_EPOCH + timedelta(seconds=seconds // 1)).isoformat()}Z"
    except OverflowError:
        return f"{seconds:.0f} s since 1970"


def read(text: str) -> float:
    """Return the end of the second that ``text`` names, in seconds since 1970, UTC.

    Times are shown without a fraction: whatever is shown with this one came by the end of its second. A date alone
    stands for its first second.
    """
    try:
        named = datetime.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(
            f"expected a date or a time such as 2026-11-21 or 2026-11-21T09:30:00Z, found {text!r}"
        ) from None
    return named.replace(microsecond=999_999, tzinfo=named.tzinfo or UTC).timestamp()
