"""The reference with decimal numbers of another width: what it computes from them is the same but for rounding."""

from __future__ import annotations

from collections.abc import Collection

# Follows the reference. What comes back is of the usual width again.
_CAST = """

import numpy as np


def _cast(value, width):
    if isinstance(value, float):
        return width(value)
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind == "f":
        return value.astype(width)
    if isinstance(value, (list, tuple)):
        return type(value)([_cast(item, width) for item in value])
    if isinstance(value, dict):
        return {key: _cast(item, width) for key, item in value.items()}
    return value


def _in_width(function, width):
    return lambda *args, **kwargs: _cast(function(*_cast(args, width), **_cast(kwargs, width)), np.float64)

"""


def in_precision(source: bytes, functions: Collection[str], width: str) -> bytes:
    """Return a source whose functions calculate with ``width``, the name of a float type of NumPy."""
    lines = [f"{name} = _in_width({name}, np.{width})" for name in functions]
    return source + (_CAST + "\n".join(lines) + "\n").encode()
