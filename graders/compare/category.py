"""What sort of thing a value is, whether it is Python's own or NumPy's."""

from __future__ import annotations

from enum import Enum
from typing import Any, TypeAlias

import numpy as np

from graders.transcript import Value

Known: TypeAlias = Any
"""A value whose category is known, which no type checker can follow."""


class Category(Enum):
    """The sorts of value that are told apart before anything else is compared."""

    NONE = "none"
    BOOL = "bool"
    NUMBER = "number"
    TEXT = "text"
    ARRAY = "array"  # one axis or more; an array without axes is the number, bool or text it holds
    SEQUENCE = "sequence"  # a list or a tuple
    DICT = "dict"
    OPAQUE = "opaque"  # anything else: it cannot be compared


_BY_DTYPE_KIND = {
    "b": Category.BOOL,
    "i": Category.NUMBER,
    "u": Category.NUMBER,
    "f": Category.NUMBER,
    "c": Category.NUMBER,
    "U": Category.TEXT,
}


def category(value: Value) -> Category:
    """Return the sort of ``value``.

    Subclasses of ``numpy.ndarray`` (matrices, masked arrays) and dtypes other than bool, numbers and text are opaque:
    their elements cannot be compared like those of a plain array.
    """
    if value is None:
        return Category.NONE
    if isinstance(value, bool):
        return Category.BOOL
    if isinstance(value, (int, float, complex)):
        return Category.NUMBER
    if isinstance(value, str):
        return Category.TEXT
    if isinstance(value, (list, tuple)):
        return Category.SEQUENCE
    if isinstance(value, dict):
        return Category.DICT
    if type(value) is np.ndarray or isinstance(value, np.generic):
        held = _BY_DTYPE_KIND.get(value.dtype.kind, Category.OPAQUE)
        return Category.ARRAY if value.ndim and held is not Category.OPAQUE else held
    return Category.OPAQUE


def identity(key: Value) -> tuple[bool, Value]:
    """Return what makes a key of a dict the one it is: to Python ``True`` is 1, to whoever reads the dict it is not."""
    return category(key) is Category.BOOL, key


def has_item(value: Known, item: str | int) -> bool:
    """Say whether a dict has a key, or a sequence or an array a position, counted from 0."""
    if category(value) is Category.DICT:
        return identity(item) in map(identity, value)
    return category(value) in {Category.SEQUENCE, Category.ARRAY} and isinstance(item, int) and item < len(value)
