"""A moment, as commands take it: ISO 8601, in UTC unless it says otherwise."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import UTC, datetime


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
