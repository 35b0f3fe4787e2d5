"""Decodes values from the wire, as :mod:`graders.sandbox.values` describes it, and trusts none of it."""

from __future__ import annotations

from math import inf, nan, prod
from typing import Any

import numpy as np

from graders.sandbox.values import DEPTH_LIMIT, DTYPES, KEYS, NAME_LIMIT, NDIM_LIMIT, Node, extent, is_wide
from graders.sandbox.wire import DATA_LIMIT, WireError
from graders.transcript import Opaque, Value

_SPECIAL_FLOATS = {"nan": nan, "inf": inf, "-inf": -inf}


class Reader:
    """Decodes nodes one after the other from one run of data; any fault in them is a :class:`WireError`."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def end(self) -> None:
        """Make sure that the nodes read so far have used all the data."""
        if self._at != len(self._data):
            raise WireError("data that belongs to no value")

    def value(self, node: Node, depth: int = 0) -> Value:
        """Return the value of ``node``; arrays have memory of their own and can be written to."""
        if node is None or type(node) in (bool, int, float, str):
            value: Value = node
            return value
        if depth > DEPTH_LIMIT:
            raise WireError("a value nested too deeply")
        match node:
            case ["list" | "tuple" as tag, list(items)]:
                values = [self.value(item, depth + 1) for item in items]
                return values if tag == "list" else tuple(values)
            case ["dict", list(items)]:
                return self._dict(items, depth)
            case ["scalar", str(code)]:
                return self._numbers(code, [])[()]
            case ["array", str(code), list(shape)]:
                return self._numbers(code, shape)
            case ["text", list(shape), list(items)]:
                return _texts(shape, items)
            case ["opaque", str(name), str(reason)]:
                return Opaque(name[:NAME_LIMIT], reason[:NAME_LIMIT])
        return _number(node)

    def _dict(self, items: list[Node], depth: int) -> Value:
        result: dict[Value, Value] = {}
        for item in items:
            match item:
                case [key, value]:
                    name = self.value(key, depth + 1)
                    if type(name) not in KEYS:
                        raise WireError("a dict with a key that is no number or text")
                    result[name] = self.value(value, depth + 1)
                case _:
                    raise WireError("a dict that is none of ours")
        if len(result) != len(items):
            raise WireError("a dict with a key twice")
        return result

    def _numbers(self, code: str, shape: list[Node]) -> np.ndarray[Any, Any]:
        dtype = DTYPES.get(code)
        if dtype is None:
            raise WireError("an array of an unknown dtype")
        count = _size(shape)
        start, self._at = self._at, self._at + count * dtype.itemsize
        if self._at > len(self._data):
            raise WireError("an array with less data than its shape")
        if code == "b1":  # a bool byte other than 0 and 1 would compare unequal to both
            return np.frombuffer(self._data, np.uint8, count, start).astype(np.bool_).reshape(shape)
        return np.frombuffer(self._data, dtype, count, start).reshape(shape).copy()


def _texts(shape: list[Node], items: list[Node]) -> Value:
    if any(type(item) is not str for item in items) or len(items) != _size(shape):
        raise WireError("an array of text that is none of ours")
    if is_wide(items):
        raise WireError("an array of text that is too large")
    return np.array(items, dtype=np.str_).reshape(shape)


def _number(node: Node) -> Value:
    match node:
        case ["int", str(digits)]:
            try:
                return int(digits, 16)
            except ValueError as error:
                raise WireError("an int that is none of ours") from error
        case ["float", str(name)] if name in _SPECIAL_FLOATS:
            return _SPECIAL_FLOATS[name]
        case ["complex", real, imaginary]:
            return complex(_part(real), _part(imaginary))
    raise WireError("a value of an unknown kind")


def _part(node: Node) -> float:
    part = node if type(node) is float else _number(node)
    if type(part) is not float:
        raise WireError("a complex number that is none of ours")
    return part


def _size(shape: list[Node]) -> int:
    if len(shape) > NDIM_LIMIT or any(type(axis) is not int or axis < 0 for axis in shape):
        raise WireError("a shape that is none of ours")
    if extent(shape) > DATA_LIMIT:
        raise WireError("a shape that is too large")
    return prod(shape)
