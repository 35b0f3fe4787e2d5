"""Slips of arithmetic: a term, a factor or a power left out, a sign or an operator changed, operands swapped."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import lru_cache

from graders.diagnose.edit import Edit, Source, called, shown

_SYMBOLS: Mapping[type[ast.operator], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.MatMult: "@",
    ast.FloorDiv: "//",
}
_OTHERS = {"+": ("-",), "-": ("+",), "*": ("/",), "/": ("*", "//"), "@": ("*",), "//": ("/",)}
_ORDERED = {"-", "/", "@"}
_LOGIC: Mapping[type[ast.operator | ast.boolop], tuple[str, str]] = {
    ast.BitAnd: ("&", "|"),
    ast.BitOr: ("|", "&"),
    ast.And: ("and", "or"),
    ast.Or: ("or", "and"),
}
COMPARISONS: Mapping[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
}


def terms(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Leave out one side of a sum, a difference, a product or a quotient."""
    symbol = _SYMBOLS.get(type(node.op), "@") if isinstance(node, ast.BinOp) else "@"
    if not isinstance(node, ast.BinOp) or symbol == "@":
        return
    left, right = source.operand(node.left), source.operand(node.right)
    what = "term-dropped" if symbol in "+-" else "factor-dropped"
    (start, end), (_, left_end), (right_start, _) = map(source.span, (node, node.left, node.right))
    # A bracket between an operand and the operator belongs to the operand.
    second_half = source.bytes[left_end:end].decode().lstrip(" )\n")
    yield source.replace(node, f"({left})", what, f"{shown(second_half)} were left out")
    first = f"(-{right})" if symbol == "-" else f"(1 {symbol} {right})" if "/" in symbol else f"({right})"
    first_half = source.bytes[start:right_start].decode().rstrip(" (\n")
    said = first_half if symbol in "+*" else source.code(node.left)
    yield source.replace(node, first, what, f"{shown(said)} were left out")


def complements(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Take ``p`` for ``1 - p``."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and _is_number(node.left, 1):
        yield source.replace(node, f"({source.operand(node.right)})", "complement-dropped", "`1 -` were left out")


def divisors(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Divide by one less than the number of items."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div) and _is_count(node.right):
        given = source.code(node.right)
        said = f"{shown(f'{given} - 1')} stood in place of {shown(given)}"
        yield source.replace(node.right, f"({given} - 1)", "divisor-lowered", said)


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
    what = "sign-changed" if symbol in "+-" else "operator-changed"
    for other in _OTHERS[symbol]:
        said = f"{shown(f'{other} {right}')} stood in place of {shown(f'{symbol} {right}')}"
        yield source.replace(node, f"({left} {other} {right})", what, said)


def logic(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let one condition do where both are needed, or the reverse."""
    if isinstance(node, ast.BinOp) and type(node.op) in _LOGIC:
        parts = [node.left, node.right]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    else:
        return
    symbol, other = _LOGIC[type(node.op)]
    said = f"{shown(other)} stood in place of {shown(symbol)} before {shown(source.code(parts[1]))}"
    yield source.replace(node, f"({f' {other} '.join(map(source.operand, parts))})", "condition-changed", said)


def swaps(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Swap the operands of an operator whose operands are not equal in rank, but not where only a size is kept."""
    if isinstance(node, ast.BinOp) and _SYMBOLS.get(type(node.op)) in _ORDERED and node not in _sizes(source.tree):
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
    if power == "0.5":
        yield source.replace(node, f"({base} / 2)", "root-to-half", "the value were halved in place of its root taken")


def comparisons(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Let a comparison take its limit in, or leave it out."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in COMPARISONS:
        symbol, other = COMPARISONS[type(node.ops[0])]
        left, right = source.operand(node.left), source.operand(node.comparators[0])
        said = f"{shown(other)} stood in place of {shown(symbol)} before {shown(right)}"
        yield source.replace(node, f"({left} {other} {right})", "comparison-changed", said)


def constants(node: ast.expr, source: Source) -> Iterator[Edit]:
    """Double or halve a number, or take the one before or after it, unless that comes to leaving it out."""
    value = node.value if isinstance(node, ast.Constant) else None
    if not isinstance(value, int | float) or isinstance(value, bool):
        return
    for operator, other in (
        ("constant-doubled", 2 * value),
        ("constant-halved", value // 2 if value % 2 == 0 else value / 2),
        ("constant-raised", value + 1),
        ("constant-lowered", value - 1),
    ):
        if other != value and (node, other) not in _left_out(source.tree):
            said = f"{shown(repr(other))} stood in place of {shown(source.code(node))}"
            yield source.replace(node, f"({other!r})", operator, said)


@lru_cache(maxsize=1)
def _left_out(tree: ast.Module) -> frozenset[tuple[ast.expr, float]]:
    """Return the numbers beside an operator, each with the number in its place that comes to leaving it out."""
    found = set[tuple[ast.expr, float]]()
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                found |= {(left, 0), (right, 0)}
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                found |= {(left, 1), (right, 1)}
            case ast.BinOp(op=ast.Div() | ast.Pow(), right=right):
                found.add((right, 1))
    return frozenset(found)


@lru_cache(maxsize=1)
def _sizes(tree: ast.Module) -> frozenset[ast.expr]:
    """Return the differences that are squared, or of which ``abs`` is taken: their sign is lost."""
    found: set[ast.expr] = set()
    for node in ast.walk(tree):
        match node:
            case ast.BinOp(left=ast.BinOp(op=ast.Sub()) as difference, op=ast.Pow(), right=ast.Constant(value=2)):
                found.add(difference)
            case ast.Call(args=[ast.BinOp(op=ast.Sub()) as difference]) if called(node) == "abs":
                found.add(difference)
    return frozenset(found)


def _is_number(node: ast.expr, number: float) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in {int, float} and node.value == number


def _is_count(node: ast.expr) -> bool:
    """Say whether this is how the number of items is written: ``len(x)``, ``x.size``, ``x.shape[0]`` or ``n``."""
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id == "len"
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
    if isinstance(node, ast.Attribute):
        return node.attr == "size"
    return isinstance(node, ast.Name) and node.id == "n"
