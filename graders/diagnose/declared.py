"""The wrong solutions that an exercise declares: its reference with one function or variable replaced."""

from __future__ import annotations

import ast

from graders.diagnose.edit import Source
from graders.diagnose.suspect import Cause, Origin, Variant
from graders.exercise import Misconception


class UnknownNameError(Exception):
    """The reference defines no such function or variable at its left margin."""


def declared(misconception: Misconception, reference: Source) -> Variant:
    """Return the variant of a misconception; raises :class:`UnknownNameError` when nothing can be replaced."""
    statement = _definition(reference.tree, misconception.of)
    if statement is None:
        raise UnknownNameError(misconception.of)
    instead = f"({misconception.instead.strip()}\n)"  # an expression may end in a comment
    if isinstance(statement, ast.FunctionDef):
        edited = _function(statement, instead, reference)
    else:
        value = statement.value.body if isinstance(statement.value, ast.Lambda) else statement.value
        edited = reference.edited(reference.replace(value, instead, "", ""))
    cause = Cause(
        Origin.DECLARED, misconception.id, misconception.says, misconception.hint, frozenset({misconception.of})
    )
    return Variant(cause, edited)


def _function(statement: ast.FunctionDef, instead: str, reference: Source) -> bytes:
    """Return the reference with another body for a function; what follows on the same line as ``:`` counts as well."""
    start, _ = reference.span(statement.body[0])
    _, end = reference.span(statement.body[-1])
    return reference.bytes[:start] + f"return {instead}".encode() + reference.bytes[end:]


def _definition(tree: ast.Module, name: str) -> ast.FunctionDef | ast.Assign | None:
    """Return the statement that defines a name last."""
    found: ast.FunctionDef | ast.Assign | None = None
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() if statement.name == name:
                found = statement
            case ast.Assign() if name in map(ast.unparse, statement.targets):
                found = statement
    return found
