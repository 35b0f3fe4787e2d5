"""Slips with NumPy: another reduction, another axis, a transpose too many or too few, a call left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from itertools import pairwise

from graders.diagnose.edit import Edit, Source, shown

_OTHERS = {
    "mean": ("sum", "median"),
    "sum": ("mean",),
    "median": ("mean",),
    "var": ("std",),
    "std": ("var",),
    "max": ("min",),
    "min": ("max",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "column_stack": ("vstack",),
    "vstack": ("column_stack",),
    "dot": ("multiply",),
}
_FUNCTIONS_ONLY = {"median", "vstack", "column_stack", "multiply"}  # arrays have no such method
_DROPPED = {"sqrt", "abs", "exp", "log", "sort", "sorted", "round", "float", "cumsum"}
_SPREADS = {"var", "std"}


def reductions(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Call another function of the same kind: the sum for the mean, the variance for the standard deviation."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    name, of = node.func.attr, node.func.value
    on_numpy = isinstance(of, ast.Name) and of.id == "np"
    for other in _OTHERS.get(name, ()):
        if on_numpy or other not in _FUNCTIONS_ONLY:
            text = f"{source.operand(of)}.{other}"
            yield source.replace(
                node.func, text, f"{name}-to-{other}", f"{shown(other)} stood in place of {shown(name)}"
            )


def keywords(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Change or leave out ``axis``, ``keepdims`` and ``ddof``; divide by n - 1 where a spread divides by n."""
    if not isinstance(node, ast.Call):
        return
    for keyword in node.keywords:
        if keyword.arg not in {"axis", "keepdims", "ddof"}:
            continue
        given = f"{keyword.arg}={source.code(keyword.value)}"
        yield _without(node, keyword, source, f"{keyword.arg}-dropped", f"{shown(given)} were left out")
        if keyword.arg != "keepdims" and isinstance(keyword.value, ast.Constant) and keyword.value.value in (0, 1):
            other = "0" if keyword.value.value == 1 else "1"
            said = f"{shown(f'{keyword.arg}={other}')} stood in place of {shown(given)}"
            yield source.replace(keyword.value, other, f"{keyword.arg}-changed", said)
    if _called(node) in _SPREADS and all(keyword.arg != "ddof" for keyword in node.keywords):
        code = source.code(node)
        comma = ", " if node.args or node.keywords else ""
        yield source.replace(
            node,
            f"{code[:-1].rstrip().rstrip(',')}{comma}ddof=1)",
            "ddof-added",
            "`n - 1` stood in place of `n` (`ddof=1`)",
        )


def calls(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave out a call that turns one value into another, or ``.astype(...)`` behind it."""
    if not isinstance(node, ast.Call):
        return
    name = _called(node)
    if name in _DROPPED and len(node.args) == 1 and not node.keywords:
        argument = source.code(node.args[0])
        function = source.code(node.func)
        yield source.replace(node, f"({argument})", f"{name}-dropped", f"{shown(f'{function}(...)')} were left out")
    if isinstance(node.func, ast.Attribute) and name in {"astype", "reshape", "ravel", "copy"}:
        inner = source.operand(node.func.value)
        code = source.code(node)[len(source.code(node.func.value)) :]
        yield source.replace(node, inner, f"{name}-dropped", f"{shown(code)} were left out")
    if name == "exp" and len(node.args) == 1 and isinstance(node.args[0], ast.BinOp):
        inside = node.args[0]
        if isinstance(inside.op, ast.Sub):
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
    """Swap two arguments, or two items of a list of names, that stand side by side."""
    if isinstance(node, ast.Call):
        items = node.args
    elif isinstance(node, ast.List | ast.Tuple) and isinstance(node.ctx, ast.Load):
        items = node.elts
    else:
        return
    for first, second in pairwise(items):
        if isinstance(first, ast.Starred) or isinstance(second, ast.Starred):
            continue
        (start, middle), (resumed, end) = source.span(first), source.span(second)
        a, b = source.code(first), source.code(second)
        text = b.encode() + source.bytes[middle:resumed] + a.encode()
        yield Edit("arguments-swapped", start, end, text, f"{shown(a)} and {shown(b)} had changed places")


def _without(node: ast.Call, keyword: ast.keyword, source: Source, operator: str, as_if: str) -> Edit:
    """Return the change that leaves an argument out; a call takes a comma behind its last argument."""
    kept = [source.code(argument) for argument in node.args]
    kept += [f"{one.arg}={source.code(one.value)}" for one in node.keywords if one is not keyword and one.arg]
    return source.replace(node, f"{source.code(node.func)}({', '.join(kept)})", operator, as_if)


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
