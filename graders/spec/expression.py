"""Python expressions in an exercise file, and the one that says what a variable is computed from."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

import ast
from typing import NamedTuple

from graders.exercise import Follows
from graders.parsing import expression
from graders.spec.kinds import Schema, Text
from graders.spec.nodes import Node
from graders.spec.scalars import expected


class Expression(NamedTuple):
    """A Python expression that Python can read."""

    expects: str = "a Python expression"

    def read(self, node: Node) -> str:
        text = self._text.read(node)
        try:
            expression(text)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            raise expected(self.expects, node) from None
        return text

    def schema(self) -> Schema:
        return self._text.schema()

    @property
    def _text(self) -> Text:
        return Text(self.expects, most=500)


class FollowsKind(NamedTuple):
    """An expression over other variables, with the names in it."""

    expects: str = "a Python expression"

    def read(self, node: Node) -> Follows:
        text = Expression(self.expects).read(node)
        names = (part.id for part in ast.walk(expression(text)) if isinstance(part, ast.Name))
        return Follows(text, tuple(dict.fromkeys(names)))

    def schema(self) -> Schema:
        return Expression(self.expects).schema()
