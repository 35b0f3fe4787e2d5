"""Encodes values for the wire, as :mod:`graders.sandbox.values` describes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any, ClassVar

import numpy as np

from graders.sandbox.values import (
    CODES,
    CONTAINERS,
    DEPTH_LIMIT,
    DTYPES,
    KEYS,
    NAME_LIMIT,
    NDIM_LIMIT,
    NODE_LIMIT,
    Node,
    extent,
    is_wide,
    type_name,
)
from graders.sandbox.wire import DATA_LIMIT, TREE_LIMIT
from graders.transcript import Opaque, Value

_INT_BITS = 64
_is_kind_of = type.__subclasscheck__  # nothing that the program does to `issubclass` changes it


class _TooLargeError(Exception):
    """The value as a whole is more than one message carries."""


class Writer:
    """Encodes values one after the other into one run of data."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._size = 0
        self._nodes = 0

    @property
    def data(self) -> bytes:
        """The raw bytes that the nodes written so far refer to."""
        return b"".join(self._parts)

    def node(self, value: Value) -> Node:
        """Return the tree of ``value``: an opaque node when it is more than one message carries."""
        parts, size, nodes = len(self._parts), self._size, self._nodes
        try:
            return self._node(value, 0)
        except _TooLargeError:
            del self._parts[parts:]
            self._size, self._nodes = size, nodes
            return _opaque(value, "too large")

    def _node(self, value: Value, depth: int) -> Node:
        self._nodes += 1
        if self._nodes > NODE_LIMIT:
            raise _TooLargeError
        kind = type(value)
        if value is None or kind is bool:
            return value
        if type(kind) is not type:  # to look it up below would ask its metaclass for a hash
            return _opaque(value)
        if kind not in self._ENCODERS:
            kind = next((base for base in CONTAINERS if _is_kind_of(base, kind)), kind)
        if depth == DEPTH_LIMIT and kind in CONTAINERS:
            return _opaque(value, "nested too deeply")
        encoder = self._ENCODERS.get(kind)
        return _opaque(value) if encoder is None else encoder(self, value, depth)

    def _int(self, value: int, _depth: int) -> Node:
        if value.bit_length() > TREE_LIMIT:
            raise _TooLargeError
        return value if value.bit_length() < _INT_BITS else ["int", hex(value)]

    def _float(self, value: float, _depth: int) -> Node:
        return value if isfinite(value) else ["float", str(value)]

    def _complex(self, value: complex, depth: int) -> Node:
        return ["complex", self._float(value.real, depth), self._float(value.imag, depth)]

    def _text(self, value: str, _depth: int) -> Node:
        if len(value) > TREE_LIMIT:
            raise _TooLargeError
        return str(value)

    def _scalar(self, value: np.generic, _depth: int) -> Node:
        code = CODES[type(value)]
        self._put(np.asarray(value, DTYPES[code]).tobytes())
        return ["scalar", code]

    def _list(self, value: list[Value], depth: int) -> Node:
        return ["list", [self._node(item, depth + 1) for item in list.__iter__(value)]]

    def _tuple(self, value: tuple[Value, ...], depth: int) -> Node:
        return ["tuple", [self._node(item, depth + 1) for item in tuple.__iter__(value)]]

    def _dict(self, value: dict[Value, Value], depth: int) -> Node:
        items = [*dict.items(value)]  # a subclass may have methods of its own, which are not asked
        for key, _ in items:
            if type(key) not in KEYS:
                return _opaque(value, f"a key is of type {type_name(key)}")
            if key != key:  # noqa: PLR0124 - NaN, which would not be found again
                return _opaque(value, "a key is nan")
        return ["dict", [[self._node(k, depth + 1), self._node(v, depth + 1)] for k, v in items]]

    def _opaque_itself(self, value: Opaque, _depth: int) -> Node:
        return ["opaque", value.type_name, value.reason]

    def _array(self, value: np.ndarray[Any, Any], _depth: int) -> Node:
        shape = list(value.shape)
        if len(shape) > NDIM_LIMIT:
            return _opaque(value, f"more than {NDIM_LIMIT} dimensions")
        if value.nbytes > DATA_LIMIT or extent(shape) > DATA_LIMIT:
            raise _TooLargeError
        if value.dtype.kind == "U":
            self._nodes += value.size
            if self._nodes > NODE_LIMIT:
                raise _TooLargeError
            try:
                texts = value.ravel().tolist()
            except (ValueError, SystemError):  # by version; memory that was never written to holds any numbers
                return _opaque(value, "its text has characters that do not exist")
            if is_wide(texts):
                raise _TooLargeError
            return ["text", shape, texts]
        code = CODES.get(value.dtype.type)
        if code is None:
            return _opaque(value, f"its elements are of dtype {value.dtype.name}"[:NAME_LIMIT])
        self._put(value.astype(DTYPES[code]).tobytes())
        return ["array", code, shape]

    def _put(self, raw: bytes) -> None:
        self._size += len(raw)
        if self._size > DATA_LIMIT:
            raise _TooLargeError
        self._parts.append(raw)

    # One table for all: a child makes a writer for each answer.
    _ENCODERS: ClassVar[Mapping[type, Callable[[Writer, Any, int], Node]]] = {
        int: _int,
        float: _float,
        complex: _complex,
        str: _text,
        np.str_: _text,
        tuple: _tuple,
        list: _list,
        dict: _dict,
        Opaque: _opaque_itself,
        np.ndarray: _array,
        **dict.fromkeys(CODES, _scalar),
    }


def _opaque(value: Value, reason: str = "") -> Node:
    return ["opaque", type_name(value), reason]
