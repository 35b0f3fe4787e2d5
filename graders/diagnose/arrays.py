"""Slips with arrays: a call or a shift left out, a transpose too many or too few, arguments that changed places."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from graders.diagnose.edit import Edit, Source, called, is_data, shown

_TRANSFORMED = {"sqrt", "abs", "exp", "log", "log2", "log10", "sort", "sorted", "round", "int", "cumsum"}
_TRANSFORMED |= {"degrees", "radians", "transpose", "asarray", "array"}


def calls(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave out a call that turns one value into another, or ``.astype(...)`` behind it."""
    if not isinstance(node, ast.Call):
        return
    name = called(node)
    is_one = len(node.args) == 1 and not node.keywords
    if name in _TRANSFORMED and is_one and not is_data(node.args[0]):
        argument = source.code(node.args[0])
        function = source.code(node.func)
        yield source.replace(node, f"({argument})", f"{name}-dropped", f"{shown(f'{function}(...)')} were left out")
    if isinstance(node.func, ast.Attribute) and name in {"astype", "reshape", "ravel", "flatten", "copy"}:
        (_, value_end), (_, end) = source.span(node.func.value), source.span(node)
        code = source.bytes[value_end:end].decode().lstrip(" )\n")
        yield source.replace(node, source.operand(node.func.value), f"{name}-dropped", f"{shown(code)} were left out")


def shifts(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Take ``np.exp(x)`` for ``np.exp(x - x.max())``."""
    if isinstance(node, ast.Call) and called(node) == "exp" and len(node.args) == 1:
        inside = node.args[0]
        if isinstance(inside, ast.BinOp) and isinstance(inside.op, ast.Sub):
            text = f"{source.code(node.func)}({source.code(inside.left)})"
            said = f"{shown(f'- {source.operand(inside.right)}')} inside {shown('exp')} were left out"
            yield source.replace(node, text, "shift-dropped", said)


def transposes(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave out ``.T``, or put one beside ``@``."""
    if isinstance(node, ast.Attribute) and node.attr == "T":
        inner = source.operand(node.value)
        yield source.replace(node, inner, "transpose-dropped", f"`.T` behind {shown(inner)} were left out")
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in (node.left, node.right):
            text = f"{source.operand(side)}.T"
            if not (isinstance(side, ast.Attribute) and side.attr == "T"):
                said = f"{shown(text)} stood in place of {shown(source.code(side))}"
                yield source.replace(side, text, "transpose-added", said)


def arguments(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Swap two arguments, two items of a list of names, or two values of a dict, that stand side by side."""
    if isinstance(node, ast.Call):
        items = node.args[1:] if called(node) == "where" else node.args
    elif isinstance(node, ast.Dict):
        items = node.values
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
        items = node.elts
    else:
        return
    for first, second in pairwise(items):
        if isinstance(first, ast.Starred) or isinstance(second, ast.Starred):
            continue
        (start, middle), (resumed, end) = source.span(first), source.span(second)
        a, b = source.code(first), source.code(second)
        if a == b:
            continue
        text = b.encode() + source.bytes[middle:resumed] + a.encode()
        yield Edit("arguments-swapped", start, end, text, f"{shown(a)} and {shown(b)} had changed places")
