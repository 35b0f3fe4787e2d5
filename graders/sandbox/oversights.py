"""Statements that do less or more than is meant: a result is thrown away, a name of Python's own gets another value."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from graders.transcript import Discarded, Shadowed

_METHODS = (  # of texts and of arrays; none of them changes what it is called on
    *("capitalize", "casefold", "lower", "lstrip", "replace", "rstrip", "strip", "swapcase", "title", "upper"),
    *("astype", "flatten", "ravel", "reshape", "transpose"),
)
_OF_NUMPY = (
    "abs",
    "append",
    "clip",
    "concatenate",
    "delete",
    "exp",
    "flip",
    "insert",
    "log",
    "reshape",
    "round",
    "sort",
)
_OWN = frozenset(name for name, value in vars(builtins).items() if name.islower() and callable(value))
_TELLTALE = re.compile(
    rf"^[ \t]*(?:\w+\.(?:{'|'.join(_METHODS)})|np\.(?:{'|'.join(_OF_NUMPY)})|sorted)\("
    rf"|^(?:{'|'.join(sorted(_OWN))})[ \t]*=".encode(),
    re.MULTILINE,
)


def may_have_oversights(source: bytes) -> bool:
    """Say whether it is worth the time to look for one in the syntax tree."""
    return _TELLTALE.search(source) is not None


def shadowed(tree: ast.Module) -> Iterator[Shadowed]:
    """Yield Python's own functions whose name gets another value at the left margin."""
    for statement in tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        names = (name for name in targets if isinstance(name, ast.Name) and name.id in _OWN)
        yield from (Shadowed(name.lineno, name.id) for name in names)


def discarded(tree: ast.Module) -> Iterator[Discarded]:
    """Yield calls that do nothing but return a value which nobody takes."""
    for place in tree.body:
        function = place.name if isinstance(place, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""
        loops = [node for node in ast.walk(place) if isinstance(node, ast.For)]
        counters = {node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        for node in ast.walk(place):
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and (name := _unchanged(node.value)):
                target = "" if name in counters else name
                yield Discarded(node.lineno, function, target, ast.unparse(node.value.func))


def _unchanged(call: ast.Call) -> str:
    """Return the name of the value that a call looks at and leaves as it is; empty where that is not known."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="np"), attr=called) if called in _OF_NUMPY:
            of = call.args[0] if call.args else None
        case ast.Name(id="sorted"):
            of = call.args[0] if call.args else None
        case ast.Attribute(value=value, attr=called) if called in _METHODS:
            of = value
        case _:
            of = None
    may_write = any(keyword.arg in {"out", None} for keyword in call.keywords)
    return of.id if isinstance(of, ast.Name) and not may_write else ""
