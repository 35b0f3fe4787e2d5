"""Lists and mappings of values: the tables that declare what an exercise file may say, and how they are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from graders.problem import Place
from graders.spec import nodes
from graders.spec.faults import Faults, Once, closest, quoted
from graders.spec.kinds import Kind, Schema
from graders.spec.nodes import Node
from graders.spec.scalars import expected

T = TypeVar("T")


class Given(NamedTuple):
    """A value that a file gives for a field, and the place where it stands."""

    value: Any
    place: Place


Filled: TypeAlias = Mapping[str, Given]
"""The fields of a mapping that the file gives and that could be read."""


def values(filled: Filled) -> dict[str, Any]:
    """Return the values without their places."""
    return {name: given.value for name, given in filled.items()}


class Field(NamedTuple):
    """A key of a mapping. ``default`` and ``example`` are as the YAML would say them; None is for no default."""

    name: str
    kind: Kind[object]
    doc: str
    example: Any
    required: bool = False
    default: Any = None

    def schema(self) -> Schema:
        """Return the JSON Schema of the value, with what an editor shows beside it."""
        default = {} if self.default is None else {"default": self.default}
        return {**self.kind.schema(), "description": self.doc, **default, "examples": [self.example]}


class Record(NamedTuple, Generic[T]):
    """A mapping with known keys. ``noun`` names it in messages ("a function check").

    ``rules`` look at several fields together; they see the fields that could be read, and raise ``SpecError``.
    ``build`` makes the value, from fields without fault.
    """

    noun: str
    doc: str
    fields: tuple[Field, ...]
    build: Callable[[Filled], T]
    rules: tuple[Callable[[Filled], None], ...] = ()

    @property
    def expects(self) -> str:
        """What is wanted: the keys by name."""
        return f"{self.noun}, a mapping with the keys {', '.join(self.names)}"

    @property
    def names(self) -> tuple[str, ...]:
        """The known keys."""
        return tuple(field.name for field in self.fields)

    def read(self, node: Node) -> T:
        """Return what ``build`` makes of the mapping; raises ``SpecError`` with every problem in it."""
        if not isinstance(node, nodes.Mapping):
            raise expected(self.expects, node)
        faults = Faults()
        present = self._fields_of(node, faults)
        filled: dict[str, Given] = {}
        for name, (field, value) in present.items():
            with faults:
                filled[name] = Given(field.kind.read(value), value.place)
        for field in self.fields:
            if field.required and field.name not in present:
                faults.note(
                    node.place, f"{quoted(field.name)} is missing from {self.noun}: expected {field.kind.expects}"
                )
        for rule in self.rules:
            with faults:
                rule(filled)
        faults.settle()
        return self.build(filled)

    def _fields_of(self, node: nodes.Mapping, faults: Faults) -> dict[str, tuple[Field, Node]]:
        """Return what is given for each field; a misspelt key stands for the one it resembles, once it is noted."""
        fields = {field.name: field for field in self.fields}
        present = {key.text: (fields[key.text], value) for key, value in node.entries if key.text in fields}
        for key, value in node.entries:
            if key.text in fields:
                continue
            meant = closest(key.text, [name for name in fields if name not in present])
            hint = f"did you mean {quoted(meant)}?" if meant else f"its keys are {', '.join(fields)}"
            faults.note(key.place, f"{quoted(key.text)} is not a key of {self.noun}; {hint}")
            if meant:
                present[meant] = fields[meant], value
        return present

    def schema(self) -> Schema:
        """Return the JSON Schema of the mapping."""
        return {
            "type": "object",
            "additionalProperties": False,
            "required": [field.name for field in self.fields if field.required],
            "properties": {field.name: field.schema() for field in self.fields},
        }


class ListOf(NamedTuple, Generic[T]):
    """A list of at least ``least`` items. With ``or_one``, an item alone stands for a list of one."""

    items: Kind[T]
    expects: str
    least: int = 0
    or_one: bool = False

    def read(self, node: Node) -> tuple[T, ...]:
        """Return the items; raises ``SpecError`` with the problems of all of them."""
        if self.or_one and not isinstance(node, nodes.Sequence):
            return (self.items.read(node),)
        if not isinstance(node, nodes.Sequence):
            raise expected(self.expects, node)
        if len(node.items) < self.least:
            raise expected(self.expects, node, " without items")
        faults = Faults()
        read = []
        for item in node.items:
            with faults:
                read.append(self.items.read(item))
        faults.settle()
        return tuple(read)

    def schema(self) -> Schema:
        """Return the JSON Schema of the list."""
        listed = {"type": "array", "items": self.items.schema(), **({"minItems": self.least} if self.least else {})}
        return {"anyOf": [self.items.schema(), listed]} if self.or_one else listed


class MapOf(NamedTuple, Generic[T]):
    """A mapping with keys of the author's choice, at least ``least`` of them."""

    keys: Kind[str]
    items: Kind[T]
    expects: str
    least: int = 0

    def read(self, node: Node) -> dict[str, T]:
        """Return the values by key; raises ``SpecError`` with the problems of all keys and values."""
        if not isinstance(node, nodes.Mapping):
            raise expected(self.expects, node)
        if len(node.entries) < self.least:
            raise expected(self.expects, node, " without keys")
        faults = Faults()
        once = Once("name", faults)
        names: list[str] = []
        items: list[T] = []
        for key, value in node.entries:
            with faults:
                name = self.keys.read(key)
                once.note(name, key.place)
                names.append(name)
            with faults:
                items.append(self.items.read(value))
        faults.settle()
        return dict(zip(names, items, strict=True))

    def schema(self) -> Schema:
        """Return the JSON Schema of the mapping."""
        return {
            "type": "object",
            "propertyNames": self.keys.schema(),
            "additionalProperties": self.items.schema(),
            **({"minProperties": self.least} if self.least else {}),
        }
