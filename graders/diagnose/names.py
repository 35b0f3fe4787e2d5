"""The names that a piece of a program gives values to, and those whose values it needs.

Both are meant as the scope sees them in which the piece stands: what is local to a function, a class or a comprehension
in it is neither.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def stored(node: ast.AST) -> set[str]:
    """Return the names that are given a value anywhere in a node."""
    names = set()
    for one in own(node):
        match one:
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
    return names


def read(node: ast.AST) -> set[str]:
    """Return the names whose values a node needs; an update such as ``x += 1`` needs its own."""
    match node:
        case ast.Name(id=name, ctx=context):
            return {name} if isinstance(context, ast.Load) else set()
        case ast.AugAssign():
            return _read(ast.iter_child_nodes(node)) | stored(node)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            around = [node.args, *node.decorator_list, *filter(None, [node.returns])]
            return _read(around) | (_read(node.body) - _local(node, node.body))
        case ast.Lambda():
            return read(node.args) | (read(node.body) - _local(node, [node.body]))
        case ast.ClassDef():
            around = [*node.bases, *node.keywords, *node.decorator_list]
            return _read(around) | (_read(node.body) - _stored(node.body))
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            passing = _stored(one.target for one in node.generators)
            return read(node.generators[0].iter) | (_read(ast.iter_child_nodes(node)) - passing)
        case ast.For() | ast.AsyncFor():
            return read(node.iter) | (_read([*node.body, *node.orelse]) - stored(node.target))
    return _read(ast.iter_child_nodes(node))


def own(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a node and what stands in it in the same scope, in no order."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        yield one
        if isinstance(one, ast.comprehension):
            waiting += (one.iter, *one.ifs)
        elif not isinstance(one, _SCOPES):
            waiting += ast.iter_child_nodes(one)


def _read(nodes: Iterable[ast.AST]) -> set[str]:
    return set[str]().union(*map(read, nodes))


def _stored(nodes: Iterable[ast.AST]) -> set[str]:
    return set[str]().union(*map(stored, nodes))


def _local(function: _Function, body: Sequence[ast.AST]) -> set[str]:
    """Return the names that are a function's own: its parameters, and what it stores and does not declare otherwise."""
    inside = (node for statement in body for node in own(statement))
    elsewhere = {name for node in inside if isinstance(node, ast.Global | ast.Nonlocal) for name in node.names}
    parameters = {node.arg for node in ast.walk(function.args) if isinstance(node, ast.arg)}
    return parameters | (_stored(body) - elsewhere)
