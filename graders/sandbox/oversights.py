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
_OF_NUMPY = {  # how many arguments may stand in the brackets before the one that is written into, where there is one
    "abs": 1,
    "append": 3,
    "clip": 3,
    "concatenate": 2,
    "delete": 3,
    "exp": 1,
    "flip": 2,
    "insert": 4,
    "log": 1,
    "reshape": 3,
    "round": 2,
    "sort": 4,
}
_NO_FUNCTION = (
    *(ast.Constant, ast.JoinedStr, ast.List, ast.Tuple, ast.Dict, ast.Set),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.BinOp, ast.UnaryOp, ast.Compare),
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
    """Yield Python's own functions whose name gets, at the left margin, a value that surely cannot be called."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.value, _NO_FUNCTION):
            names = (name for name in statement.targets if isinstance(name, ast.Name) and name.id in _OWN)
            yield from (Shadowed(name.lineno, name.id) for name in names)


def discarded(tree: ast.Module) -> Iterator[Discarded]:
    """Yield calls that do nothing but return a value which nobody takes."""
    objects = {"np", *_objects(tree)}
    for place in tree.body:
        function = place.name if isinstance(place, (ast.FunctionDef, ast.AsyncFunctionDef)) else ""
        loops = [node for node in ast.walk(place) if isinstance(node, ast.For)]
        counters = {node.id for loop in loops for node in ast.walk(loop.target) if isinstance(node, ast.Name)}
        for node in ast.walk(place):
            if not isinstance(node, ast.Expr) or not isinstance(node.value, ast.Call):
                continue
            if name := _unchanged(node.value, objects):
                target = "" if name in counters else name
                yield Discarded(node.lineno, function, target, ast.unparse(node.value.func))


def _objects(tree: ast.Module) -> Iterator[str]:
    """Yield the names whose value is of a class that the file defines; its methods may be called as those of texts."""
    classes = {node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=targets, value=ast.Call(func=ast.Name(id=called))) if called in classes:
                yield from (target.id for target in targets if isinstance(target, ast.Name))


def _unchanged(call: ast.Call, objects: set[str]) -> str:
    """Return the name of the value that a call looks at and leaves as it is; empty where that is not known."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="np"), attr=called) if len(call.args) <= _OF_NUMPY.get(called, 0):
            of = call.args[0] if call.args else None
        case ast.Name(id="sorted"):
            of = call.args[0] if call.args else None
        case ast.Attribute(value=ast.Name(id=name) as value, attr=called) if called in _METHODS and name not in objects:
            of = value
        case _:
            of = None
    spread = any(isinstance(argument, ast.Starred) for argument in call.args)
    may_write = spread or any(keyword.arg in {"out", None} for keyword in call.keywords)
    return of.id if isinstance(of, ast.Name) and not may_write else ""
