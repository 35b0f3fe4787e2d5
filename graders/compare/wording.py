"""A mismatch in words for a beginner: the gap, and what is right already.

Sentences have at most 20 words, a piece of code between backticks counting as one.
"""

from __future__ import annotations

import math

from graders.result import Cells, Mismatch, MismatchKind

_NEAR = 0.01  # a relative difference up to this is a near miss, where the tolerance is worth telling
_WHOLE_VECTOR = 72  # characters of a vector that still reads well inside a sentence
_ABOUT = "about "  # how an integer of very many digits is shown
_SMALLEST_PLAIN = 1e-6  # smaller numbers are written with an exponent


def gap(mismatch: Mismatch, subject: str, *, returned: bool) -> str:
    """Return what came and what was expected.

    ``subject`` stands between backticks and may be used as code: ``f(3)`` or ``y_hat``. ``returned`` tells a call,
    which "returned" a value, from a name, which "is" one.
    """
    place = f"{subject[:-1]}{mismatch.path}`"
    verb = "returned" if returned and not mismatch.path else "is"
    match mismatch.kind:
        case MismatchKind.TYPE:
            sentences = [f"{place} {verb} {mismatch.answer}, expected {mismatch.expected}."]
        case MismatchKind.LENGTH:
            verb = "returned" if verb == "returned" else "has"
            noun = "item" if mismatch.answer == "1" else "items"
            sentences = [f"{place} {verb} {mismatch.answer} {noun}, expected {mismatch.expected}."]
        case MismatchKind.KEYS:
            sentences = _keys(mismatch, place)
        case MismatchKind.SHAPE:
            verb = "returned an array of" if verb == "returned" else "has"
            shapes = f"{place} {verb} shape `{mismatch.answer}`, expected `{mismatch.expected}`."
            sentences = [shapes, *_axes(mismatch.answer_cells, mismatch.expected_cells)]
        case MismatchKind.DTYPE:
            sentences = [f"The data type of {place} is `{mismatch.answer}`, expected `{mismatch.expected}`."]
        case MismatchKind.NONFINITE | MismatchKind.VALUES | MismatchKind.TEXT:
            sentences = [_values(mismatch, place, verb), *_how_many(mismatch), *_how_much(mismatch)]
    return " ".join([*sentences, mismatch.note] if mismatch.note else sentences)


def right(mismatch: Mismatch) -> str:
    """Return what is right already; empty where nothing is."""
    correct = mismatch.size - mismatch.differing
    match mismatch.kind:
        case MismatchKind.TYPE | MismatchKind.SHAPE | MismatchKind.DTYPE if mismatch.size and not mismatch.differing:
            return "The number is right." if mismatch.size == 1 else f"All {mismatch.size} numbers are right."
        case MismatchKind.NONFINITE | MismatchKind.VALUES | MismatchKind.TEXT if mismatch.expected_cells:
            shape = f"The shape `{mismatch.expected_cells.shape}` is right"
            return f"{shape}, and {correct} of {mismatch.size} {_elements(mismatch)}." if correct else f"{shape}."
        case _:
            return ""


def _keys(mismatch: Mismatch, place: str) -> list[str]:
    missing = [f"Missing in {place}: `{mismatch.expected}`."] if mismatch.expected else []
    additional = [f"Not asked for in {place}: `{mismatch.answer}`."] if mismatch.answer else []
    return missing + additional


def _axes(answer: Cells | None, expected: Cells | None) -> list[str]:
    """Say what two shapes mean, where one is a vector and the other a table."""
    if not answer or not expected or {len(answer.shape), len(expected.shape)} != {1, 2}:
        return []
    return [f"`{cells.shape}` is {_shape_in_words(cells.shape)}." for cells in (answer, expected)]


def _shape_in_words(shape: tuple[int, ...]) -> str:
    if len(shape) == 1:
        return f"a plain row of {_counted(shape[0], 'number')}"
    return f"a table with {_counted(shape[0], 'row')} and {_counted(shape[1], 'column')}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _values(mismatch: Mismatch, place: str, verb: str) -> str:
    vectors = _vector(mismatch.answer_cells), _vector(mismatch.expected_cells)
    if all(vectors):
        return f"{place} {verb} `{vectors[0]}`, expected `{vectors[1]}`."
    answer, expected = _code(mismatch.answer), _code(mismatch.expected)
    if mismatch.index is None:
        return f"{place} {verb} {answer}, expected {expected}."
    verb = "returned" if verb == "returned" else "has"
    return f"{place} {verb} {answer} {_position(mismatch.index)}, counting from 0; expected {expected}."


def _vector(cells: Cells | None) -> str:
    """Return a vector that is drawn in full as text; empty where it is not, or too long for a sentence."""
    if not cells or len(cells.shape) != 1 or len(cells.rows[0]) < cells.shape[0]:
        return ""
    text = f"[{', '.join(cells.rows[0])}]"
    return text if len(text) <= _WHOLE_VECTOR else ""


def _position(index: tuple[int, ...]) -> str:
    if len(index) == 1:
        return f"at position {index[0]}"
    if len(index) == 2:  # noqa: PLR2004 - a table has two axes
        return f"at row {index[0]}, column {index[1]}"
    return f"at `[{', '.join(map(str, index))}]`"


def _how_many(mismatch: Mismatch) -> list[str]:
    if mismatch.size <= 1:
        return []
    if mismatch.differing == mismatch.size:
        return [f"All {mismatch.size} {_elements(mismatch)} differ."]
    verb = "differs" if mismatch.differing == 1 else "differ"
    return [f"{mismatch.differing} of {mismatch.size} {_elements(mismatch)} {verb}."]


def _how_much(mismatch: Mismatch) -> list[str]:
    """Tell the tolerance, where it was applied and the answer is near: an answer far off needs no such number."""
    exact = mismatch.rtol == 0 and mismatch.atol == 0
    if mismatch.difference is None or mismatch.allowed is None or exact:
        return []
    if (mismatch.difference if mismatch.relative is None else mismatch.relative) > _NEAR:
        return []
    if not math.isfinite(mismatch.allowed):  # the size of a complex number can be more than a float holds
        return []
    pair = f" between {_code(mismatch.answer)} and {_code(mismatch.expected)}" if mismatch.differing > 1 else ""
    difference, limit = _plain(mismatch.difference), _plain(mismatch.allowed)
    return [f"The difference{pair} is {difference}, allowed is {limit if limit != difference else 'a little less'}."]


def _plain(number: float) -> str:
    """Return a number with two significant digits, without an exponent where that reads well."""
    rounded = f"{number:.2g}"
    if "e" not in rounded or not _SMALLEST_PLAIN <= number < 1:
        return rounded
    return f"{float(rounded):.9f}".rstrip("0")


def _elements(mismatch: Mismatch) -> str:
    if mismatch.kind is MismatchKind.TEXT:
        return "texts"
    return "values" if mismatch.expected in {"True", "False"} else "numbers"


def _code(text: str) -> str:
    """Put backticks round everything but plain numbers."""
    plain = text.removeprefix(_ABOUT).lstrip("-")[:1].isdigit() and "j" not in text
    return text if plain else f"`{text}`"
