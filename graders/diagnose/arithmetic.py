"""Slips of arithmetic: a term, a factor or a power left out, a sign or an operator changed, operands swapped."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from graders.diagnose.edit import Edit, Source, shown

_SYMBOLS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
}
_OTHERS = {"+": "-", "-": "+", "*": "/", "/": "*", "@": "*"}
_ORDERED = {"-", "/", "@"}
_COMPARISONS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
}


def terms(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave out one side of a sum, a difference, a product or a quotient."""
    if not isinstance(node, ast.BinOp) or type(node.op) not in _SYMBOLS or isinstance(node.op, ast.MatMult):
        return
    symbol = _SYMBOLS[type(node.op)]
    left, right = source.operand(node.left), source.operand(node.right)
    what = "term-dropped" if symbol in "+-" else "factor-dropped"
    (start, end), (_, left_end), (right_start, _) = map(source.span, (node, node.left, node.right))
    # A bracket between an operand and the operator belongs to the operand.
    second_half = source.bytes[left_end:end].decode().lstrip(" )\n")
    yield source.replace(node, f"({left})", what, f"{shown(second_half)} were left out")
    first = f"(-{right})" if symbol == "-" else f"(1 / {right})" if symbol == "/" else f"({right})"
    first_half = source.bytes[start:right_start].decode().rstrip(" (\n")
    said = first_half if symbol in "+*" else source.code(node.left)
    yield source.replace(node, first, what, f"{shown(said)} were left out")


def operators(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Put another operator in the place of one, or a minus sign where there is none and the reverse."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and not isinstance(node.operand, ast.Constant):
        operand = source.operand(node.operand)
        yield source.replace(
            node, f"({operand})", "sign-dropped", f"the minus sign before {shown(operand)} were missing"
        )
    if not isinstance(node, ast.BinOp) or type(node.op) not in _SYMBOLS:
        return
    symbol = _SYMBOLS[type(node.op)]
    left, right = source.operand(node.left), source.operand(node.right)
    other = _OTHERS[symbol]
    what = "sign-changed" if symbol in "+-" else "operator-changed"
    said = f"{shown(f'{other} {right}')} stood in place of {shown(f'{symbol} {right}')}"
    yield source.replace(node, f"({left} {other} {right})", what, said)


def swaps(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Swap the operands of an operator whose operands are not equal in rank."""
    if isinstance(node, ast.BinOp) and _SYMBOLS.get(type(node.op)) in _ORDERED:
        symbol = _SYMBOLS[type(node.op)]
        left, right = source.operand(node.left), source.operand(node.right)
        said = f"{shown(left)} and {shown(right)} had changed places in {shown(source.code(node))}"
        yield source.replace(node, f"({right} {symbol} {left})", "operands-swapped", said)


def brackets(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let ``a * b + c`` be ``a * (b + c)``, and ``(a + b) / c`` be ``a + b / c``."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.left, ast.BinOp):
        return
    inner, outer = node.left, node
    if type(inner.op) not in _SYMBOLS or not (type(outer.op) in _SYMBOLS or isinstance(outer.op, ast.Pow)):
        return
    inner_is_sum = isinstance(inner.op, ast.Add | ast.Sub)
    if inner_is_sum == isinstance(outer.op, ast.Add | ast.Sub):
        return
    a, b, c = (source.operand(part) for part in (inner.left, inner.right, outer.right))
    first = _SYMBOLS[type(inner.op)]
    second = "**" if isinstance(outer.op, ast.Pow) else _SYMBOLS[type(outer.op)]
    read = f"{a} {first} {b} {second} {c}" if inner_is_sum else f"{a} {first} ({b} {second} {c})"
    yield source.replace(
        node, f"({a} {first} ({b} {second} {c}))", "brackets-changed", f"the brackets read {shown(read)}"
    )


def powers(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave a power out, or take the size, twice the base or another power in its place."""
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Pow):
        return
    base, power = source.operand(node.left), source.operand(node.right)
    yield source.replace(node, f"({base})", "power-dropped", f"{shown(f'** {power}')} were left out")
    if power == "2":
        yield source.replace(
            node,
            f"abs({base})",
            "power-to-abs",
            f"{shown(f'abs({source.code(node.left)})')} stood in place of the square",
        )
        yield source.replace(node, f"(2 * {base})", "power-to-double", "the value were doubled in place of squared")
        yield source.replace(node, f"({base} ** 3)", "power-changed", "the power were 3 in place of 2")


def comparisons(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let a comparison take its limit in, or leave it out."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _COMPARISONS:
        symbol, other = _COMPARISONS[type(node.ops[0])]
        left, right = source.operand(node.left), source.operand(node.comparators[0])
        said = f"{shown(other)} stood in place of {shown(symbol)} before {shown(right)}"
        yield source.replace(node, f"({left} {other} {right})", "comparison-changed", said)


def constants(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Double or halve a number, or take the one before or after it."""
    value = node.value if isinstance(node, ast.Constant) else None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    for operator, other in (
        ("constant-doubled", 2 * value),
        ("constant-halved", value // 2 if value % 2 == 0 else value / 2),
        ("constant-raised", value + 1),
        ("constant-lowered", value - 1),
    ):
        said = f"{shown(repr(other))} stood in place of {shown(source.code(node))}"
        yield source.replace(node, f"({other!r})", operator, said)
