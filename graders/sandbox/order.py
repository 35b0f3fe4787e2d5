"""What the grader and the zygote say to each other about a child, as bytes: said for every run, so without JSON."""

from __future__ import annotations

from struct import Struct
from typing import NamedTuple

MARK_BYTES = 8

_ORDER = Struct(f"<IQ?{MARK_BYTES}s")
_STARTED = Struct("<i")
_OVER = Struct("<id")

WAIT = b"wait"
"""Asks for what became of the last child, once it has ended; no order is as short."""


class Order(NamedTuple):
    """A child that is wanted: its limits (``memory`` in bytes, beyond what the zygote has), and what it is for.

    ``draws`` is a hint that its program will need random generators, ``folder`` is that of the files beside it, and
    ``mark`` ends what each ask has printed.
    """

    cpu_s: int
    memory: int
    draws: bool
    mark: bytes
    folder: str | None

    def pack(self) -> bytes:
        """Return the bytes of this order."""
        return _ORDER.pack(*self[:-1]) + (self.folder or "").encode("utf-8", "surrogateescape")


def read_order(message: bytes) -> Order:
    """Return the order that :meth:`Order.pack` made bytes of."""
    folder = message[_ORDER.size :].decode("utf-8", "surrogateescape")
    cpu_s, memory, draws, mark = _ORDER.unpack_from(message)
    return Order(cpu_s, memory, draws, mark, folder or None)


def pack_started(pid: int) -> bytes:
    """Return the message that a child has been started."""
    return _STARTED.pack(pid)


def read_started(message: bytes) -> int:
    """Return the process id of the child that was started; ``struct.error`` for any other message."""
    [pid] = _STARTED.unpack(message)
    return int(pid)


class Over(NamedTuple):
    """How a child has ended: its exit code, negative for a signal, and the processor time that it took."""

    exit_code: int
    cpu_s: float

    def pack(self) -> bytes:
        """Return the bytes of this message."""
        return _OVER.pack(*self)


def read_over(message: bytes) -> Over:
    """Return how a child has ended; ``struct.error`` for any other message."""
    return Over(*_OVER.unpack(message))
