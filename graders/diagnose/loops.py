"""Slips around loops and positions: off by one, a return too early, steps in another order."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from graders.diagnose.edit import Edit, Source, shown

_OPPOSITE = {ast.Add: ("+=", "-="), ast.Sub: ("-=", "+="), ast.Mult: ("*=", "/="), ast.Div: ("/=", "*=")}


def ranges(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let ``range`` begin or end one step too early or too late."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "range":
        return
    if not node.args or len(node.args) > 2 or node.keywords:  # noqa: PLR2004 - a step may be negative
        return
    *first, last = node.args
    start, stop = (source.code(first[0]) if first else "0"), source.operand(last)
    code = source.code(node)
    for text in (f"range({start}, {stop} - 1)", f"range({start}, {stop} + 1)", f"range({start} + 1, {stop})"):
        short = text.replace("range(0, ", "range(").replace("range(0 + 1", "range(1")
        yield source.replace(node, text, "range-off-by-one", f"{shown(short)} stood in place of {shown(code)}")


def positions(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let an index or the bounds of a slice be off by one."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for part in parts:
        bounds = [part.lower, part.upper] if isinstance(part, ast.Slice) else [part]
        for bound in bounds:
            if isinstance(bound, ast.Constant) and type(bound.value) is int:
                for other in {bound.value - 1, bound.value + 1} - {-1}:
                    said = f"position {other} stood in place of {bound.value} in {shown(source.code(node))}"
                    yield source.replace(bound, str(other), "position-off-by-one", said)


def updates(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Turn an update round, lose what was gathered before, or take two steps in the other order."""
    for statement in body:
        if isinstance(statement, ast.AugAssign) and type(statement.op) in _OPPOSITE:
            target, value = source.code(statement.target), source.operand(statement.value)
            given, opposite = _OPPOSITE[type(statement.op)]
            for operator, symbol in (("update-reversed", opposite), ("update-forgets", "=")):
                said = f"{shown(f'{target} {symbol} {value}')} stood in place of {shown(f'{target} {given} {value}')}"
                yield source.replace(statement, f"{target} {symbol} {value}", operator, said)
    for first, second in pairwise(body):
        if _is_step(first) and _is_step(second):
            (start, middle), (resumed, end) = source.span(first), source.span(second)
            a, b = source.bytes[start:middle], source.bytes[resumed:end]
            said = f"{shown(b.decode())} came before {shown(a.decode())}"
            yield Edit("order-changed", start, end, b + source.bytes[middle:resumed] + a, said)


def early_returns(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Return during the first pass of a loop what should be returned after it."""
    for loop, following in pairwise(body):
        if not isinstance(loop, ast.For | ast.While) or not isinstance(following, ast.Return):
            continue
        last = loop.body[-1]
        if last.lineno == loop.lineno:  # the whole loop stands on one line
            continue
        _, end = source.span(last)
        code = source.code(following)
        text = f"\n{' ' * last.col_offset}{code}".encode()
        yield Edit("return-in-loop", end, end, text, f"{shown(code)} stood inside the loop")


def _is_step(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign | ast.AugAssign)
