"""A column in the place of a vector: each number meets every other one, and n times n come out in place of n."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graders.diagnose.arithmetic import COMPARISONS
from graders.diagnose.edit import Edit, Source, called, is_numpy, shown

_TO_ONE_NUMBER = {"sum", "mean", "max", "min", "std", "var", "median", "prod", "norm"}
_NUMBERS = {"len", "int", "float", "round"}


def columns(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Make a column of one side of a difference or a comparison.

    Only two vectors of as many items do so: anything else raises an exception there, and tells nothing. The mean of n
    times n differences is that of the n right ones, so that one is left alone; and in a mean of squares it makes no
    difference which side is the column.
    """
    reduced = _reduced(source.tree)
    match node:
        case ast.BinOp(left=left, op=ast.Sub(), right=right) if reduced.get(node) != "mean":
            symbol = "-"
        case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in COMPARISONS:
            symbol, _ = COMPARISONS[type(operator)]
        case _:
            return
    if _is_number(left) or _is_number(right):
        return
    a, b = source.operand(left), source.operand(right)
    said = f"one side of {shown(source.code(node))} were a column, shape (n, 1), which makes n times n numbers"
    text = f"(np.reshape({a}, len({b})) {symbol} np.reshape({b}, (len({a}), 1)))"
    yield source.replace(node, text, "right-as-column", said)
    if node not in reduced:
        text = f"(np.reshape({a}, (len({b}), 1)) {symbol} np.reshape({b}, len({a})))"
        yield source.replace(node, text, "left-as-column", said)


@lru_cache(maxsize=1)
def _reduced(tree: ast.Module) -> Mapping[ast.expr, str]:
    """Return that of which a ``sum`` or a ``mean`` is taken over all axes, or of whose ``power`` it is."""
    found = {}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr="sum" | "mean" as name), args=args, keywords=[]):
                if len(args) == is_numpy(value):
                    of = args[0] if args else value
                    base = of.left if isinstance(of, ast.BinOp) and isinstance(of.op, ast.Pow) else of
                    found[base] = name if base is of else "power"
    return found


def _is_number(node: ast.expr) -> bool:
    """Say whether a value is surely one number: typed in, counted, or what is left of an array without an axis."""
    match node:
        case ast.Constant():
            return True
        case ast.UnaryOp(operand=operand):
            return _is_number(operand)
        case ast.BinOp(left=left, right=right):
            return _is_number(left) and _is_number(right)
        case ast.Attribute(attr="size") | ast.Subscript(value=ast.Attribute(attr="shape")):
            return True
        case ast.Call():
            name = called(node)
            return name in _NUMBERS or (name in _TO_ONE_NUMBER and "axis" not in {one.arg for one in node.keywords})
    return False
