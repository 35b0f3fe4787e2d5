"""The nodes of a YAML document, each with its place and the key it stands under."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from graders.problem import Place


class Scalar(NamedTuple):
    """A text as written. ``plain`` is without quotes: only such a text may stand for a number, a truth value or null.

    ``key`` is the key that a node is the value of, or is listed under; empty at the top of a document.
    """

    place: Place
    key: str
    text: str
    plain: bool


class Sequence(NamedTuple):
    """A list."""

    place: Place
    key: str
    items: tuple[Node, ...]


class Mapping(NamedTuple):
    """Keys with values, in the order of the file; a key that is given twice is in ``entries`` once, as given first."""

    place: Place
    key: str
    entries: tuple[tuple[Scalar, Node], ...]


Node: TypeAlias = Scalar | Sequence | Mapping
