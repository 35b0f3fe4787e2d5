"""Frames: how one message lies on the pipe between the grader and the process that runs student code.

A frame is

- 4 bytes: the length of the header, little-endian, at most ``HEADER_LIMIT``;
- the header: a JSON object ``{"kind": text, "turn": number, "tree": bytes, "data": bytes}``;
- the tree: JSON, the fields of the message (:mod:`graders.sandbox.messages`);
- the data: the raw bytes that the tree refers to (:mod:`graders.sandbox.values`), or a source.

A reply has the turn of its request, a number that cannot be guessed: what was written before the request came is no
reply to it. Nothing is allocated for a frame before its header has been checked, and
the whole of what one process may send has a budget. Both sides use this module; whatever the bytes, reading them gives
a frame or one :class:`WireError`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

HEADER_LIMIT = 4 * 1024
TREE_LIMIT = 256 * 1024
DATA_LIMIT = 8 * 1024 * 1024

_LENGTH = 4


class WireError(Exception):
    """Bytes that are no message of ours, or a value too large for one; the text names the fault."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One message: what it is, whose turn it belongs to, its fields, and the raw bytes that they refer to."""

    kind: str
    turn: int
    tree: Any
    data: bytes


def pack(kind: str, turn: int, tree: object, data: bytes = b"") -> bytes:
    """Return the bytes of one frame; :class:`WireError` when tree or data exceed their limits."""
    text = json.dumps(tree, separators=(",", ":"), allow_nan=False).encode("ascii")
    if len(text) > TREE_LIMIT or len(data) > DATA_LIMIT:
        raise WireError("too large")
    header = json.dumps({"kind": kind, "turn": turn, "tree": len(text), "data": len(data)}).encode("ascii")
    return len(header).to_bytes(_LENGTH, "little") + header + text + data


class Inbox:
    """Bytes on their way to becoming frames; ``budget`` bounds all that may ever be fed, in bytes."""

    def __init__(self, budget: int) -> None:
        self._bytes = bytearray()
        self._left = budget
        self._header: tuple[str, int, int, int] | None = None

    @property
    def is_empty(self) -> bool:
        """No byte has come since the last whole frame was taken."""
        return not self._bytes and self._header is None

    def feed(self, chunk: bytes) -> None:
        """Append what was read."""
        self._left -= len(chunk)
        if self._left < 0:
            raise WireError("more bytes than one run may send")
        self._bytes += chunk

    def take(self) -> Frame | None:
        """Return the next frame, or None when its bytes are not all there yet."""
        if self._header is None:
            self._header = self._read_header()
        if self._header is None:
            return None
        kind, turn, tree, data = self._header
        if len(self._bytes) < tree + data:
            return None
        frame = Frame(kind, turn, parse(bytes(self._bytes[:tree])), bytes(self._bytes[tree : tree + data]))
        del self._bytes[: tree + data]
        self._header = None
        return frame

    def _read_header(self) -> tuple[str, int, int, int] | None:
        if len(self._bytes) < _LENGTH:
            return None
        length = int.from_bytes(self._bytes[:_LENGTH], "little")
        if length > HEADER_LIMIT:
            raise WireError("a header longer than any of ours")
        if len(self._bytes) < _LENGTH + length:
            return None
        header = parse(bytes(self._bytes[_LENGTH : _LENGTH + length]))
        del self._bytes[: _LENGTH + length]
        match header:
            # bool is the one subclass of int that JSON has; it is no length.
            case {"kind": str(kind), "turn": int(turn), "tree": int(tree), "data": int(data)} if (
                type(turn) is type(tree) is type(data) is int and 0 <= tree <= TREE_LIMIT and 0 <= data <= DATA_LIMIT
            ):
                return kind, turn, tree, data
        raise WireError("a header that is none of ours")


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
