"""Values as data: a small tree of JSON, and the raw bytes of the arrays in it.

None, bool, str, finite floats and ints of up to 64 bits stand for themselves. Everything else is a list that begins
with its tag::

    ["int", hex]              ["float", "nan" | "inf" | "-inf"]       ["complex", real, imaginary]
    ["list", [node, ...]]     ["tuple", [node, ...]]                  ["dict", [[key, node], ...]]
    ["scalar", dtype]         ["array", dtype, shape]                 ["text", shape, [str, ...]]
    ["opaque", type name, reason]

Scalars and arrays take the next ``product(shape) * itemsize`` bytes of the data, little-endian and in C order.

An array of text is no larger in memory than the text of a message can fill: each element is as wide as the widest.

Values are encoded by their *exact* type: a subclass of float or of ndarray may lie with every operator it has, so it
is sent as :class:`Opaque`, by name (``matrix``, ``MaskedArray``). Only a tuple, list or dict of some subclass, such as
a named tuple or a Counter, is sent as what it holds, read as a plain one is. ``np.str_`` becomes str.
"""

from __future__ import annotations

from math import prod
from typing import Any, TypeAlias

import numpy as np

from graders.sandbox.wire import TREE_LIMIT

Node: TypeAlias = Any

DEPTH_LIMIT = 8
NODE_LIMIT = 32 * 1024
NDIM_LIMIT = 8
NAME_LIMIT = 200

_NUMBERS = ("i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16")
DTYPES = {"b1": np.dtype(np.bool_)} | {code: np.dtype("<" + code) for code in _NUMBERS}
# By the type of a scalar, or of an array's elements. C has more names for integers than sizes, each a type of its own.
CODES: dict[type, str] = {dtype.type: code for code, dtype in DTYPES.items()} | {
    kind: f"{np.dtype(kind).kind}{np.dtype(kind).itemsize}" for kind in (np.intc, np.uintc, np.longlong, np.ulonglong)
}
CONTAINERS = (tuple, list, dict)
KEYS = frozenset({type(None), bool, int, float, str, np.str_, *CODES})

_name_of_type = type.__dict__["__name__"].__get__  # a metaclass cannot answer in its place


def type_name(value: object) -> str:
    """Return the name of the type of ``value``, at most 200 characters."""
    return str.__str__(_name_of_type(type(value)))[:NAME_LIMIT]  # it may be of a class of the program as well


def is_wide(texts: list[str]) -> bool:
    """Say whether an array of these texts takes more memory than the text of a message can fill."""
    return len(texts) * max(map(len, texts), default=0) > TREE_LIMIT


def extent(shape: list[int]) -> int:
    """Return the size that NumPy reckons with: an axis of length 0 makes an array empty, but not its strides small."""
    return prod(axis or 1 for axis in shape)
