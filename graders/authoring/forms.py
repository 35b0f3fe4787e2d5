"""Other forms of a source that mean the same: the order of a sum, a power written out, a quotient as a product."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from graders.diagnose.edit import Edit, Source, shown

_Rewriting: TypeAlias = Callable[[ast.expr, Source], Iterator[Edit]]
_COMMUTING = {ast.Add: "+", ast.Mult: "*"}


class Form(NamedTuple):
    """A source that means the same; ``change`` says what stands in place of what."""

    change: str
    source: bytes


def forms(source: Source) -> tuple[Form, ...]:
    """Return the source with one place rewritten, for each place; mathematically all of them are equal."""
    expressions = [*_expressions(source.tree)]
    edits = [edit for rewrite in _REWRITINGS for node in expressions for edit in rewrite(node, source)]
    return tuple(Form(edit.as_if, source.edited(edit)) for edit in edits)


def _expressions(node: ast.AST) -> Iterator[ast.expr]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.JoinedStr):  # inside an f-string Python 3.11 gives no true places
            continue
        if isinstance(child, ast.expr):
            yield child
        yield from _expressions(child)


def _edit(node: ast.expr, text: str, source: Source) -> Edit:
    return source.replace(node, f"({text})", "", f"{shown(text)} in place of {shown(source.code(node))}")


def _swapped(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``a + b`` as ``b + a``, and ``a * b`` as ``b * a``."""
    if isinstance(node, ast.BinOp) and (symbol := _COMMUTING.get(type(node.op))):
        yield _edit(node, f"{source.operand(node.right)} {symbol} {source.operand(node.left)}", source)


def _regrouped(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``a + b + c`` as ``a + (b + c)``, and the same of products."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.left, ast.BinOp):
        return
    symbol = _COMMUTING.get(type(node.op))
    if symbol and type(node.left.op) is type(node.op):
        a, b, c = (source.operand(part) for part in (node.left.left, node.left.right, node.right))
        yield _edit(node, f"{a} {symbol} ({b} {symbol} {c})", source)


def _multiplied_out(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``a * (b + c)`` as ``a * b + a * c``, and with the bracket in front."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Mult):
        return
    for factor, inner in ((node.left, node.right), (node.right, node.left)):
        if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add | ast.Sub):
            a, b, c = (source.operand(part) for part in (factor, inner.left, inner.right))
            yield _edit(node, f"{a} * {b} {'+' if isinstance(inner.op, ast.Add) else '-'} {a} * {c}", source)


def _squared(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``v ** 2`` as ``v * v``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and source.code(node.right) == "2":
        base = source.operand(node.left)
        yield _edit(node, f"{base} * {base}", source)


def _divided(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``x / y`` as ``x * (1 / y)``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        yield _edit(node, f"{source.operand(node.left)} * (1 / {source.operand(node.right)})", source)


def _summed(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Write ``np.mean(v)`` as ``np.sum(v) / np.size(v)``, and ``np.dot(a, b)`` as ``a @ b``."""
    if not isinstance(node, ast.Call) or node.keywords:
        return
    name, given = source.code(node.func), [source.code(argument) for argument in node.args]
    if name == "np.mean" and len(given) == 1:
        yield _edit(node, f"np.sum({given[0]}) / np.size({given[0]})", source)
    if name == "np.dot" and len(given) == 2:  # noqa: PLR2004 - the two factors
        yield _edit(node, " @ ".join(source.operand(argument) for argument in node.args), source)


_REWRITINGS: tuple[_Rewriting, ...] = (_swapped, _regrouped, _multiplied_out, _squared, _divided, _summed)
