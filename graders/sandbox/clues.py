"""What a source looks like: clues for the wording of feedback, read in the child and never trusted for a verdict."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from graders.transcript import Clues

_TELLTALES = (b"__main__", b"pass", b"...", b"NotImplementedError", b"print")
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


def find_clues(source: bytes, name: str) -> Clues:
    """Return the clues in ``source``; those of its syntax tree are empty where it has no valid one."""
    notebook = source.lstrip().startswith(b"{") and b'"nbformat"' in source
    if not any(word in source for word in _TELLTALES):  # the tree takes longer than all else in a run of a millisecond
        return Clues(notebook=notebook)
    try:
        tree = ast.parse(source, name)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return Clues(notebook=notebook)
    functions = [statement for statement in tree.body if isinstance(statement, _Function)]
    return Clues(
        guarded=_guarded(tree),
        unfinished=tuple(function.name for function in functions if _is_unfinished(function)),
        prints=tuple(function.name for function in functions if _only_prints(function)),
        notebook=notebook,
    )


def _guarded(tree: ast.Module) -> tuple[str, ...]:
    guards = [statement for statement in tree.body if isinstance(statement, ast.If) and _is_main_guard(statement.test)]
    rest = [statement for statement in tree.body if statement not in guards]
    elsewhere = set(_bound(rest))
    inside = dict.fromkeys(_bound([statement for guard in guards for statement in guard.body]))
    return tuple(name for name in inside if name not in elsewhere)


def _is_main_guard(test: ast.expr) -> bool:
    match test:
        case ast.Compare(left=ast.Name(id="__name__"), ops=[ast.Eq()], comparators=[ast.Constant(value="__main__")]):
            return True
        case ast.Compare(left=ast.Constant(value="__main__"), ops=[ast.Eq()], comparators=[ast.Name(id="__name__")]):
            return True
    return False


def _bound(statements: list[ast.stmt]) -> Iterator[str]:
    """Yield the names that the statements bind at module level, those inside ``if``, ``for`` and the like as well."""
    for statement in statements:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield statement.name
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _is_unfinished(function: _Function) -> bool:
    body = [statement for statement in function.body if not _is_docstring(statement)]
    return all(_is_placeholder(statement) for statement in body)


def _is_docstring(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def _is_placeholder(statement: ast.stmt) -> bool:
    match statement:
        case ast.Expr(value=ast.Constant(value=value)):
            return value is ...
        case ast.Pass():
            return True
        case ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError"))):
            return True
    return False


def _only_prints(function: _Function) -> bool:
    prints = False
    for node in _own_nodes(function):
        match node:
            case ast.Return(value=ast.expr()) | ast.Yield() | ast.YieldFrom():
                return False
            case ast.Call(func=ast.Name(id="print")):
                prints = True
    return prints


def _own_nodes(function: _Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body without those of the functions and classes inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
