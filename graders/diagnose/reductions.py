"""Slips with what makes one number of many: another function, another axis, none at all, or too early."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.diagnose.edit import Edit, Source, called, is_numpy, shown

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
    "dot": ("multiply", "outer"),
    "matmul": ("multiply",),
    "outer": ("multiply",),
    "log": ("log10", "log2"),
    "log2": ("log",),
    "log10": ("log",),
    "cumsum": ("cumprod",),
    "cumprod": ("cumsum",),
    "zeros": ("ones",),
    "ones": ("zeros",),
    "degrees": ("radians",),
    "radians": ("degrees",),
}
_FUNCTIONS_ONLY = {"median", "vstack", "column_stack", "multiply", "outer"}  # arrays have no such method
_REDUCED = {"sum": "added up", "mean": "averaged"}
_SPREADS = {"var", "std"}
_AXIS = {"axis", "keepdims"}


def reductions(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Call another function of the same kind: the sum for the mean, the variance for the standard deviation."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return
    name, of = node.func.attr, node.func.value
    on_numpy = is_numpy(of)
    for other in _OTHERS.get(name, ()):
        if on_numpy or other not in _FUNCTIONS_ONLY:
            text = f"{source.operand(of)}.{other}"
            yield source.replace(
                node.func, text, f"{name}-to-{other}", f"{shown(other)} stood in place of {shown(name)}"
            )


def keywords(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Change or leave out ``axis``, ``keepdims`` and ``ddof``, or add the last two where they are not wanted."""
    if not isinstance(node, ast.Call):
        return
    named = {keyword.arg for keyword in node.keywords}
    call = shown(f"{called(node) or source.code(node.func)}(...)")  # there may be several with the same arguments
    for keyword in node.keywords:
        if keyword.arg not in {"axis", "keepdims", "ddof"}:
            continue
        given = f"{keyword.arg}={source.code(keyword.value)}"
        yield _without(node, keyword, source, f"{keyword.arg}-dropped", f"{shown(given)} were left out of {call}")
        if keyword.arg != "keepdims" and isinstance(keyword.value, ast.Constant) and keyword.value.value in (0, 1):
            other = "0" if keyword.value.value == 1 else "1"
            said = f"{shown(f'{keyword.arg}={other}')} stood in place of {shown(given)} in {call}"
            yield source.replace(keyword.value, other, f"{keyword.arg}-changed", said)
    if called(node) in _SPREADS and "ddof" not in named:
        yield _with(node, "ddof=1", source, "ddof-added", "`n - 1` stood in place of `n` (`ddof=1`)")
    across = any(one.arg == "axis" and source.code(one.value) != "0" for one in node.keywords)  # of 0 it is broadcast
    if across and "keepdims" not in named and called(node) in {*_OTHERS, *_SPREADS}:
        yield _with(node, "keepdims=True", source, "keepdims-added", f"`keepdims=True` were added to {call}")


def places(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave a sum or a mean out, with ``float(...)`` round it, or take it before what it is taken of is worked out."""
    outer = node
    if isinstance(node, ast.Call) and called(node) == "float" and len(node.args) == 1:
        node = node.args[0]
    if not isinstance(node, ast.Call) or called(node) not in _REDUCED:
        return
    if {keyword.arg for keyword in node.keywords} - _AXIS:
        return
    of, begin, end = _around(node, source)
    if of is None:
        return
    name = called(node)
    yield source.replace(outer, f"({source.code(of)})", f"{name}-dropped", f"{shown(name)} were left out")
    done = _REDUCED[name]
    if isinstance(of, ast.BinOp) and isinstance(of.op, ast.Pow):
        text = f"({begin}{source.code(of.left)}{end} ** {source.operand(of.right)})"
        yield source.replace(node, text, f"{name}-before-power", f"the values were {done} before the power was taken")
        if outer is node and name == "mean":
            text = f"(({source.code(node)}) ** 0.5)"
            yield source.replace(node, text, "root-added", "the square root were taken at the end")
    if isinstance(of, ast.BinOp) and isinstance(of.op, ast.Mult):
        text = f"({begin}{source.code(of.left)}{end} * {begin}{source.code(of.right)}{end})"
        yield source.replace(
            node, text, f"{name}-before-product", f"the values were {done} before they were multiplied"
        )


def _without(node: ast.Call, keyword: ast.keyword, source: Source, operator: str, as_if: str) -> Edit:
    """Return the change that leaves an argument out; a call takes a comma behind its last argument."""
    kept = [source.code(argument) for argument in node.args]
    kept += [f"{one.arg}={source.code(one.value)}" for one in node.keywords if one is not keyword and one.arg]
    return source.replace(node, f"{source.code(node.func)}({', '.join(kept)})", operator, as_if)


def _with(node: ast.Call, argument: str, source: Source, operator: str, as_if: str) -> Edit:
    """Return the change that adds an argument; the call may end in a comma."""
    code = source.code(node)
    comma = ", " if node.args or node.keywords else ""
    return source.replace(node, f"{code[:-1].rstrip().rstrip(',')}{comma}{argument})", operator, as_if)


def _around(node: ast.Call, source: Source) -> tuple[ast.expr | None, str, str]:
    """Return what a sum is taken of, and the code before and behind it that takes the sum of something else."""
    if isinstance(node.func, ast.Attribute) and not is_numpy(node.func.value):
        if node.args:
            return None, "", ""
        _, value_end = source.span(node.func.value)
        _, end = source.span(node)
        behind = source.bytes[value_end:end].decode().lstrip(" )\n")
        return node.func.value, "(", f"){behind}"
    if len(node.args) != 1:
        return None, "", ""
    more = "".join(f", {keyword.arg}={source.code(keyword.value)}" for keyword in node.keywords)
    return node.args[0], f"{source.code(node.func)}(", f"{more})"
