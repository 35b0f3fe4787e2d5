"""Values as an author types them into an exercise's file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from graders.exercise import Value


def case_text(args: Sequence[Value], kwargs: Mapping[str, Value]) -> str:
    """Return a case as a line of YAML: ``- [[1, 2, 4], 3]``, or ``- {x: 2, w: -1}``."""
    if not kwargs:
        return f"- {_yaml(list(args))}"
    by_name = f"{{{', '.join(f'{key}: {_yaml(value)}' for key, value in kwargs.items())}}}"
    return f"- {{args: {_yaml(list(args))}, kwargs: {by_name}}}" if args else f"- {by_name}"


def _yaml(value: Value) -> str:
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_yaml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_yaml(key)}: {_yaml(item)}' for key, item in value.items())}}}"
    if isinstance(value, float):
        return {"nan": ".nan", "inf": ".inf", "-inf": "-.inf"}.get(repr(value), repr(value))
    return json.dumps(value)
