"""The grader's end of a zygote's socket."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from struct import error as StructError  # noqa: N812 - a class, which struct names as a variable
from typing import Any

from graders.errors import SandboxError
from graders.sandbox.launch import Launched
from graders.sandbox.order import WAIT, Order, Over, read_over, read_started

_MESSAGE = 64 * 1024
_READY_S = 30.0  # for what is ours: starting NumPy, a fork


class ZygoteChannel:
    """A started zygote; silence or nonsense from it is a :class:`SandboxError`, and its end as well."""

    def __init__(self, launched: Launched) -> None:
        self._launched = launched
        self._channel = socket.socket(fileno=os.dup(launched.channel))
        self._channel.settimeout(_READY_S)

    def await_ready(self) -> dict[str, Any]:
        """Return what the zygote says of itself when it has started: to be called first, and once."""
        message, _ = self._hear()
        try:
            return json.loads(message)  # type: ignore[no-any-return]
        except ValueError as error:
            raise self._lost(error) from error

    def start(self, order: Order, descriptors: Sequence[int]) -> tuple[int, int]:
        """Have a child started with these descriptors; return its process id and its pidfd.

        The one before it must have ended: it is waited for.
        """
        self._say(order.pack(), descriptors)
        message, handles = self._hear()
        try:
            [handle] = handles
            return read_started(message), handle
        except (ValueError, StructError) as error:
            raise self._lost(error) from error

    def wait(self) -> Over:
        """Return how the last child has ended; to be called once it has."""
        self._say(WAIT, ())
        message, _ = self._hear()
        try:
            return read_over(message)
        except StructError as error:
            raise self._lost(error) from error

    def close(self) -> None:
        """End the zygote, and with it any child; may be called again."""
        self._channel.close()
        self._launched.close()

    def _say(self, message: bytes, descriptors: Sequence[int]) -> None:
        if not self._launched.is_open:
            raise SandboxError("the sandbox is closed")
        try:
            socket.send_fds(self._channel, [message], descriptors)
        except OSError as error:
            raise self._lost(error) from error

    def _hear(self) -> tuple[bytes, list[int]]:
        try:
            message, descriptors, _, _ = socket.recv_fds(self._channel, _MESSAGE, 1)
        except OSError as error:
            raise self._lost(error) from error
        if not message:
            raise self._lost(None)
        return message, descriptors

    def _lost(self, error: Exception | None) -> SandboxError:
        os.set_blocking(self._launched.words, False)
        try:
            words = os.read(self._launched.words, _MESSAGE).decode("utf-8", "replace").strip().rpartition("\n")[2]
        except BlockingIOError:
            words = ""
        reason = words or (str(error) if error else "it ended")
        return SandboxError(f"the process that starts the jails is lost: {reason}")
