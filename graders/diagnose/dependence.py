"""Which names of a source its variables are worked out from."""

from __future__ import annotations

import ast
from collections.abc import Mapping


def dependence(tree: ast.Module) -> Mapping[str, frozenset[str]]:
    """Return, for each name that a module defines, all other such names that its value can follow from."""
    read: dict[str, set[str]] = {}
    for statement in tree.body:
        names = {
            node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
        }
        for name in _defined(statement):
            read.setdefault(name, set()).update(names)
    return {name: frozenset(_reached(name, read)) - {name} for name in read}


def _defined(statement: ast.stmt) -> set[str]:
    """Return the names that a statement defines; a loop or a branch defines all that it stores."""
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _reached(name: str, read: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        one = waiting.pop()
        new = (read.get(one, set()) & read.keys()) - found
        found |= new
        waiting |= new
    return found
