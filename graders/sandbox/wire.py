"""Frames: how one message lies on the pipe between the grader and the process that runs student code.

A frame is

- 16 bytes, little-endian: the turn in 8, the length of the text in 4, the length of the data in 4;
- the text: JSON, the kind of the message and its fields (:mod:`graders.sandbox.messages`) as a list of two;
- the data: the raw bytes that the fields refer to (:mod:`graders.sandbox.values`), or a source.

A reply has the turn of its request, a number that cannot be guessed: what was written before the request came is no
reply to it. Nothing is allocated for a frame before its lengths have been checked, and the whole of what one process
may send has a budget. Both sides use this module; whatever the bytes, reading them gives a frame or one
:class:`WireError`.
"""

from __future__ import annotations

import json
from struct import Struct
from typing import Any, NamedTuple

TREE_LIMIT = 256 * 1024
DATA_LIMIT = 8 * 1024 * 1024

_HEADER = Struct("<QII")


class WireError(Exception):
    """Bytes that are no message of ours, or a value too large for one; the text names the fault."""


class Frame(NamedTuple):
    """One message: what it is, whose turn it belongs to, its fields, and the raw bytes that they refer to."""

    kind: str
    turn: int
    tree: Any
    data: bytes


def pack(kind: str, turn: int, tree: object, data: bytes = b"") -> bytes:
    """Return the bytes of one frame; :class:`WireError` when tree or data exceed their limits."""
    return addressed(body(kind, tree, data), turn)


class Body(NamedTuple):
    """A message that has no turn yet."""

    text: bytes
    data: bytes


def body(kind: str, tree: object, data: bytes = b"") -> Body:
    """Return a message as bytes; :class:`WireError` when tree or data exceed their limits."""
    text = _ENCODER.encode([kind, tree]).encode("ascii")
    if len(text) > TREE_LIMIT or len(data) > DATA_LIMIT:
        raise WireError("too large")
    return Body(text, data)


def addressed(message: Body, turn: int) -> bytes:
    """Return the bytes of the frame that has a message and a turn."""
    text, data = message
    return _HEADER.pack(turn, len(text), len(data)) + text + data


class Inbox:
    """Bytes on their way to becoming frames; ``budget`` bounds all that may ever be fed, in bytes."""

    def __init__(self, budget: int) -> None:
        self._bytes = bytearray()
        self._left = budget

    @property
    def is_empty(self) -> bool:
        """No byte has come since the last whole frame was taken."""
        return not self._bytes

    def feed(self, chunk: bytes) -> None:
        """Append what was read."""
        self._left -= len(chunk)
        if self._left < 0:
            raise WireError("more bytes than one run may send")
        self._bytes += chunk

    def take(self) -> Frame | None:
        """Return the next frame, or None when its bytes are not all there yet."""
        if len(self._bytes) < _HEADER.size:
            return None
        turn, text, data = _HEADER.unpack_from(self._bytes)
        if text > TREE_LIMIT or data > DATA_LIMIT:
            raise WireError("a frame longer than any of ours")
        middle = _HEADER.size + text
        end = middle + data
        if len(self._bytes) < end:
            return None
        message = parse(bytes(self._bytes[_HEADER.size : middle]))
        raw = bytes(self._bytes[middle:end])
        del self._bytes[:end]
        match message:
            case [str(kind), tree]:
                return Frame(kind, turn, tree, raw)
        raise WireError("a message that is none of ours")


def parse(text: bytes) -> Any:  # noqa: ANN401 - JSON; each reader checks exact types
    """Return the JSON value of ``text``; :class:`WireError` for anything but strict JSON with finite numbers."""
    try:
        return _DECODER.decode(text.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise WireError("JSON that cannot be read") from error


def _refuse(constant: str) -> float:
    raise ValueError(constant)


def _finite(text: str) -> float:
    number = float(text)
    return _refuse(text) if number in {float("inf"), float("-inf")} else number


_DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_finite)
_ENCODER = json.JSONEncoder(separators=(",", ":"), allow_nan=False)
