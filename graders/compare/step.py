"""One thing that a beginner can try after a mismatch."""

from __future__ import annotations

from graders.compare.display import FULL
from graders.result import Mismatch, MismatchKind

_PYTHON_KINDS = {"bool": "bool", "int64": "int", "float64": "float", "complex128": "complex"}
"""Data types that Python has as well, by the name that NumPy gives them."""

_WRAPPED = {
    "a list of 1 item": "Take the square brackets round the number away, or take it out of the list with `[0]`.",
    "an array of shape `(1,)`": "Take the number out of the array with `[0]`.",
    "a tuple of 1 item": "Take the comma behind the number away: it makes a tuple of one number.",
}
"""What to do with one number that stands in something else."""

_BY_ANSWER = {
    "`None`": (
        "Look where it gets its value. `print(...)`, `a.sort()`, `a.append(...)` and a function without `return` "
        "give `None`."
    ),
    "a function": "Call the function: write `(...)` after its name.",
    "an object of type `matrix`": (
        "Make a plain array of it with `np.array(...)`, as `*` means something else for a matrix."
    ),
}
"""What to do with an answer, whatever is expected."""


def next_step(mismatch: Mismatch, subject: str, *, returned: bool) -> str:
    """Return one thing to try; ``subject`` and ``returned`` are as in :func:`graders.compare.wording.gap`."""
    match mismatch.kind:
        case MismatchKind.TYPE:
            return _convert(mismatch, returned=returned)
        case MismatchKind.LENGTH:
            return "Print the result and its `len(...)`. Then see which items are missing or too many."
        case MismatchKind.KEYS:
            return _keys(mismatch)
        case MismatchKind.SHAPE:
            return "Print the `.shape` of each array that goes into the result, and of the result."
        case MismatchKind.DTYPE:
            return _astype(mismatch)
        case MismatchKind.NONFINITE if mismatch.answer.lstrip("-") in {"nan", "inf"}:
            return "Look for a division by 0, the mean of no numbers, or `np.exp` or `np.log` of an extreme number."
        case MismatchKind.NONFINITE:
            return f"Read in the task when the result is `{mismatch.expected}`."
        case MismatchKind.TEXT if mismatch.note or _is_spelling(mismatch):
            return "Compare the two texts letter by letter."
        case MismatchKind.TEXT | MismatchKind.VALUES:
            return _retrace(mismatch, subject, returned=returned)


def _astype(mismatch: Mismatch) -> str:
    """Return how to get the data type that is asked for; text is not converted, as every text is true."""
    if mismatch.answer.startswith("complex") and not mismatch.expected.startswith("complex"):
        return "Take the real part of the result: write `.real` behind it."
    if mismatch.answer == "str":
        return "Keep the values as they are, without `str(...)` or quotation marks."
    kind = _PYTHON_KINDS.get(mismatch.expected, mismatch.expected)
    name = f"np.{kind}" if kind[-1].isdigit() else kind
    return f"Convert the result: `{name}(...)` for one value, `.astype({name})` for an array."


def _keys(mismatch: Mismatch) -> str:
    """Return what to look at: it is the spelling only where a key is missing and another one is there instead."""
    if not mismatch.expected:
        return "Print the dict where it is made, and after each line that adds a key."
    if not mismatch.answer:
        return "Print the keys, and look for the line that should add those that are missing."
    return "Print the keys, and compare them letter by letter with those that are missing."


def _retrace(mismatch: Mismatch, subject: str, *, returned: bool) -> str:
    """Return how to follow a calculation: by hand only where all that goes into it and comes of it can be seen."""
    if not returned and mismatch.kind is MismatchKind.TEXT:
        return "Read in the task which text is asked for. Then look where this one comes from."
    if not returned:
        return "Print each step on the way to it, and look for the first that is not as expected."
    if mismatch.size > FULL or "…" in subject:
        return "Call it with a few numbers whose result is known, and print each step on the way to it."
    return "Work this one out by hand, and print each step on the way to it."


def _is_spelling(mismatch: Mismatch) -> bool:
    """Say whether two texts have the same letters and digits."""
    answer, expected = ("".join(filter(str.isalnum, text)).casefold() for text in (mismatch.answer, mismatch.expected))
    return answer == expected


def _convert(mismatch: Mismatch, *, returned: bool) -> str:
    answer, expected = mismatch.answer, mismatch.expected
    wants_number = expected.startswith("the number")
    if mismatch.size and wants_number and answer in _WRAPPED:
        return _WRAPPED[answer]
    if answer.startswith("the number") and expected.startswith("a tuple of") and expected.endswith("items"):
        where = "after `return`" if returned and not mismatch.path else "after `=`"
        return f"Write {expected.split()[3]} values {where}, with commas between them."
    if answer.startswith(("a list", "a tuple")) and expected.startswith("an array"):
        return "Make it an array with `np.array(...)`."
    if answer.startswith("an array") and wants_number:
        return "Make one number of the array, or take one out of it with `[...]`."
    if answer.startswith("the text") and wants_number:
        return "Take the quotes away, or convert the text with `float(...)`."
    if answer.startswith("an object of type `dict` (a key") and expected.startswith("a dict"):
        return "Write each key as one text, between quotation marks."
    if answer in _BY_ANSWER:
        return _BY_ANSWER[answer]
    if expected.startswith("the text") and not returned:
        return "A text is asked for. Where one is typed in, it stands between quotation marks."
    return "Print the value and its `type(...)`, and compare them with the task."
