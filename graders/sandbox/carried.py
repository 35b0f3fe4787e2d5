"""What a source makes once and lets its functions change: one call then finds what an earlier one left there."""

from __future__ import annotations

import ast
import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from graders.transcript import Carried

_CHANGES = (
    *("add", "append", "clear", "discard", "extend", "fill", "insert", "pop", "popitem", "remove", "reverse"),
    *("setdefault", "sort", "update"),
)
_DRAWS = ("choice", "integers", "normal", "permutation", "random", "shuffle", "standard_normal", "uniform")
"""Methods of generators: each leaves it in another state."""

# These only tell whether to look in the syntax tree, which takes a tenth as long as a run. However long a line is, each
# looks at any part of it a few times at most: it gives no indentation back, and goes over no bracket in an annotation.
_MADE = re.compile(rb"^(\w+)\s*(?::[^=\n]*)?=(?!=)", re.MULTILINE)
_DEFAULT = re.compile(rb"[(,]\s*(\w+)\s*(?::[^=,(\n]*)?=\s*(?:[\[{]|[\w.]+\()")
_CHANGED = re.compile(
    rb"^[ \t]++(?:.*[^\w.])?(\w+)\.(?:" + "|".join(_CHANGES + _DRAWS).encode() + rb")\("
    rb"|^[ \t]+(?:del[ \t]+)?(\w+)\[.*\]\s*(?:[-+*/%@&|^<>]{0,3}=(?!=)|$)",
    re.MULTILINE,
)
_AUGMENTED = re.compile(rb"^[ \t]+(\w+)\s*[-+*/%@&|^<>]{1,3}=", re.MULTILINE)
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def may_carry(source: bytes) -> bool:
    """Say whether it is worth the time to look in the syntax tree."""
    changed, defaults = _names(_CHANGED, source), _names(_DEFAULT, source)
    if b"global" in source or changed & (defaults | _names(_MADE, source)):
        return True
    return bool(defaults & _names(_AUGMENTED, source))


def _names(pattern: re.Pattern[bytes], source: bytes) -> set[bytes]:
    return {name for found in pattern.finditer(source) for name in found.groups() if name}


def carried(tree: ast.Module) -> Iterator[Carried]:
    """Yield what functions at the left margin change, and neither make themselves nor are given, each name once."""
    made = dict(_made(tree))
    for function in tree.body:
        if isinstance(function, _Function):
            inside = [node for statement in function.body for node in ast.walk(statement)]
            outside = ChainMap(dict.fromkeys(_defaults(function), function.lineno), made)
            for name in dict.fromkeys((*_bound_globally(inside), *_changed(function, inside, outside))):
                yield Carried(outside.get(name, function.lineno), function.name, name)


def _made(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield the names that get a value at the left margin, and the last line in which they do."""
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=targets):
                yield from ((target.id, target.lineno) for target in targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
                yield name, statement.lineno


def _defaults(function: _Function) -> Iterator[str]:
    """Yield the parameters whose default is made when the function is."""
    arguments = function.args
    places = [*arguments.posonlyargs, *arguments.args]
    values = [None] * (len(places) - len(arguments.defaults)) + [*arguments.defaults]
    for place, value in zip((*places, *arguments.kwonlyargs), (*values, *arguments.kw_defaults), strict=True):
        if isinstance(value, ast.List | ast.Dict | ast.Set | ast.Call):
            yield place.arg


def _bound_globally(inside: list[ast.AST]) -> Iterator[str]:
    told = {name for node in inside if isinstance(node, ast.Global) for name in node.names}
    yield from (name for node in inside if (name := _bound(node)) in told)


def _changed(function: _Function, inside: list[ast.AST], outside: Mapping[str, int]) -> Iterator[str]:
    defaults = set(_defaults(function))
    own = {argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)} - defaults
    own.update(name for node in inside if (name := _bound(node)) and name not in defaults)
    for node in inside:
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=called)) if called in _CHANGES + _DRAWS:
                pass
            case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
                pass
            case ast.AugAssign(target=ast.Name(id=name)) if name in defaults:
                pass
            case _:
                continue
        if name in outside and name not in own:
            yield name


def _bound(node: ast.AST) -> str:
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else ""
