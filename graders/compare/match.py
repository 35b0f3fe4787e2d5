"""An answer held against the expected value."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from graders.compare.category import Category, Known, category, has_item, identity
from graders.compare.cells import first_cells, pair_of_cells
from graders.compare.display import describe, show_pair
from graders.compare.elements import Array, Differences, differences
from graders.compare.keys import key_mismatch, key_text
from graders.compare.numeric import numeric
from graders.compare.texts import text_mismatch
from graders.exercise import Compares, Comparison, DtypeRule, Tolerance
from graders.result import Mismatch, MismatchKind
from graders.transcript import Value

_DEEPEST = 32  # what crosses the boundary is far shallower; deeper values count as unreadable
_COMPARED_AT_SIGHT = frozenset({int, str, bool, type(None)})
_PLAIN_KINDS = frozenset("biufcU")
_PYTHON_DTYPES = {bool: np.dtype(np.bool_), int: np.dtype(np.int64), float: np.dtype(float), complex: np.dtype(complex)}
_STANDS_FOR = frozenset({"if", "fi", "ic", "fc"})  # kind of the answer, kind of the expected value


def match(answer: Value, expected: Value, comparison: Comparison) -> Mismatch | None:
    """Return the first thing in which ``answer`` differs from ``expected``, or None.

    Containers are walked first, in order. A list and a tuple stand for each other, and an array stands for a list of
    its rows where a list is expected; a list does not stand for an array. Dicts have the same keys, in any order.
    Python numbers, NumPy scalars and arrays without axes are all numbers; an array of one number is not. Shapes are
    equal or differ: nothing is broadcast. Text is compared character by character. What cannot be read
    (:class:`graders.transcript.Opaque`, or nested more than 32 deep) never matches.

    Under ``Compares.DTYPE`` values are not looked at, so ``DtypeRule.ANY`` would ask for next to nothing; there it
    counts as ``KIND``.

    With ``comparison.item`` the rest of two dicts is not looked at, and of two sequences or arrays only the length;
    an item that is not there is missing however little of it would be compared.
    """
    if comparison.item is not None:
        return _items(answer, expected, comparison, comparison.item)
    return _walk(answer, expected, comparison, "", 0)


def _items(answer: Known, expected: Known, rules: Comparison, item: str | int) -> Mismatch | None:
    if not has_item(expected, item):
        holder = f"a value with the item `{key_text(item)}`"
        return Mismatch(kind=MismatchKind.TYPE, path="", answer=describe(answer), expected=holder)
    sort, wanted = category(answer), category(expected)
    if sort is wanted is Category.DICT and not has_item(answer, item):
        wants = set(map(identity, expected))
        others = {key: None for key in answer if identity(key) not in wants}
        return key_mismatch(others, {item: None}, "")
    is_alike = sort is wanted or (sort is Category.ARRAY and wanted is Category.SEQUENCE)
    if not is_alike or (wanted is not Category.DICT and len(answer) != len(expected)):
        return _walk(answer, expected, rules._replace(compares=Compares.VALUE), "", 0)
    return _walk(answer[item], expected[item], rules, f"[{key_text(item)}]", 1)


def _walk(answer: Known, expected: Known, rules: Comparison, path: str, depth: int) -> Mismatch | None:
    if type(answer) is type(expected) and _alike_at_sight(answer, expected, rules.tolerance):
        return None
    sort, wanted = category(answer), category(expected)
    if sort is Category.ARRAY and wanted is Category.SEQUENCE:
        sort = Category.SEQUENCE
    if sort is not wanted or wanted is Category.OPAQUE or depth > _DEEPEST:
        return Mismatch(
            kind=MismatchKind.TYPE,
            path=path,
            answer=describe(answer),
            expected=describe(expected),
            size=_right_numbers(answer, expected, rules),
            note="Such a value cannot be read, so it is not compared." if sort is wanted else "",
        )
    if rules.compares is Compares.TYPE or wanted is Category.NONE:
        return None
    match wanted:
        case Category.SEQUENCE:
            return _sequences(answer, expected, rules, path, depth)
        case Category.DICT:
            return _dicts(answer, expected, rules, path, depth)
        case Category.TEXT:
            compared = rules.compares is Compares.VALUE
            return text_mismatch(str(answer), str(expected), path) if compared else None
        case _:
            return _arrays(answer, expected, rules, path)


def _right_numbers(answer: Known, expected: Known, rules: Comparison) -> int:
    """Return how many numbers are right where only what holds them is not, and 0 where any is wrong.

    That is a list or tuple in place of an array, or one pair of brackets round the one number that is expected.
    """
    sort, wanted = category(answer), category(expected)
    is_wrapped = wanted is Category.NUMBER and sort in {Category.SEQUENCE, Category.ARRAY}
    if not is_wrapped and (sort, wanted) != (Category.SEQUENCE, Category.ARRAY):
        return 0
    array = numeric(answer)
    if array is None or array.dtype.kind == "b" or (is_wrapped and array.shape not in {(), (1,)}):
        return 0
    held = array.reshape(()) if is_wrapped else array
    in_full = rules._replace(compares=Compares.VALUE, dtype=DtypeRule.ANY)
    return held.size if _arrays(held, expected, in_full, "") is None else 0


def _alike_at_sight(answer: Known, expected: Known, tolerance: Tolerance) -> bool:
    """Tell whether two values of one type are alike without any arithmetic on arrays, which takes far longer.

    That holds for numbers within the tolerance, for the same texts, and for arrays and NumPy scalars of the same bytes.
    """
    if type(expected) is float:
        return bool(abs(answer - expected) <= tolerance.atol + tolerance.rtol * abs(expected) < math.inf)
    if isinstance(expected, np.ndarray | np.generic):
        return (
            answer.dtype == expected.dtype
            and expected.dtype.kind in _PLAIN_KINDS
            and answer.shape == expected.shape
            and bool(answer.tobytes() == expected.tobytes())
        )
    return type(expected) in _COMPARED_AT_SIGHT and bool(answer == expected)


def _sequences(answer: Known, expected: Known, rules: Comparison, path: str, depth: int) -> Mismatch | None:
    if len(answer) != len(expected):
        return Mismatch(kind=MismatchKind.LENGTH, path=path, answer=str(len(answer)), expected=str(len(expected)))
    for position, (item, wanted) in enumerate(zip(answer, expected, strict=True)):
        if mismatch := _walk(item, wanted, rules, f"{path}[{position}]", depth + 1):
            return mismatch
    return None


def _dicts(
    answer: dict[Any, Any], expected: dict[Any, Any], rules: Comparison, path: str, depth: int
) -> Mismatch | None:
    if mismatch := key_mismatch(answer, expected, path):
        return mismatch
    for key, wanted in expected.items():
        if mismatch := _walk(answer[key], wanted, rules, f"{path}[{key_text(key)}]", depth + 1):
            return mismatch
    return None


def _arrays(answer: Value, expected: Value, rules: Comparison, path: str) -> Mismatch | None:
    """Compare two arrays, or two numbers or truth values as arrays without axes."""
    array, wanted = np.asarray(answer), np.asarray(expected)
    if array.shape != wanted.shape:
        return _shape_mismatch(array, wanted, rules, path)
    if rules.compares is Compares.SHAPE:
        return None
    if not _dtype_agrees(_dtype(answer), _dtype(expected), rules):
        return _dtype_mismatch(answer, expected, rules, path)
    if rules.compares is Compares.DTYPE:
        return None
    found = differences(array, wanted, rules.tolerance)
    return _element_mismatch(array, wanted, found, path) if found else None


def _dtype(value: Known) -> np.dtype[Any]:
    python_dtype = _PYTHON_DTYPES.get(type(value))
    return np.asarray(value).dtype if python_dtype is None else python_dtype


def _dtype_agrees(dtype: np.dtype[Any], wanted: np.dtype[Any], rules: Comparison) -> bool:
    if rules.dtype is DtypeRule.EXACT and wanted.kind != "U":
        return dtype.name == wanted.name
    kind, wanted_kind = dtype.kind.replace("u", "i"), wanted.kind.replace("u", "i")
    if rules.dtype is DtypeRule.ANY and rules.compares is Compares.VALUE:
        return kind == wanted_kind or kind + wanted_kind in _STANDS_FOR
    return kind == wanted_kind


def _shape_mismatch(answer: Array, expected: Array, rules: Comparison, path: str) -> Mismatch:
    differing, size = _counted(answer, expected, rules)
    return Mismatch(
        kind=MismatchKind.SHAPE,
        path=path,
        answer=str(answer.shape),
        expected=str(expected.shape),
        differing=differing,
        size=size,
        answer_cells=first_cells(answer),
        expected_cells=first_cells(expected),
    )


def _dtype_mismatch(answer: Value, expected: Value, rules: Comparison, path: str) -> Mismatch:
    array, wanted = np.asarray(answer), np.asarray(expected)
    differing, size = _counted(array, wanted, rules)
    from_complex = array.dtype.kind == "c" and wanted.dtype.kind in "iuf"
    return Mismatch(
        kind=MismatchKind.DTYPE,
        path=path,
        answer=_dtype_name(answer),
        expected=_dtype_name(expected),
        differing=differing,
        size=size,
        note="A complex number does not stand for a real one, even with the imaginary part 0." if from_complex else "",
    )


def _dtype_name(value: Known) -> str:
    if type(value) in _PYTHON_DTYPES:
        return type(value).__name__
    dtype = np.asarray(value).dtype
    return "str" if dtype.kind == "U" else dtype.name


def _counted(answer: Array, expected: Array, rules: Comparison) -> tuple[int, int]:
    """Return how many of how many numbers differ, whatever the shapes; (0, 0) where they cannot be paired."""
    numbers = answer.dtype.kind in "iuf" and expected.dtype.kind in "iuf"
    if rules.compares is not Compares.VALUE or answer.size != expected.size or not numbers:
        return 0, 0
    found = differences(answer.reshape(-1), expected.reshape(-1), rules.tolerance)
    return int(found.differs.sum()) if found else 0, expected.size


def _element_mismatch(answer: Array, expected: Array, found: Differences, path: str) -> Mismatch:
    kind = MismatchKind.NONFINITE if found.nonfinite else MismatchKind.VALUES
    answer_cells = expected_cells = None
    if expected.ndim:
        answer_cells, expected_cells = pair_of_cells(answer, expected, found.differs, found.worst)
    shown, wanted = show_pair(answer[found.worst], expected[found.worst])
    note = ""
    if expected.dtype.kind == "U" and (texts := text_mismatch(answer[found.worst], expected[found.worst], path)):
        kind, shown, wanted, note = texts.kind, texts.answer, texts.expected, texts.note
    return Mismatch(
        kind=kind,
        path=path,
        index=found.worst if expected.ndim else None,
        answer=shown,
        expected=wanted,
        differing=int(found.differs.sum()),
        size=expected.size,
        difference=found.difference,
        relative=found.relative,
        allowed=found.allowed,
        rtol=found.tolerance.rtol,
        atol=found.tolerance.atol,
        answer_cells=answer_cells,
        expected_cells=expected_cells,
        note=note,
    )
