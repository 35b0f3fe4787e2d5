"""Slips around loops and positions: off by one, an update turned round, a return too early or missing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import chain, pairwise

from graders.diagnose.edit import Edit, Source, called, shown

_OPPOSITE = {ast.Add: ("+=", "-="), ast.Sub: ("-=", "+="), ast.Mult: ("*=", "/="), ast.Div: ("/=", "*=")}


def ranges(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let ``range`` or ``np.arange`` begin or end one step too early or too late."""
    if not isinstance(node, ast.Call) or called(node) not in {"range", "arange"}:
        return
    if not node.args or len(node.args) > 2 or node.keywords:  # noqa: PLR2004 - a step may be negative
        return
    *first, last = node.args
    start, stop = (source.code(first[0]) if first else "0"), source.operand(last)
    code, name = source.code(node), source.code(node.func)
    for text in (f"{name}({start}, {stop} - 1)", f"{name}({start}, {stop} + 1)", f"{name}({start} + 1, {stop})"):
        short = text.replace("range(0, ", "range(").replace("range(0 + 1", "range(1")
        yield source.replace(node, text, "range-off-by-one", f"{shown(short)} stood in place of {shown(code)}")


def positions(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let an index or the bounds of a slice be off by one."""
    if not isinstance(node, ast.Subscript) or not isinstance(node.ctx, ast.Load):
        return
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    limits = [(part.lower, part.upper) if isinstance(part, ast.Slice) else (part,) for part in parts]
    for place in chain.from_iterable(limits):
        if isinstance(place, ast.Constant) and type(place.value) is int:
            for other in {place.value - 1, place.value + 1} - {-1}:
                said = f"position {other} stood in place of {place.value} in {shown(source.code(node))}"
                yield source.replace(place, str(other), "position-off-by-one", said)
        elif isinstance(place, ast.BinOp) and isinstance(place.op, ast.Add | ast.Sub | ast.FloorDiv):
            for other_place in _neighbours(place, source):
                said = f"{shown(other_place)} stood in place of {shown(source.code(place))}"
                yield source.replace(place, other_place, "position-off-by-one", said)


def bounds(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Let a ``while`` loop end one step too early or too late; a limit that is a number is changed elsewhere."""
    for statement in body:
        if not isinstance(statement, ast.While) or not isinstance(statement.test, ast.Compare):
            continue
        limit = statement.test.comparators[-1]
        if not isinstance(limit, ast.Constant):
            for other in (f"{source.operand(limit)} - 1", f"{source.operand(limit)} + 1"):
                said = f"{shown(other)} stood in place of {shown(source.code(limit))} after `while`"
                yield source.replace(limit, other, "while-off-by-one", said)


def updates(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Turn an update round, or lose what was gathered before."""
    for statement in body:
        if isinstance(statement, ast.AugAssign) and type(statement.op) in _OPPOSITE:
            target, value = source.code(statement.target), source.operand(statement.value)
            given, opposite = _OPPOSITE[type(statement.op)]
            for operator, symbol in (("update-reversed", opposite), ("update-forgets", "=")):
                said = f"{shown(f'{target} {symbol} {value}')} stood in place of {shown(f'{target} {given} {value}')}"
                yield source.replace(statement, f"{target} {symbol} {value}", operator, said)


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


def lost_returns(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Work out what a branch should return, and go on.

    Only branches: a function that returns nothing at all gives None, and that is said wherever it is seen.
    """
    for statement in body:
        if not isinstance(statement, ast.If):
            continue
        for branch in (statement.body, statement.orelse):
            last = branch[-1] if branch else None
            if isinstance(last, ast.Return) and last.value is not None:
                text = source.code(last.value)
                yield source.replace(last, f"({text})", "return-dropped", f"`return` were missing before {shown(text)}")


def _neighbours(place: ast.BinOp, source: Source) -> tuple[str, str]:
    """Return how the positions before and after one are written: ``i - 2`` and ``i`` for ``i - 1``."""
    if (
        isinstance(place.right, ast.Constant)
        and type(place.right.value) is int
        and not isinstance(place.op, ast.FloorDiv)
    ):
        left, by = source.code(place.left), place.right.value * (1 if isinstance(place.op, ast.Add) else -1)
        before, after = (f"{left} {'+' if one > 0 else '-'} {abs(one)}" if one else left for one in (by - 1, by + 1))
        return before, after
    code = source.code(place)
    return f"{code} - 1", f"{code} + 1"
