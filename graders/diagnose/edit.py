"""Small changes of a source: each replaces one piece of its text, and says in a beginner's words what that comes to."""

from __future__ import annotations

import ast
import codecs
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graders.diagnose.names import stored
from graders.parsing import program

_SHOWN = 40  # characters of a piece of code that still read well inside a sentence
_BINDS_LOOSELY = (ast.BinOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda, ast.UnaryOp)


class Edit(NamedTuple):
    """The bytes from ``start`` to ``end`` replaced by ``text``; ``operator`` names the kind of change.

    ``as_if`` ends the sentence "It looks as if …". ``places`` are those of all its changes where it makes several.
    """

    operator: str
    start: int
    end: int
    text: bytes
    as_if: str
    places: tuple[tuple[int, int], ...] = ()


class Source:
    """A source in UTF-8 with its syntax tree, less a byte order mark.

    Raises ``SyntaxError`` or ``ValueError`` when it is none.
    """

    def __init__(self, source: bytes) -> None:
        source = source.removeprefix(codecs.BOM_UTF8)  # the columns of a syntax tree do not count it
        source.decode()
        self.bytes = source
        self.tree = program(source)
        self._starts = [0]
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node begins and ends, in bytes; brackets round it are outside."""
        start = self._starts[node.lineno - 1] + node.col_offset
        end = self._starts[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)
        return start, end

    def code(self, node: ast.expr | ast.stmt) -> str:
        """Return the text of a node, without the brackets round it."""
        start, end = self.span(node)
        return self.bytes[start:end].decode()

    def operand(self, node: ast.expr) -> str:
        """Return the text of a node as it can stand beside any operator."""
        return f"({self.code(node)})" if isinstance(node, _BINDS_LOOSELY) else self.code(node)

    def replace(self, node: ast.expr | ast.stmt, text: str, operator: str, as_if: str) -> Edit:
        """Return the change that puts ``text`` in place of a node."""
        start, end = self.span(node)
        return Edit(operator, start, end, text.encode(), as_if)

    def edited(self, edit: Edit) -> bytes:
        """Return the source after a change."""
        return self.bytes[: edit.start] + edit.text + self.bytes[edit.end :]

    def together(self, edits: Sequence[Edit]) -> Edit | None:
        """Return several changes as one, that of all in the words of the first; None when they overlap."""
        edits = sorted(edits, key=lambda edit: edit.start)
        text = edits[0].text
        for edit, following in pairwise(edits):
            if following.start < edit.end:
                return None
            text += self.bytes[edit.end : following.start] + following.text
        return edits[0]._replace(
            end=edits[-1].end,
            text=text,
            as_if=f"{edits[0].as_if}, in every place",
            places=tuple((edit.start, edit.end) for edit in edits),
        )

    def place(self, edit: Edit) -> tuple[int, int]:
        """Return line and column of a change, both from 1."""
        line = sum(start <= edit.start for start in self._starts)
        return line, edit.start - self._starts[line - 1] + 1

    def names(self, edit: Edit) -> frozenset[str]:
        """Return the functions and variables whose definitions at the left margin a change is in."""
        places = edit.places or ((edit.start, edit.end),)
        found = set[str]()
        for statement in self.tree.body:
            begin, behind = self.span(statement)
            if any(start < behind and end > begin for start, end in places):
                found |= stored(statement)
        return frozenset(found)


def shown(code: str) -> str:
    """Return a piece of code as it stands in a sentence: on one line, between backticks, cut when it is long."""
    line = " ".join(code.replace("`", "'").split())
    return f"`{line if len(line) <= _SHOWN else line[: _SHOWN - 2] + ' …'}`"


def called(node: ast.Call) -> str:
    """Return the name of the function or method that is called; empty for anything more involved."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def is_numpy(node: ast.expr) -> bool:
    """Say whether this is the module NumPy itself, by its usual name."""
    return isinstance(node, ast.Name) and node.id == "np"


def is_data(node: ast.expr) -> bool:
    """Say whether a list or tuple holds nothing but numbers and texts that are typed in."""
    if isinstance(node, ast.List | ast.Tuple):
        return all(map(is_data, node.elts))
    return isinstance(node, ast.Constant) or (isinstance(node, ast.UnaryOp) and isinstance(node.operand, ast.Constant))


def are_alike(one: object, other: object) -> bool:
    """Say whether two syntax trees, or fields of them, are the same but for their places."""
    if type(one) is not type(other):
        return False
    if isinstance(one, ast.AST):
        return all(are_alike(getattr(one, field, None), getattr(other, field, None)) for field in one._fields)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(are_alike, one, other))
    return one == other
