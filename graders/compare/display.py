"""Values and calls as people read them: short, safe to show, and never alike when two numbers differ."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

import numpy as np

from graders.compare.category import Category, Known, category
from graders.printable import one_line
from graders.transcript import Opaque, Value

FULL = 12  # an array or a container of at most so many items is shown in full
_FIRST = 3  # how many numbers of a larger array are shown
_DEEPEST = 3  # containers inside so many others are not opened
_TEXT_LIMIT = 60
_LENGTH_LIMIT = 320
_DIGITS = 6
_FLOAT_DIGITS = 17  # tell any two floats apart
_WHOLE_BELOW = 1e15  # whole floats below this are shown in full
_LONG_INTEGER_BITS = 133  # about 40 digits
_LONGEST_INTEGER_BITS = 1063  # 320 digits: a longer one does not fit into a call
_PLAIN_DTYPES = frozenset({"bool", "int64", "float64", "complex128"})  # what np.array makes of Python's numbers


def show(value: Value, digits: int = _DIGITS) -> str:
    """Return a short, printable text for any value.

    Floats get at most ``digits`` significant digits, whole numbers are written in full; arrays of more than 12 numbers
    give their shape and first numbers.
    """
    return one_line(_shown(value, digits, 0), _LENGTH_LIMIT)


def show_pair(answer: Value, expected: Value) -> tuple[str, str]:
    """Return texts for two different values, with as many digits (6 to 17) as tell them apart."""
    texts = ("", "")
    for digits in range(_DIGITS, _FLOAT_DIGITS + 1):
        texts = show(answer, digits), show(expected, digits)
        if not _read_alike(*texts):
            return texts
    if texts[0] == texts[1] and isinstance(answer, int) and isinstance(expected, int):  # too long to be shown in full
        return f"{texts[1]} {'-' if answer < expected else '+'} {show(abs(answer - expected))}", texts[1]
    return texts


def _read_alike(text: str, other: str) -> bool:
    """Say whether two texts are the same, or the same number, as ``2e+06`` and ``2000000`` are."""
    if text == other:
        return True
    try:
        return float(text) == float(other)
    except ValueError:
        return False


def describe(value: Known) -> str:
    """Return a noun for ``value`` and what is in it, with code between backticks: "a list of 3 items"."""
    match category(value):
        case Category.NUMBER:
            return f"the number {show(value)}"
        case Category.TEXT:
            return f"the text `{show(value)}`"
        case Category.ARRAY:
            return f"an array of shape `{value.shape}`"
        case Category.SEQUENCE | Category.DICT:
            return _described_container(value)
        case Category.OPAQUE:
            return _described_opaque(value)
        case _:
            return f"`{show(value)}`"


def quoted(text: str, limit: int = _TEXT_LIMIT) -> str:
    """Return ``text`` in double quotes as Python reads it, cut to ``limit`` characters; not yet printable.

    A backtick is spelt out, because backticks mark code in the sentences that quote it; a carriage return is, because
    :func:`graders.printable.printable` takes it for a part of the line break.
    """
    kept = text[:limit].replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\x60").replace("\r", "\\r")
    more = f" … ({len(text) - limit} more characters)" if len(text) > limit else ""
    return f'"{kept}"{more}'


def call_text(name: str, args: Sequence[Value], kwargs: Mapping[str, Value]) -> str:
    """Return ``predict(np.array([0, 1, 8]), w=3)``; arrays of more than 12 numbers show the first ones and their shape.

    Numbers are written with all their digits. So a call in which nothing is left out gives the same result when it is
    typed again; left out are the rest of what is long, as ``…`` or "about" tells, and what cannot be read.
    """
    parts = [_typed(value) for value in args] + [f"{key}={_typed(value)}" for key, value in kwargs.items()]
    return one_line(f"{name}({', '.join(parts)})", _LENGTH_LIMIT)


def _described_container(value: Known) -> str:
    if isinstance(value, dict):
        return f"a dict with {len(value)} {'key' if len(value) == 1 else 'keys'}"
    return f"a {type(value).__name__} of {len(value)} {'item' if len(value) == 1 else 'items'}"


_NOUNS = {
    "_ArrayFunctionDispatcher": "a function",  # such as `np.mean` without its brackets
    "builtin_function_or_method": "a function",
    "function": "a function",
    "method": "a function",
    "ufunc": "a function",
    "type": "a class",
    "module": "a module",
    "set": "a set",
    "generator": "a generator",
}


def _described_opaque(value: Value) -> str:
    name = _type_name(value)
    reason = value.reason if isinstance(value, Opaque) else ""
    noun = _NOUNS.get(name) or f"an object of type `{name}`"
    return f"{noun} ({_without_backticks(reason)})" if reason else noun


def _type_name(value: Value) -> str:
    return _without_backticks(value.type_name if isinstance(value, Opaque) else type(value).__name__)


def _without_backticks(text: str) -> str:
    return one_line(text.replace("`", "'"), _TEXT_LIMIT)


def _shown(value: Known, digits: int, depth: int) -> str:
    match category(value):
        case Category.NUMBER:
            return _number(value, digits)
        case Category.TEXT:
            return quoted(str(value))
        case Category.ARRAY:
            return _array(value, digits, depth)
        case Category.SEQUENCE | Category.DICT:
            return _container(value, digits, depth)
        case Category.OPAQUE:
            return f"<{_type_name(value)}>"
        case _:
            return str(value)


def _number(value: Known, digits: int) -> str:
    if isinstance(value, (np.generic, np.ndarray)):
        value = value.item()
    if isinstance(value, int):
        return str(value) if value.bit_length() <= _LONG_INTEGER_BITS else _long_integer(value, digits)
    if isinstance(value, float) and abs(value) < _WHOLE_BELOW and value.is_integer():
        return str(int(value))
    return format(value, f".{digits}g")


def _long_integer(value: int, digits: int) -> str:
    exponent = int(math.log10(abs(value)))
    return f"about {value / 10**exponent:.{digits}g}e+{exponent}"


def _array(value: np.ndarray[Any, Any], digits: int, depth: int) -> str:
    if 0 < value.size <= FULL:
        return _nested(value, digits, depth)
    first = ", ".join(_shown(number, digits, depth) for number in islice(value.flat, _FIRST))
    return f"array of shape {value.shape}: {first}, …" if first else f"empty array of shape {value.shape}"


def _nested(value: np.ndarray[Any, Any], digits: int, depth: int) -> str:
    parts = (_nested(row, digits, depth) if row.ndim else _shown(row, digits, depth) for row in value)
    return f"[{', '.join(parts)}]"


def _container(value: Known, digits: int, depth: int) -> str:
    if depth == _DEEPEST:
        return _bracketed(value, ["…"] if value else [])
    if isinstance(value, dict):
        parts = [
            f"{_shown(key, digits, depth + 1)}: {_shown(item, digits, depth + 1)}"
            for key, item in islice(value.items(), FULL)
        ]
    else:
        parts = [_shown(item, digits, depth + 1) for item in value[:FULL]]
    return _bracketed(value, [*parts, f"… {len(value)} in all"] if len(value) > FULL else parts)


def _bracketed(value: Known, parts: list[str]) -> str:
    opening, closing = "{}" if isinstance(value, dict) else "()" if isinstance(value, tuple) else "[]"
    comma = "," if isinstance(value, tuple) and len(value) == 1 else ""
    return f"{opening}{', '.join(parts)}{comma}{closing}"


def _typed(value: Known) -> str:
    match category(value):
        case Category.NUMBER | Category.BOOL:
            return _typed_number(value)
        case Category.TEXT:
            return quoted(str(value))
        case Category.ARRAY:
            return _typed_array(value)
        case Category.SEQUENCE | Category.DICT:
            return _typed_container(value)
        case _:
            return show(value)


def _typed_number(value: Known) -> str:
    if isinstance(value, (np.generic, np.ndarray)):
        if value.dtype.name not in _PLAIN_DTYPES:
            is_literal = value.dtype.kind != "c" and np.isfinite(value)
            return f"np.{value.dtype.name}({value if is_literal else _typed_number(value.item())!s})"
        value = value.item()
    if isinstance(value, complex):
        return _typed_complex(value)
    if isinstance(value, int) and value.bit_length() > _LONGEST_INTEGER_BITS:
        return show(value)
    text = repr(value)
    return f"np.{text}" if text in {"nan", "inf"} else f"-np.{text[1:]}" if text == "-inf" else text


def _typed_complex(value: complex) -> str:
    """Return a sum such as ``(1+2j)`` where it gives the same number, signs of zeros and all."""
    parts = [_typed_number(value.real), _typed_number(value.imag)]
    is_sum = {"np.nan", "np.inf", "-np.inf", "-0.0"}.isdisjoint(parts) and (value.real or value.imag >= 0)
    return repr(value) if is_sum else f"complex({', '.join(parts)})"


def _typed_array(value: np.ndarray[Any, Any]) -> str:
    dtype = value.dtype.name
    plain = dtype in _PLAIN_DTYPES or value.dtype.kind == "U"
    if not value.size:
        named = value.dtype.str if value.dtype.kind == "U" else dtype
        return f"np.zeros({value.shape})" if dtype == "float64" else f"np.zeros({value.shape}, {named!r})"
    if value.size > FULL:
        first = ", ".join(_typed(number.item()) for number in islice(value.flat, _FIRST))
        return f"np.array([{first}, …] of shape {value.shape})"
    return f"np.array({_typed_container(value.tolist())}{'' if plain else f', dtype=np.{dtype}'})"


def _typed_container(value: Known) -> str:
    if isinstance(value, dict):
        parts = [f"{_typed(key)}: {_typed(item)}" for key, item in islice(value.items(), FULL)]
    else:
        parts = [_typed(item) for item in islice(value, FULL)]
    return _bracketed(value, [*parts, "…"] if len(value) > FULL else parts)
