"""``course.yaml`` to a :class:`graders.policy.Policy`, or every problem in it at once."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from graders.errors import SpecError
from graders.policy import Policy
from graders.spec import nodes
from graders.spec.course_fields import COURSE, TERMS
from graders.spec.course_kinds import Zone
from graders.spec.document import contents, read_document
from graders.spec.faults import Faults, did_you_mean, quoted
from graders.spec.kinds import Kind, Schema
from graders.spec.nodes import Node

T = TypeVar("T")


def load_course(path: Path, exercises: Collection[str]) -> Policy:
    """Return the rules in a file, for a course that has these exercises.

    Raises :class:`graders.errors.SpecError` with every problem, also when there is no ordinary file of at most 1 MiB.
    """
    return parse_course(contents(path, "a file with the rules of a course"), str(path), exercises)


def parse_course(text: bytes, file: str, exercises: Collection[str]) -> Policy:
    """Return the rules in ``text``; ``file`` stands in the places of problems, see :func:`load_course`."""
    return read_document(text, file, _Course(exercises))


def course_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07) of the file; it refuses nothing that the loader takes."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Course",
        "description": COURSE.doc,
        **COURSE.schema(),
    }


class _Course(NamedTuple):
    """The course file of a course whose exercises are known: rules for others would apply to nothing."""

    exercises: Collection[str]
    expects: str = COURSE.expects

    def read(self, node: Node) -> Policy:
        """Return the rules; raises ``SpecError`` with every problem."""
        faults = Faults()
        parts = {key.text: value for key, value in _entries(node)}
        zone = _readable(Zone(), parts.get("time_zone"))
        for name, terms in _entries(parts.get("exercises")):
            if name.text not in self.exercises:
                hint = did_you_mean(name.text, self.exercises)
                faults.note(name.place, f"{quoted(name.text)} is not an exercise of this course{hint}")
            draft = _readable(TERMS, terms)
            if zone and draft:
                with faults:
                    draft.terms(zone)
        with faults:
            given = COURSE.read(node)
        faults.settle()
        zone = given.pop("time_zone")
        drafts = given.pop("exercises", {})
        return Policy(exercises={name: draft.terms(zone) for name, draft in drafts.items()}, **given)

    def schema(self) -> Schema:
        """Return what :func:`course_schema` is made of."""
        return COURSE.schema()


def _entries(node: Node | None) -> tuple[tuple[nodes.Scalar, Node], ...]:
    return node.entries if isinstance(node, nodes.Mapping) else ()


def _readable(kind: Kind[T], node: Node | None) -> T | None:
    """Return the value of a node, or None where the table itself will tell what is wrong with it."""
    try:
        return kind.read(node) if node else None
    except SpecError:
        return None
