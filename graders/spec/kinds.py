"""Kinds of value that a field may have: each reads a node, says what it expects, and describes itself to editors.

Kinds, records and nodes are named tuples: as dataclasses they would cost every start of the grader 8 ms more.
"""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

import builtins
import keyword
import math
import operator
import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from unicodedata import normalize

from graders.spec.faults import did_you_mean
from graders.spec.nodes import Node, Scalar
from graders.spec.scalars import expected, is_null, resolve

T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)
Schema = dict[str, Any]

_NAME_PATTERN = r"^[A-Za-z_\u0080-\uffff][0-9A-Za-z_\u0080-\uffff]*$"
_BOUNDS = {
    "exclusiveMinimum": (operator.gt, "above"),
    "minimum": (operator.ge, "of at least"),
    "exclusiveMaximum": (operator.lt, "below"),
    "maximum": (operator.le, "at most"),
}


class Kind(Protocol[T_co]):
    """What the value of a field must be."""

    @property
    def expects(self) -> str:
        """What is wanted, as it stands after "expected"."""

    def read(self, node: Node) -> T_co:
        """Return the value of a node; raises :class:`graders.errors.SpecError` with all that is wrong with it."""

    def schema(self) -> Schema:
        """Return the JSON Schema (draft-07) of the value."""


class Text(NamedTuple):
    """A text, taken as written: ``no``, ``012`` and ``12:30`` need no quotes. ``most`` is its greatest length."""

    expects: str = "a text"
    pattern: str = ""
    most: int | None = None

    def read(self, node: Node) -> str:
        if not isinstance(node, Scalar) or is_null(node) or not (text := node.text.strip()):
            raise expected(self.expects, node)
        if self.most and len(text) > self.most:
            raise expected(f"{self.expects} of at most {self.most} characters", node)
        if self.pattern and not (isinstance(resolve(node), str) and re.search(self.pattern, text)):
            raise expected(self.expects, node)
        return text

    def schema(self) -> Schema:
        if self.pattern:
            return {"type": "string", "pattern": self.pattern}
        longest = {"maxLength": self.most} if self.most else {}
        return {"type": ["string", "number", "boolean"], "minLength": 1, **longest}


ID = Text("an id: a small letter, then small letters, digits, '-' or '_'", pattern="^[a-z][a-z0-9_-]*$")
"""What names a part of an exercise in results."""


class Name(NamedTuple):
    """A Python name, in the form that Python itself stores (NFKC)."""

    expects: str = "a Python name"

    def read(self, node: Node) -> str:
        if not isinstance(node, Scalar) or not isinstance(resolve(node), str) or not node.text.isidentifier():
            raise expected(self.expects, node)
        if keyword.iskeyword(node.text):
            raise expected(self.expects, node, ", which is a word of Python itself")
        return normalize("NFKC", node.text)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": _NAME_PATTERN}


class ExceptionName(NamedTuple):
    """A built-in exception that a function can raise and its caller catch with ``except Exception``."""

    expects: str = "the name of a built-in exception"

    def read(self, node: Node) -> str:
        known = {
            name: value.__name__
            for name, value in vars(builtins).items()
            if isinstance(value, type) and issubclass(value, Exception)
        }
        if not isinstance(node, Scalar) or node.text not in known:
            raise expected(self.expects, node, did_you_mean(node.text, known) if isinstance(node, Scalar) else "")
        return known[node.text]

    def schema(self) -> Schema:
        return {"type": "string", "pattern": _NAME_PATTERN}


class Choice(NamedTuple, Generic[E]):
    """One word of a few."""

    options: type[E]

    @property
    def expects(self) -> str:
        *first, last = self.options
        return f"{', '.join(first)} or {last}"

    def read(self, node: Node) -> E:
        words = list(map(str, self.options))
        if not isinstance(node, Scalar) or node.text not in words:
            raise expected(self.expects, node, did_you_mean(node.text, words) if isinstance(node, Scalar) else "")
        return self.options(node.text)

    def schema(self) -> Schema:
        return {"enum": list(map(str, self.options))}


class Flag(NamedTuple):
    """A truth value."""

    expects: str = "true or false"

    def read(self, node: Node) -> bool:
        value = resolve(node) if isinstance(node, Scalar) else None
        if isinstance(value, bool):
            return value
        meant = {"yes": "true", "on": "true", "no": "false", "off": "false"}.get(str(value).lower())
        raise expected(self.expects, node, f"; did you mean {meant}?" if meant else "")

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Number(NamedTuple):
    """A finite number within ``bounds``, which have the names that JSON Schema gives them."""

    bounds: Mapping[str, float]
    whole: bool = False

    @property
    def expects(self) -> str:
        limits = " and ".join(f"{_BOUNDS[name][1]} {bound:g}" for name, bound in self.bounds.items())
        return f"a {'whole ' if self.whole else ''}number {limits}"

    def read(self, node: Node) -> float:
        value = resolve(node) if isinstance(node, Scalar) else None
        if isinstance(value, str) and isinstance(node, Scalar) and not node.plain:
            raise expected(self.expects, node, "; a number has no quotes")
        if isinstance(value, bool) or not isinstance(value, int if self.whole else int | float):
            raise expected(self.expects, node)
        if not math.isfinite(value) or not all(_BOUNDS[name][0](value, bound) for name, bound in self.bounds.items()):
            raise expected(self.expects, node)
        return value if self.whole else float(value)

    def schema(self) -> Schema:
        return {"type": "integer" if self.whole else "number", **self.bounds}


class Item(NamedTuple):
    """A key of a dict, or a position in a list or tuple, counted from 0."""

    expects: str = "a key or a position of at least 0"

    def read(self, node: Node) -> str | int:
        value = resolve(node) if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise expected(self.expects, node)
        if value == "" or (isinstance(value, int) and value < 0):
            raise expected(self.expects, node)
        return value

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string", "minLength": 1}, {"type": "integer", "minimum": 0}]}


class Quantity(NamedTuple):
    """A number with a unit, returned in the unit whose factor is 1; ``least`` and ``most`` are in that unit too."""

    of: str
    units: Mapping[str, float]
    least: float
    most: float
    whole: bool = False

    @property
    def expects(self) -> str:
        *first, last = self.units
        unit = next(unit for unit, factor in self.units.items() if factor == 1)
        return f"{self.of} in {', '.join(first)} or {last}, from {self.least:g} {unit} to {self.most:g} {unit}"

    def read(self, node: Node) -> float:
        match = re.fullmatch(self._pattern, node.text) if isinstance(node, Scalar) else None
        if not match:
            raise expected(self.expects, node)
        value = float(match[1]) * self.units[match[2]]
        if not self.least <= value <= self.most:
            raise expected(self.expects, node)
        if not self.whole:
            return value
        if value != int(value):
            raise expected(self.expects, node, ", which is not a whole number of them")
        return int(value)

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{self._pattern}$"}

    @property
    def _pattern(self) -> str:
        return rf"([0-9]{{1,9}}(?:\.[0-9]{{1,9}})?) *({'|'.join(self.units)})"
