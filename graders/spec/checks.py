"""Checks: which kind one is, what it may need, and how its fields become a check."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from graders.exercise import (
    Check,
    Comparison,
    FunctionCheck,
    PropertyCheck,
    RaisesCheck,
    RatingCheck,
    StdoutCheck,
    TextCheck,
    Tolerance,
    UnchangedCheck,
    VariableCheck,
)
from graders.spec import nodes
from graders.spec.arguments import Lists, with_arrays
from graders.spec.data import arrays_by_name
from graders.spec.faults import Faults, Once, did_you_mean, quoted
from graders.spec.kinds import Schema
from graders.spec.nodes import Node, Scalar
from graders.spec.one_of import OneOf
from graders.spec.records import Filled, ListOf, values

TYPES: Mapping[str, type[Check]] = {
    "variable": VariableCheck,
    "function": FunctionCheck,
    "raises": RaisesCheck,
    "unchanged": UnchangedCheck,
    "property": PropertyCheck,
    "stdout": StdoutCheck,
    "text": TextCheck,
    "rating": RatingCheck,
}


class Draft(NamedTuple):
    """A check as its own lines declare it: ``kind`` is a key of :data:`TYPES`, ``filled`` has its fields."""

    kind: str
    filled: Filled

    def check(self, default: Tolerance) -> Check:
        """Return the check; what its own tolerance leaves open is as in ``default``."""
        fields = values(self.filled)
        place = self.filled[self.kind].place
        if self.kind in ("variable", "function"):
            rules = {name: fields.pop(name) for name in ("compares", "dtype", "item") if name in fields}
            written = fields.pop("tolerance", {})
            fields["comparison"] = Comparison(tolerance=default._replace(**written, own=bool(written)), **rules)
        if fields.pop("lists", Lists.ARRAY) is Lists.ARRAY and "cases" in fields:
            fields["cases"] = tuple(map(with_arrays, fields["cases"]))
        if "given" in fields:
            fields["given"] = arrays_by_name(fields["given"])
        if self.kind == "rating":
            fields["points"] = 0.0
        return TYPES[self.kind](**fields, line=place.line, column=place.column)


class Checks(NamedTuple):
    """The checks of an exercise, in order. Ids are unique, and a check needs only checks above it."""

    check: OneOf[Draft]
    expects: str = "a list of checks"

    def read(self, node: Node) -> tuple[Draft, ...]:
        faults = Faults()
        if isinstance(node, nodes.Sequence):
            with faults:
                _refuse_wrong_ids(node)
        drafts: tuple[Draft, ...] = ()
        with faults:
            drafts = self._list.read(node)
        faults.settle()
        return drafts

    def schema(self) -> Schema:
        return self._list.schema()

    @property
    def _list(self) -> ListOf[Draft]:
        return ListOf(self.check, self.expects, least=1)


def _refuse_wrong_ids(checks: nodes.Sequence) -> None:
    """Look at ids and needs in the nodes themselves: a fault elsewhere in a check must not hide one here."""
    faults = Faults()
    ids = [_id(check) for check in checks.items]
    all_ids = [identifier.text for identifier in ids if identifier]
    once = Once("id", faults)
    above: set[str] = set()
    for check, identifier in zip(checks.items, ids, strict=True):
        for need in _needs(check):
            if need.text not in above:
                faults.note(need.place, "'needs': " + _why_not(need.text, identifier, all_ids))
        if identifier:
            once.note(identifier.text, identifier.place)
            above.add(identifier.text)
    faults.settle()


def _why_not(need: str, own: Scalar | None, ids: list[str]) -> str:
    if own and need == own.text:
        return "a check cannot need itself"
    if need in ids:
        return f"{quoted(need)} comes further down; a check can need only checks above it"
    return f"there is no check {quoted(need)}{did_you_mean(need, ids)}"


def _id(check: Node) -> Scalar | None:
    found = _entry(check, "id")
    return found if isinstance(found, Scalar) else None


def _needs(check: Node) -> list[Scalar]:
    found = _entry(check, "needs")
    items = found.items if isinstance(found, nodes.Sequence) else ()
    return [item for item in items if isinstance(item, Scalar)]


def _entry(node: Node, name: str) -> Node | None:
    entries = node.entries if isinstance(node, nodes.Mapping) else ()
    return next((value for key, value in entries if key.text == name), None)
