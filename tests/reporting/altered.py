"""A sample with something else in it."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

Value = TypeVar("Value")


def replace(value: Value, **changes: Any) -> Value:
    """Return a named tuple or a dataclass with other values in some of its fields."""
    if isinstance(value, tuple):
        return value._replace(**changes)  # type: ignore[attr-defined,no-any-return]
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]
