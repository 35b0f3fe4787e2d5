"""Python expressions in an exercise file, and the one that says what a variable is computed from."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

import ast
from typing import NamedTuple

from graders.exercise import Follows
from graders.spec.kinds import Schema, Text
from graders.spec.nodes import Node
from graders.spec.scalars import expected


class Expression(NamedTuple):
    """A Python expression that Python can read."""

    expects: str = "a Python expression"

    def read(self, node: Node) -> str:
        text = self._text.read(node)
        try:
            compile(text, "expression", "eval", dont_inherit=True)
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
        expression = Expression(self.expects).read(node)
        names = (part.id for part in ast.walk(ast.parse(expression, mode="eval")) if isinstance(part, ast.Name))
        return Follows(expression, tuple(dict.fromkeys(names)))

    def schema(self) -> Schema:
        return Expression(self.expects).schema()
