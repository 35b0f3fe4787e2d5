"""Two texts that are not the same."""

from __future__ import annotations

from unicodedata import normalize

from graders.compare.display import quoted
from graders.printable import one_line
from graders.result import Mismatch, MismatchKind

_SHORT = 60  # texts up to this length are shown whole
_BEFORE = 20  # of longer ones, so much is shown before the first difference …
_WINDOW = 50  # … and so much in all


def text_mismatch(answer: str, expected: str, path: str) -> Mismatch | None:
    """Return where two texts differ, or None where they are equal character by character."""
    if answer == expected:
        return None
    place = _first_difference(answer, expected)
    long = max(len(answer), len(expected)) > _SHORT
    return Mismatch(
        kind=MismatchKind.TEXT,
        path=path,
        answer=_around(answer, place) if long else one_line(quoted(answer)),
        expected=_around(expected, place) if long else one_line(quoted(expected)),
        differing=1,
        size=1,
        note=" ".join(filter(None, (_what_differs(answer, expected), _where(answer, expected, place) if long else ""))),
    )


def _first_difference(answer: str, expected: str) -> int:
    length = min(len(answer), len(expected))
    # Halving leaves the comparing to Python's own slices, which keeps texts of megabytes fast.
    low, high = 0, length
    while low < high:
        middle = (low + high + 1) // 2
        if answer[low:middle] == expected[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _around(text: str, place: int) -> str:
    start = max(0, place - _BEFORE)
    window = one_line(quoted(text[start : start + _WINDOW]))
    return f"{'… ' if start else ''}{window}{' …' if start + _WINDOW < len(text) else ''}"


def _what_differs(answer: str, expected: str) -> str:
    if "".join(answer.split()) == "".join(expected.split()):
        return "Only the white space differs."
    if answer.casefold() == expected.casefold():
        return "Only upper and lower case differ."
    if " ".join(answer.casefold().split()) == " ".join(expected.casefold().split()):
        return "Only white space and upper or lower case differ."
    if normalize("NFKC", answer) == normalize("NFKC", expected):
        return "Some characters look alike but are not the same."
    return ""


def _where(answer: str, expected: str, place: int) -> str:
    if place in (len(answer), len(expected)):
        shorter = "answer" if place == len(answer) else "expected text"
        return f"They are the same up to character {place}, where the {shorter} ends."
    return f"The first difference is at character {place}, counting from 0."
