"""Requests as bytes, packed once: what an exercise asks is the same for every submission."""

from __future__ import annotations

from graders.sandbox.messages import Source, request_body
from graders.sandbox.wire import Body, addressed
from graders.transcript import Ask

_KEPT = 1024
_LARGEST = 16 * 1024


class Packed:
    """Packs requests, and keeps the bytes of asks; these are recognised as the very objects, which never change."""

    def __init__(self) -> None:
        self._kept: dict[int, tuple[Ask, Body]] = {}

    def pack(self, request: Source | Ask, turn: int) -> bytes:
        """Return a request as a frame; :class:`WireError` when it is larger than one message carries."""
        if isinstance(request, Source):
            return addressed(request_body(request), turn)
        kept = self._kept.get(id(request))
        if kept is not None and kept[0] is request:
            return addressed(kept[1], turn)
        body = request_body(request)
        if len(body.text) + len(body.data) <= _LARGEST:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            self._kept[id(request)] = request, body
        return addressed(body, turn)
