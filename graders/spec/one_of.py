"""A mapping that is of one kind out of several, told by the key that it has."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, TypeVar

from graders.spec import nodes
from graders.spec.faults import closest, fault, quoted
from graders.spec.kinds import Schema
from graders.spec.nodes import Node
from graders.spec.records import Record
from graders.spec.scalars import expected

T = TypeVar("T")


class OneOf(NamedTuple, Generic[T]):
    """Something of the one kind whose key it has; ``records`` declares the kinds by that key."""

    noun: str
    records: Mapping[str, Record[T]]

    @property
    def expects(self) -> str:
        return f"a {self.noun}, a mapping with exactly one of the keys {', '.join(self.records)}"

    def read(self, node: Node) -> T:
        if not isinstance(node, nodes.Mapping):
            raise expected(self.expects, node)
        kinds = [key for key, _ in node.entries if key.text in self.records]
        if len(kinds) > 1:
            found = ", ".join(f"{quoted(key.text)} (line {key.place.line})" for key in kinds)
            raise fault(kinds[1].place, f"expected one kind of {self.noun}, found {len(kinds)}: {found}")
        kind = kinds[0].text if kinds else self._meant(node)
        if not kind:
            raise fault(node.place, f"the {self.noun} has no kind: expected exactly one of {', '.join(self.records)}")
        return self.records[kind].read(node)

    def _meant(self, node: nodes.Mapping) -> str:
        """Return the kind whose key is misspelt, so that the rest can be read; the record notes the misspelling."""
        known = {name for record in self.records.values() for name in record.names}
        unknown = (key.text for key, _ in node.entries if key.text not in known)
        return next(filter(None, (closest(key, self.records) for key in unknown)), "")

    def schema(self) -> Schema:
        return {
            "anyOf": [
                {"title": record.noun, "description": record.doc, **record.schema()} for record in self.records.values()
            ]
        }
