"""A formula, read by Python's own parser and laid out as mathematics; brackets stand only where they are needed."""

from __future__ import annotations

import ast
import re
from enum import IntEnum
from math import isfinite
from typing import NamedTuple

from graders.formula.element import Element, above, below, fenced, listed, operator, row, upright, word
from graders.formula.names import is_differential, name
from graders.parsing import expression

LONGEST = 200
"""Characters of a formula; more is read by nobody."""

_FUNCTION_INDEX = re.compile(r"\)_(\w+)")  # softmax(x)_i, which Python writes softmax(x)[i]
_SIGNS = {
    ast.Eq: "=",
    ast.NotEq: "≠",
    ast.Lt: "<",
    ast.LtE: "≤",
    ast.Gt: ">",
    ast.GtE: "≥",
    ast.In: "∈",
    ast.NotIn: "∉",
    ast.Add: "+",
    ast.Sub: "\N{MINUS SIGN}",
    ast.UAdd: "+",
    ast.USub: "\N{MINUS SIGN}",
}
_FENCES = {"abs": "|", "norm": "‖"}
_THIN_SPACE = Element("mspace", attributes=(("width", "0.17em"),))


class FormulaError(ValueError):
    """A text that is no formula."""


class _Level(IntEnum):
    """How tightly the parts of an expression hold together, from the loosest."""

    WORDS = 0
    RELATION = 1
    GIVEN = 2
    SUM = 3
    PREFIX = 4  # the sign of a sum, which takes all factors after it
    PRODUCT = 5
    FRACTION = 6
    POWER = 7
    WHOLE = 8


class _Laid(NamedTuple):
    level: _Level
    element: Element


def layout(formula: str) -> Element:
    """Return a formula as one element.

    It is Python's notation, with ``=`` and ``<-`` between expressions, ``P(A|B)``, and ``softmax(x)_i``. Raises
    :class:`FormulaError` for anything else.
    """
    if len(formula) > LONGEST:
        raise FormulaError
    parts: list[Element] = []
    try:
        for sign, text in _expressions(formula):
            parts += [operator(sign)] if sign else []
            parts.append(_laid(_parsed(text)).element)
    except (SyntaxError, ValueError, KeyError, MemoryError, RecursionError):  # KeyError: `x is y`
        raise FormulaError from None
    return row(*parts)


def _expressions(formula: str) -> list[tuple[str, str]]:
    """Split at ``=`` and ``<-`` outside brackets; each expression comes with the sign before it."""
    found, start, depth, sign = [], 0, 0, ""
    for match in re.finditer(r"[(\[{]|[)\]}]|(?<![<>=!])=(?!=)| <- ", formula):
        depth += {"(": 1, "[": 1, "{": 1}.get(match[0], 0) - {")": 1, "]": 1, "}": 1}.get(match[0], 0)
        if depth == 0 and match[0] in {"=", " <- "}:
            found.append((sign, formula[start : match.start()]))
            start, sign = match.end(), "←" if "<" in match[0] else "="
    return [*found, (sign, formula[start:])]


def _parsed(text: str) -> ast.expr:
    return expression(_FUNCTION_INDEX.sub(r")[\1]", text.strip())).body


def _laid(node: ast.expr) -> _Laid:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            return _binary(left, op, right)
        case ast.UnaryOp(op=ast.UAdd() | ast.USub() as sign, operand=operand):
            return _Laid(_Level.SUM, row(operator(_SIGNS[type(sign)]), _at(_Level.PREFIX, operand)))
        case ast.Compare(left=left, ops=ops, comparators=comparators):
            others = zip(ops, comparators, strict=True)
            parts = [part for op, other in others for part in (operator(_SIGNS[type(op)]), _at(_Level.GIVEN, other))]
            return _Laid(_Level.RELATION, row(_at(_Level.GIVEN, left), *parts))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _Laid(_Level.RELATION, row(_text("not "), _at(_Level.RELATION, operand)))
        case ast.BoolOp(op=join, values=values):
            joint = _text(f" {type(join).__name__.lower()} ")
            parts = [part for value in values for part in (joint, _at(_Level.RELATION, value))]
            return _Laid(_Level.WORDS, row(*parts[1:]))
        case ast.Subscript(value=base, slice=index):
            subscript = index.elts if isinstance(index, ast.Tuple) else [index]
            return _Laid(_Level.POWER, below(_at(_Level.WHOLE, base), row(*_all(subscript))))
        case ast.Attribute(value=base, attr="T"):
            return _Laid(_Level.POWER, above(_at(_Level.WHOLE, base), upright("T")))
        case _:
            return _Laid(_Level.PREFIX if _is_sum(node) else _Level.WHOLE, _whole(node))


def _whole(node: ast.expr) -> Element:
    match node:
        case ast.Name(id=text):
            return name(text)
        case ast.Constant(value=value):
            return _constant(value)
        case ast.Call(func=ast.Name(id=function), args=arguments, keywords=[]):
            return _called(function, arguments)
        case ast.Tuple(elts=parts):
            return fenced("(", _all(parts), ")")
        case ast.List(elts=parts):
            return fenced("[", _all(parts), "]")
        case ast.Set(elts=parts):
            return fenced("{", _all(parts), "}")
        case _:
            raise FormulaError


def _at(level: _Level, node: ast.expr) -> Element:
    """Return an expression, in brackets when it holds together less tightly than ``level``."""
    return _held(level, _laid(node))


def _held(level: _Level, laid: _Laid) -> Element:
    return laid.element if laid.level >= level else fenced("(", (laid.element,), ")")


def _all(nodes: list[ast.expr]) -> tuple[Element, ...]:
    return listed(tuple(_laid(node).element for node in nodes))


def _constant(value: object) -> Element:
    if value is ...:
        return word("…")
    if type(value) in {int, float} and isfinite(value):  # type: ignore[arg-type]  # a number
        return Element("mn", repr(value))
    raise FormulaError


def _text(words: str) -> Element:
    return Element("mtext", words.replace(" ", "\N{NO-BREAK SPACE}"))


def _binary(left: ast.expr, op: ast.operator, right: ast.expr) -> _Laid:
    match op:
        case ast.Add() | ast.Sub():
            after = _Level.PREFIX if isinstance(op, ast.Sub) or isinstance(right, ast.UnaryOp) else _Level.SUM
            return _Laid(_Level.SUM, row(_at(_Level.SUM, left), operator(_SIGNS[type(op)]), _at(after, right)))
        case ast.BitOr():
            return _Laid(_Level.GIVEN, row(_at(_Level.GIVEN, left), operator("|"), _at(_Level.SUM, right)))
        case ast.Mult() | ast.MatMult():
            return _product(left, op, right)
        case ast.Div():
            match left, right:  # alpha * dL/dw: the derivative is one thing, although Python divides last
                case ast.BinOp(left=factor, op=ast.Mult() as times, right=ast.Name(id=change)), ast.Name(id=by) if (
                    is_differential(change) and is_differential(by)
                ):
                    return _product(factor, times, ast.BinOp(left.right, op, right))
            return _Laid(_Level.FRACTION, Element("mfrac", parts=(_laid(left).element, _laid(right).element)))
        case ast.Pow():
            return _Laid(_Level.POWER, above(_base(left), _laid(right).element))
        case _:
            raise FormulaError


def _base(node: ast.expr) -> Element:
    """Return what a power is of; a letter with a subscript needs no brackets."""
    return _at(_Level.POWER if isinstance(node, ast.Subscript) else _Level.WHOLE, node)


def _product(left: ast.expr, op: ast.operator, right: ast.expr) -> _Laid:
    """Return a product: names of a matrix product stand side by side, and so does a number before a name."""
    coefficient = isinstance(left, ast.Constant) and isinstance(right, ast.Name)
    between = _THIN_SPACE if isinstance(op, ast.MatMult) or coefficient else operator("·")
    last = _laid(right)
    level = min(_Level.PRODUCT, max(last.level, _Level.PREFIX))
    first = _Level.SUM if isinstance(left, ast.UnaryOp) else _Level.PRODUCT  # -w * x
    return _Laid(level, row(_at(first, left), between, _held(_Level.PREFIX, last)))


def _called(function: str, arguments: list[ast.expr]) -> Element:
    match function, arguments:
        case "sqrt", [radicand]:
            return Element("msqrt", parts=(_laid(radicand).element,))
        case "abs" | "norm", [inner]:
            return fenced(_FENCES[function], (_laid(inner).element,), _FENCES[function])
        case "sum", [summand]:
            return row(operator("∑"), _at(_Level.PREFIX, summand))
        case _:
            return row(name(function), fenced("(", _all(arguments), ")"))


def _is_sum(node: ast.expr) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="sum"), args=[_]):
            return True
        case _:
            return False
