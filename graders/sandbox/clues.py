"""What a source looks like: clues for the wording of feedback, read in the child and never trusted for a verdict."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from typing import TypeAlias, TypeGuard

from graders.sandbox.carried import carried, may_carry
from graders.sandbox.oversights import discarded, may_have_oversights, shadowed
from graders.transcript import Clues

_TELLTALES = (b"__main__", b"pass", b"...", b"NotImplementedError", b"print")
_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_Loop: TypeAlias = ast.While | ast.For | ast.AsyncFor | ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def find_clues(source: bytes, name: str) -> Clues:
    """Return the clues in ``source``; those of its syntax tree are empty where it has no valid one."""
    notebook = source.lstrip().startswith(b"{") and b'"nbformat"' in source
    # The tree takes longer than all else in a run of a millisecond.
    is_telling = any(word in source for word in _TELLTALES) or may_have_oversights(source) or may_carry(source)
    tree = _tree(source, name) if is_telling else None
    if tree is None:
        return Clues(notebook=notebook)
    functions = [statement for statement in tree.body if isinstance(statement, _Function)]
    guarded, prints_guarded = _guarded(tree)
    return Clues(
        guarded=guarded,
        unfinished=tuple(function.name for function in functions if _is_unfinished(function)),
        prints=tuple(function.name for function in functions if _only_prints(function)),
        prints_guarded=prints_guarded,
        shadowed=tuple(shadowed(tree)),
        discarded=tuple(discarded(tree)),
        carried=tuple(carried(tree)),
        notebook=notebook,
    )


def find_loop(source: bytes, name: str, lines: Iterable[int]) -> int | None:
    """Return the line in which a loop around one of these lines begins; None where there is none.

    The innermost ``while`` goes before all others, which come to their end more often; the first of the lines has the
    innermost loops.
    """
    tree = _tree(source, name)
    loops = [node for node in ast.walk(tree) if isinstance(node, _Loop)] if tree else []
    loops.sort(key=lambda loop: -loop.lineno)
    around = [loop for line in lines for loop in loops if loop.lineno <= line <= (loop.end_lineno or loop.lineno)]
    endless = [loop for loop in around if isinstance(loop, ast.While)]
    return next((loop.lineno for loop in (*endless, *around)), None)


def _tree(source: bytes, name: str) -> ast.Module | None:
    try:
        return ast.parse(source, name)  # noqa: TID251 - the student is told of warnings
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _guarded(tree: ast.Module) -> tuple[tuple[str, ...], bool]:
    """Return the names that get their value only under the main guard, and whether what stands there prints.

    What stands there may call functions of the file, which call others in turn.
    """
    guards = [statement for statement in tree.body if isinstance(statement, ast.If) and _is_main_guard(statement.test)]
    rest = [statement for statement in tree.body if statement not in guards]
    under = [statement for guard in guards for statement in guard.body]
    called = _called(under, {one.name: one for one in tree.body if isinstance(one, _Function)})
    elsewhere = set(_bound(rest))
    inside = dict.fromkeys((*_bound(under), *(name for function in called for name in _bound_globally(function))))
    prints = any(_is_print(node) for part in (*under, *called) for node in ast.walk(part))
    return tuple(name for name in inside if name not in elsewhere), prints


def _called(statements: list[ast.stmt], functions: dict[str, _Function]) -> list[_Function]:
    """Return the functions that the statements call, and those that these call."""
    found: list[_Function] = []
    waiting: list[ast.stmt] = [*statements]
    while waiting:
        calls = [node.func for node in ast.walk(waiting.pop()) if isinstance(node, ast.Call)]
        names = {function.id for function in calls if isinstance(function, ast.Name)}
        more = [function for name, function in functions.items() if name in names and function not in found]
        found += more
        waiting += more
    return found


def _bound_globally(function: _Function) -> Iterator[str]:
    nodes = list(_own_nodes(function))
    told = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
    yield from (node.id for node in nodes if _is_binding(node) and node.id in told)


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
        yield from (node.id for node in ast.walk(statement) if _is_binding(node))


def _is_binding(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)


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
    nodes = list(_own_nodes(function))
    return any(map(_is_print, nodes)) and not any(map(_gives_back, nodes))


def _is_print(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="print")):
            return True
    return False


def _gives_back(node: ast.AST) -> bool:
    match node:
        case ast.Return(value=ast.expr()) | ast.Yield() | ast.YieldFrom():
            return True
    return False


def _own_nodes(function: _Function) -> Iterator[ast.AST]:
    """Yield the nodes of a function's body without those of the functions and classes inside it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            waiting.extend(ast.iter_child_nodes(node))
