"""Arguments for a call, fixed or drawn, and the three ways to write a case."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from graders.exercise import Case, Draw
from graders.spec import nodes
from graders.spec.data import Data, arrays_by_name, as_array
from graders.spec.draws import read_draw
from graders.spec.faults import fault
from graders.spec.kinds import Kind, Name, Schema
from graders.spec.nodes import Node, Scalar
from graders.spec.records import Filled, ListOf, MapOf, Record
from graders.spec.scalars import expected
from graders.transcript import Value


class Lists(StrEnum):
    """What a list of numbers in an argument becomes."""

    ARRAY = "array"
    LIST = "list"


class Argument(NamedTuple):
    """A value for a parameter: plain data, or a :class:`graders.exercise.Draw`."""

    expects: str = "a value"

    def read(self, node: Node) -> Value | Draw:
        draw = read_draw(node) if isinstance(node, Scalar) else None
        return draw or Data().read(node)

    def schema(self) -> Schema:
        return {}


class CaseKind(NamedTuple):
    """One call: a list of arguments, a mapping of arguments by name, or a mapping with ``args`` or ``kwargs``."""

    long: Record[Case]
    expects: str = "a case: a list of arguments, or a mapping of arguments by name"

    def read(self, node: Node) -> Case:
        if isinstance(node, nodes.Sequence):
            return Case(args=POSITIONAL.read(node))
        if not isinstance(node, nodes.Mapping):
            raise expected(self.expects, node)
        if {"args", "kwargs"}.isdisjoint(key.text for key, _ in node.entries):
            return Case(kwargs=BY_NAME.read(node))
        return self.long.read(node)

    def schema(self) -> Schema:
        either = [{"required": ["args"]}, {"required": ["kwargs"]}]
        by_name = {**BY_NAME.schema(), "not": {"anyOf": either}}
        return {"anyOf": [POSITIONAL.schema(), by_name, {**self.long.schema(), "anyOf": either}]}


POSITIONAL = ListOf(Argument(), "a list of arguments")
BY_NAME = MapOf(Name(), Argument(), "arguments by name")


class Bindings(NamedTuple):
    """Expressions by name; a list of names is short for names that stand for themselves."""

    expression: Kind[str]
    expects: str = "a list of names, or a mapping of names to expressions"

    def read(self, node: Node) -> Mapping[str, str]:
        if isinstance(node, nodes.Sequence):
            names = ListOf(Name(), self.expects, least=1).read(node)
            return {name: name for name in names}
        return self._mapping.read(node)

    def schema(self) -> Schema:
        names = {"type": "array", "items": Name().schema(), "minItems": 1}
        return {"anyOf": [names, self._mapping.schema()]}

    @property
    def _mapping(self) -> MapOf[str]:
        return MapOf(Name(), self.expression, self.expects, least=1)


def draws_need_a_draw(filled: Filled) -> None:
    """Refuse several draws where every value is fixed: each would be the same call again."""
    draws = filled.get("draws")
    sources = [filled[name].value for name in ("args", "kwargs", "given") if name in filled]
    drawn = any(isinstance(value, Draw) for source in sources for value in _each(source))
    if draws and draws.value > 1 and not drawn:
        raise fault(draws.place, "'draws': expected at least one drawn argument, such as normal(5), found none")


def _each(source: Mapping[str, Any] | tuple[Any, ...]) -> Iterable[Any]:
    return source.values() if isinstance(source, Mapping) else source


def with_arrays(case: Case) -> Case:
    """Return the case with every list of numbers as an array."""
    return case._replace(args=tuple(map(as_array, case.args)), kwargs=arrays_by_name(case.kwargs))
