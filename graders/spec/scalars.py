"""What a scalar stands for, by the rules of YAML 1.2 (core schema) with two things left out.

PyYAML follows YAML 1.1, where ``1e-6`` is a text, ``no`` is false, ``012`` is ten and ``12:30`` is 750. Here a number
is what a person takes for one. Left out of 1.2 are octal and hexadecimal numbers, and leading zeros: ``012`` is a text.
"""

from __future__ import annotations

import math
import re
from typing import TypeAlias

from graders.errors import SpecError
from graders.spec.faults import fault, quoted
from graders.spec.nodes import Mapping, Node, Scalar, Sequence

Resolved: TypeAlias = bool | int | float | str | None

_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NON_FINITE = {
    **{sign + word: float(sign + "inf") for sign in ("", "+", "-") for word in (".inf", ".Inf", ".INF")},
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_LARGEST = 2**63 - 1  # of NumPy's int64
_LONGEST = 20  # characters of -2**63


def is_null(node: Node) -> bool:
    """Tell whether nothing is written, or one of YAML's words for it."""
    return isinstance(node, Scalar) and node.plain and node.text in _NULLS


def resolve(scalar: Scalar) -> Resolved:
    """Return the value that a scalar stands for; raises :class:`SpecError` for a number that no array can hold."""
    text = scalar.text
    if not scalar.plain:
        return text
    if text in _NULLS:
        return None
    if text in _WORDS:
        return _WORDS[text]
    if text in _NON_FINITE:
        return _NON_FINITE[text]
    if _WHOLE.fullmatch(text):
        if len(text) > _LONGEST or not -_LARGEST - 1 <= int(text) <= _LARGEST:
            raise fault(scalar.place, f"expected a whole number of at most 64 bits, found {quoted(text)}")
        return int(text)
    if _FLOAT.fullmatch(text):
        if math.isinf(number := float(text)):
            raise fault(
                scalar.place, f"expected a number below 1.8e308, found {quoted(text)}; infinity is written .inf"
            )
        return number
    return text


def described(node: Node) -> str:
    """Return what was found, in words for a message."""
    if isinstance(node, Sequence):
        return "a list"
    if isinstance(node, Mapping):
        return "a mapping"
    value = resolve(node)
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f"the truth value {node.text}"
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return f"the number {quoted(node.text)[1:-1]}"


def expected(what: str, node: Node, hint: str = "") -> SpecError:
    """Return the error that says what was expected at a node and what was found; ``hint`` follows after that."""
    under = f"{quoted(node.key)}: " if node.key else ""
    return fault(node.place, f"{under}expected {what}, found {described(node)}{hint}")
