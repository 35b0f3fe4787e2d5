"""Values as an author types them into an exercise's file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import numpy as np

from graders.spec.draws import NARROWEST
from graders.transcript import Call, Value


def case_text(args: Sequence[Value], kwargs: Mapping[str, Value]) -> str:
    """Return a case as a line of YAML: ``- [[1, 2, 4], 3]``, or ``- {x: 2, w: -1}``."""
    if not kwargs:
        return f"- {_yaml(list(args))}"
    by_name = f"{{{', '.join(f'{key}: {_yaml(value)}' for key, value in kwargs.items())}}}"
    return f"- {{args: {_yaml(list(args))}, kwargs: {by_name}}}" if args else f"- {by_name}"


def drawn_case(calls: Sequence[Call]) -> str:
    """Return a hidden case like the first of these calls, its arguments drawn from the range that they have in all.

    It is empty where an argument of the first is neither a number nor an array of numbers, and where all are the same.
    """
    first = calls[0]
    alike = [one for one in calls if (len(one.args), one.kwargs.keys()) == (len(first.args), first.kwargs.keys())]
    args = [_drawn([one.args[place] for one in alike]) for place in range(len(first.args))]
    kwargs = {name: _drawn([one.kwargs[name] for one in alike]) for name in first.kwargs}
    found = [*args, *kwargs.values()]
    if not all(found) or not any('"' in one for one in found):
        return ""
    by_name = ", ".join(f"{name}: {text}" for name, text in kwargs.items())
    parts = [f"args: [{', '.join(args)}]"] * bool(args) + [f"kwargs: {{{by_name}}}"] * bool(kwargs)
    return f"{{{', '.join(parts)}, hidden: true}}"


def _drawn(values: Sequence[Value]) -> str:
    """Return a draw in the shape of the first value; or that, where it is always the same; nothing if it is no number.

    One that is always the same, such as a count that has to fit another argument, may have to be.
    """
    arrays = [np.asarray(value) for value in values if isinstance(value, int | float | np.ndarray)]
    numbers = [array.astype(float).ravel() for array in arrays if array.dtype.kind in "iuf" and array.size]
    if len(numbers) < len(values) or not np.isfinite(np.concatenate(numbers)).all():
        return ""
    low, high = min(one.min() for one in numbers), max(one.max() for one in numbers)
    if low == high:
        return _yaml(values[0])
    shape = "".join(f", {length}" for length in arrays[0].shape)
    if all(array.dtype.kind in "iu" for array in arrays):
        return f'"integers({low:.0f}, {high + 1:.0f}{shape})"'
    return f'"uniform({low:g}, {high:g}{shape})"' if high - low >= NARROWEST else ""


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
