"""What of a value is numbers: an array, a list of numbers, or a part of a tuple or dict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from graders.compare.elements import Array
from graders.compare.keys import key_text
from graders.compare.numeric import leaves
from graders.diagnose.suspect import Question
from graders.transcript import Answer, Returned, Value

_NUMBERS = (int, float, np.integer, np.floating)


def numbers(answer: Answer) -> Array | None:
    """Return the numbers of an answer as an array, those of a list or tuple too; None where there is anything else."""
    if not isinstance(answer, Returned):
        return None
    value: Any = answer.value
    is_plain = isinstance(value, int | float | np.generic | np.ndarray)
    if not is_plain and not (isinstance(value, list | tuple) and all(map(_is_number, value))):
        return None
    try:
        array = np.asarray(value)
    except (OverflowError, ValueError):
        return None
    return array if array.dtype.kind in "iuf" and array.size else None


def arrays(value: Value) -> Iterator[Array]:
    """Yield each array of numbers inside a value, and each number by itself as one."""
    for one in leaves(value):
        if isinstance(one, int | float | complex | np.number | np.ndarray):
            array = np.asarray(one)
            if array.dtype.kind in "iufc":
                yield array


def changed(answer: Answer, change: Callable[[Array], Array]) -> Answer:
    """Return an answer after a change of its numbers; in a tuple or dict, of those in every part."""
    return Returned(_changed(answer.value, change)) if isinstance(answer, Returned) else answer


def parts(answer: Answer) -> Mapping[Any, Answer]:
    """Return the values in a dict or tuple as answers, by key or position; nothing for any other answer."""
    value: Any = answer.value if isinstance(answer, Returned) else None
    if isinstance(value, dict):
        return {key: Returned(one) for key, one in value.items()}
    return {place: Returned(one) for place, one in enumerate(value)} if isinstance(value, tuple) else {}


def with_part(answer: Answer, place: Any, part: Answer) -> Answer:  # noqa: ANN401 - a key may be any number or text
    """Return an answer with another value in one place."""
    value: Any = answer.value if isinstance(answer, Returned) else None
    if not isinstance(part, Returned) or not isinstance(value, dict | tuple):
        return part
    if isinstance(value, dict):
        return Returned({**value, place: part.value})
    return Returned((*value[:place], part.value, *value[place + 1 :]))


def part_name(questions: Sequence[Question], place: Any) -> str:  # noqa: ANN401 - as above
    """Return how the place of a part is written behind the value, such as ``["std"]`` or ``[1]``."""
    is_dict = any(isinstance(one.expected, Returned) and isinstance(one.expected.value, dict) for one in questions)
    return f"[{key_text(place)}]" if is_dict else f"[{place}]"


def _changed(value: Value, change: Callable[[Array], Array]) -> Value:
    array = numbers(Returned(value))
    if array is not None:
        with np.errstate(all="ignore"):
            after = np.asarray(change(array))
        return after.tolist() if isinstance(value, list | tuple) else after[()]
    if isinstance(value, dict):
        return {key: _changed(one, change) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_changed(one, change) for one in value)
    return value


def _is_number(value: Value) -> bool:
    return isinstance(value, _NUMBERS) and not isinstance(value, bool)
