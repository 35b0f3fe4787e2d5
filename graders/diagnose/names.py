"""The names that a piece of a program gives values to, and those whose values it needs."""

from __future__ import annotations

import ast


def defined(statement: ast.stmt) -> set[str]:
    """Return the names that a statement defines; a loop or a branch defines all that it stores."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    return stored(statement)


def stored(node: ast.AST) -> set[str]:
    """Return the names that are given a value anywhere in a node."""
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)}


def read(node: ast.AST) -> set[str]:
    """Return the names whose values a node needs; an update such as ``x += 1`` needs its own."""
    names = {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}
    return names | stored(node) if isinstance(node, ast.AugAssign) else names
