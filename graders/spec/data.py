"""Plain data as YAML writes it, and the arrays that lists of numbers become."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graders.spec import nodes
from graders.spec.draws import read_draw
from graders.spec.faults import fault
from graders.spec.kinds import Schema
from graders.spec.nodes import Node, Scalar
from graders.spec.records import ListOf, MapOf
from graders.spec.scalars import expected, resolve
from graders.transcript import Value


class Data(NamedTuple):
    """None, a truth value, a number, a text, or a list or dict of these. Lists stay lists."""

    expects: str = "a value"

    def read(self, node: Node) -> Value:
        if isinstance(node, Scalar):
            return resolve(node)
        if isinstance(node, nodes.Sequence):
            return list(ListOf(_Part(), "a list").read(node))
        return MapOf(_Key(), _Part(), "a mapping").read(node)

    def schema(self) -> Schema:
        return {}


class _Part(NamedTuple):
    """A value within a list or a dict."""

    expects: str = "a value"

    def read(self, node: Node) -> Value:
        if isinstance(node, Scalar) and read_draw(node):
            raise fault(node.place, "a draw is an argument of its own; it cannot be part of another value")
        return Data().read(node)

    def schema(self) -> Schema:
        return {}


class _Key(NamedTuple):
    """A key of a dict."""

    expects: str = "a text as a key"

    def read(self, node: Node) -> str:
        key = resolve(node) if isinstance(node, Scalar) else None
        if not isinstance(key, str):
            raise expected(self.expects, node, "; put it in quotes")
        return key

    def schema(self) -> Schema:
        return {"type": "string"}


def arrays_by_name(arguments: Mapping[str, Value]) -> dict[str, Value]:
    """Return the arguments with every list of numbers as an array."""
    return {name: as_array(value) for name, value in arguments.items()}


def as_array(value: Value) -> Value:
    """Return a rectangular list of numbers as a read-only array, int64 or float64; lists inside other values too.

    A list with anything but numbers in it, or with rows of different lengths, stays a list.
    """
    if isinstance(value, dict):
        return arrays_by_name(value)
    if not isinstance(value, list):
        return value
    if _shape(value) is None:
        return [as_array(item) for item in value]
    import numpy as np  # noqa: PLC0415 - most of the start-up time; an exercise without arrays does without it

    array = np.array(value)
    array.setflags(write=False)
    return array


def _shape(value: Value) -> tuple[int, ...] | None:
    """Return the shape that a value has as an array, or None when it is not numbers in equal rows."""
    if not isinstance(value, list):
        return () if isinstance(value, int | float) and not isinstance(value, bool) else None
    shapes = {_shape(item) for item in value}
    if not shapes:
        return (0,)
    first = shapes.pop()
    return None if shapes or first is None else (len(value), *first)
