"""What to do where a value does not have what is asked of it behind a dot: a slip of the letters, or another type."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from graders.grading.exceptions import BY_EXCEPTION
from graders.grading.slips import FUNCTIONS, IS_FUNCTION, IS_NONE
from graders.prose import listed

_MESSAGE = re.compile(r"^(?P<module>module )?'(?P<type>.*)' .*has no attribute '(?P<name>\w+)'")


class _Kind(NamedTuple):
    """Types that beginners take for one another: their names in Python's messages, and what has their attributes."""

    types: str
    one: str
    many: str
    like: type


_BOOL = _Kind(r"bool|numpy\.bool_?", "`True` or `False`", "", bool)
_LIST = _Kind("list", "A list", "lists", list)
_TUPLE = _Kind("tuple", "A tuple", "tuples", tuple)
_TEXT = _Kind("str", "A text", "texts", str)
_DICT = _Kind("dict", "A dict", "dicts", dict)
_SET = _Kind("set", "A set", "sets", set)
_NUMBER = _Kind(r"int|float|complex|numpy\.(?:u?int|float|complex)\d+", "A number", "numbers", float)
_ARRAY = _Kind(r"numpy\.ndarray", "An array", "arrays", np.ndarray)
_KINDS = (_ARRAY, _LIST, _TUPLE, _TEXT, _DICT, _SET, _NUMBER, _BOOL)

_OF_NAME = {
    (_ARRAY, "append"): "`np.append(a, x)` returns an array with one more number.",
    (_ARRAY, "count"): "`np.sum(a == x)` counts how often `x` stands in the array `a`.",
    (_ARRAY, "index"): "`np.argmax(a == x)` is the first place of `x` in the array `a`.",
    (_LIST, "add"): "`.append(...)` adds to a list.",
    (_SET, "append"): "`.add(...)` adds to a set.",
}
_OF_OWNER = {
    (_LIST, _ARRAY): "Make it an array with `np.array(...)`.",
    (_TUPLE, _ARRAY): "Make it an array with `np.array(...)`.",
    (_TUPLE, _LIST): "Make it a list with `list(...)`.",
    (_LIST, _TEXT): "Take the texts out of the list one by one, in a loop.",
    (_BOOL, _ARRAY): "If two lists are compared here, make arrays of them first, with `np.array(...)`.",
}


def about_attribute(message: str, line: str) -> str:
    """Return what to do about an ``AttributeError``.

    Where the line does not ask for the attribute, a function that it calls does.
    """
    found = _MESSAGE.search(message)
    if not found:
        return BY_EXCEPTION["AttributeError"]
    name = found["name"]
    if not found["module"] and re.search(rf"\bnp\.{name}\b", line):
        return "`np` no longer stands for NumPy here. Look for a line that gives `np` another value."
    if not re.search(rf"\.\s*{name}\b", line):
        return BY_EXCEPTION["TypeError"]
    if found["module"]:
        return BY_EXCEPTION["AttributeError"]
    if found["type"] == "NoneType":
        return IS_NONE
    if re.fullmatch(FUNCTIONS, found["type"]):
        return IS_FUNCTION
    return _of_another_type(found["type"], name) or BY_EXCEPTION["AttributeError"]


def _of_another_type(type_name: str, name: str) -> str:
    """Return which types have what is asked for, and how to come to one; empty where no common type has it."""
    kind = next((one for one in _KINDS if re.fullmatch(one.types, type_name)), None)
    owners = [one for one in _KINDS if one is not kind and one.many and hasattr(one.like, name)]
    if kind is None or not owners or name.startswith("_"):
        return ""
    steps = [_OF_NAME.get((kind, name)), *(_OF_OWNER.get((kind, owner)) for owner in owners)]
    step = next(filter(None, steps), "Look where it gets its value.")
    return f"{kind.one} stands before the dot; `.{name}` belongs to {listed([one.many for one in owners])}. {step}"
