"""The fields of a message from a child, each taken by its exact type and no longer than a report shows it."""

from __future__ import annotations

from typing import Any

from graders.sandbox.wire import WireError

MESSAGE_LIMIT = 2000
LIST_LIMIT = 200
TEXT_LIMIT = 400


def position(number: object) -> int | None:
    """Return a number if it may be that of a line or a column, and None for anything else."""
    return number if type(number) is int and 0 < number < 1 << 31 else None


class Fields:
    """The fields of one message; one that lacks a text it must have is a :class:`WireError`."""

    def __init__(self, tree: object) -> None:
        if type(tree) is not dict:
            raise WireError("a message without fields")
        self._fields: dict[str, Any] = tree

    def take(self, name: str) -> Any:  # noqa: ANN401 - JSON; the caller checks it
        """Return what stands there, or None."""
        return self._fields.get(name)

    def text(self, name: str, limit: int = TEXT_LIMIT) -> str:
        """Return a text, cut at ``limit``."""
        text = self.take(name)
        if type(text) is not str:
            raise WireError(f"a message without {name}")
        return text[:limit]

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts, cut at the limits."""
        texts = self.take(name)
        if type(texts) is not list or any(type(text) is not str for text in texts):
            raise WireError(f"a message without {name}")
        return tuple(text[:TEXT_LIMIT] for text in texts[:LIST_LIMIT])

    def places(self, name: str, texts: int) -> list[tuple[Any, ...]]:
        """Return a list of places in a source: of each the number of its line, and so many texts."""
        places = self.take(name)
        if type(places) is not list or any(
            type(place) is not list
            or len(place) != 1 + texts
            or position(place[0]) is None
            or any(type(text) is not str for text in place[1:])
            for place in places
        ):
            raise WireError(f"a message without {name}")
        return [(place[0], *(text[:TEXT_LIMIT] for text in place[1:])) for place in places[:LIST_LIMIT]]

    def position(self, name: str) -> int | None:
        """Return the number of a line or a column, or None."""
        return position(self.take(name))
