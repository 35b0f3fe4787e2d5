"""The grader's end of a zygote's socket."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

from graders.errors import SandboxError
from graders.sandbox.launch import Launched

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
        return self.hear()[0]

    def say(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
        """Send a message and descriptors with it."""
        if not self._launched.is_open:
            raise SandboxError("the sandbox is closed")
        try:
            socket.send_fds(self._channel, [json.dumps(message).encode("ascii")], list(descriptors))
        except OSError as error:
            raise self._lost(error) from error

    def hear(self) -> tuple[dict[str, Any], list[int]]:
        """Return the next message and its descriptors."""
        try:
            message, descriptors, _, _ = socket.recv_fds(self._channel, _MESSAGE, 1)
            if message:
                return json.loads(message), descriptors
        except (OSError, ValueError) as error:
            raise self._lost(error) from error
        raise self._lost(None)

    def close(self) -> None:
        """End the zygote, and with it any child; may be called again."""
        self._channel.close()
        self._launched.close()

    def _lost(self, error: Exception | None) -> SandboxError:
        os.set_blocking(self._launched.words, False)
        try:
            words = os.read(self._launched.words, _MESSAGE).decode("utf-8", "replace").strip().rpartition("\n")[2]
        except BlockingIOError:
            words = ""
        reason = words or (str(error) if error else "it ended")
        return SandboxError(f"the process that starts the jails is lost: {reason}")
