"""Which names of a source its variables are worked out from."""

from __future__ import annotations

import ast
from collections.abc import Mapping

from graders.diagnose.names import read, stored


def dependence(tree: ast.Module) -> Mapping[str, frozenset[str]]:
    """Return, for each name that a module defines, all other such names that its value can follow from."""
    needed: dict[str, set[str]] = {}
    for statement in tree.body:
        for name in stored(statement):
            needed.setdefault(name, set()).update(read(statement))
    return {name: frozenset(_reached(name, needed)) - {name} for name in needed}


def _reached(name: str, needed: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = {name}
    while waiting:
        one = waiting.pop()
        new = (needed.get(one, set()) & needed.keys()) - found
        found |= new
        waiting |= new
    return found
