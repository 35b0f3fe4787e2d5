"""One thing that a beginner can try after a mismatch."""

from __future__ import annotations

from graders.compare.display import FULL
from graders.result import Mismatch, MismatchKind


def next_step(mismatch: Mismatch, subject: str, *, returned: bool) -> str:
    """Return one thing to try; ``subject`` and ``returned`` are as in :func:`graders.compare.wording.gap`."""
    match mismatch.kind:
        case MismatchKind.TYPE:
            return _convert(mismatch.answer, mismatch.expected, returned=returned)
        case MismatchKind.LENGTH:
            return "Print the result and its `len(...)`. Then see which items are missing or too many."
        case MismatchKind.KEYS:
            return _keys(mismatch)
        case MismatchKind.SHAPE:
            return "Print the `.shape` of each array that goes into the result, and of the result."
        case MismatchKind.DTYPE:
            return "Convert the result: `float(...)` or `int(...)` for one number, `.astype(...)` for an array."
        case MismatchKind.NONFINITE if mismatch.answer.lstrip("-") in {"nan", "inf"}:
            return "Look for a division by 0, the mean of no numbers, or `np.exp` or `np.log` of an extreme number."
        case MismatchKind.NONFINITE:
            return f"Read in the task when the result is `{mismatch.expected}`."
        case MismatchKind.TEXT if mismatch.note or _is_spelling(mismatch):
            return "Compare the two texts letter by letter."
        case MismatchKind.TEXT | MismatchKind.VALUES:
            return _retrace(mismatch, subject, returned=returned)


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


def _convert(answer: str, expected: str, *, returned: bool) -> str:
    wants_number = expected.startswith("the number")
    if answer.startswith(("a list", "a tuple")) and expected.startswith("an array"):
        return "Make it an array with `np.array(...)`."
    if answer.startswith("an array") and wants_number:
        return "Make one number of the array, or take one out of it with `[...]`."
    if answer.startswith("the text") and wants_number:
        return "Take the quotes away, or convert the text with `float(...)`."
    if answer.startswith("an object of type `dict` (a key") and expected.startswith("a dict"):
        return "Write each key as one text, between quotation marks."
    if answer == "`None`":
        return "Look where it gets its value. `print(...)`, `a.sort()` and a function without `return` give `None`."
    if expected.startswith("the text") and not returned:
        return "A text is asked for. Where one is typed in, it stands between quotation marks."
    if answer == "a function":
        return "Call the function: write `(...)` after its name."
    return "Print the value and its `type(...)`, and compare them with the task."
