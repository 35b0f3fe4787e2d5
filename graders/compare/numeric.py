"""What of a value is numbers: lists of them as an array."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from graders.compare.elements import Array
from graders.transcript import Value

_KINDS = "biufc"


def numeric(value: Value) -> Array | None:
    """Return numbers or truth values, or even lists of them, as an array; None for anything else.

    Text is looked for before: an array of text is as wide everywhere as the longest one, and what is small as a list
    may be gigabytes as an array.
    """
    if not all(map(_is_numeric, leaves(value))):
        return None
    try:
        array = np.asarray(value)
    except (ValueError, OverflowError):  # rows of different lengths, or a whole number beyond 64 bits
        return None
    return array if array.dtype.kind in _KINDS else None


def leaves(value: Value) -> Iterator[Value]:
    """Yield a value, or all that is inside it when it is a list, a tuple or a dict."""
    if isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    else:
        yield value


def _is_numeric(value: Value) -> bool:
    if isinstance(value, np.ndarray):
        return value.dtype.kind in _KINDS
    return isinstance(value, int | float | complex | np.number | np.bool_)
