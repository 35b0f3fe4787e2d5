"""Names that are near those of exercises: what a file is called whose author meant an exercise and missed its name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import PurePath

from graders.submissions.names import ANY_MARK, fold, splits, with_fewer_marks

_NUMBER = re.compile(r"([0-9]+)")
_SEPARATORS = re.compile(r"[ _-]+")
_WORDS = ("assignment", "aufgabe", "ex", "exercise", "homework", "hw", "problem", "question", "task", "\xfcbung")


def forms(exercises: Collection[str]) -> Mapping[tuple[str, ...], Sequence[str]]:
    """Return the exercises that a name in some form is near to, see :func:`near`."""
    found: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
    for name in sorted(exercises):
        found[_form(fold(name))][name] = None
    for name in sorted(exercises):
        *_, number, rest = ("", *_form(fold(name)))
        if number and not rest:
            for word in _WORDS:
                found[word, number, ""].setdefault(name)
    return {form: tuple(names) for form, names in found.items()}


def near(file: str, student: str, known: Mapping[tuple[str, ...], Sequence[str]]) -> Iterator[str]:
    """Yield the exercises that the name of a file is near to, the nearest first; ``known`` are their :func:`forms`.

    Two names are near when they are the same without case, spaces, `_`, `-` and the leading zeros of numbers, and so is
    `exercise 7`, or another such word, near a name that ends with 7. The mark of a copy and the student's own name,
    before or behind, make no difference.
    """
    own = fold(student)
    for stem, _ in with_fewer_marks(fold(PurePath(file).stem), ANY_MARK):
        yield from known.get(_form(stem), ())
        for first, rest in splits(stem) if own in stem else ():
            if own in {first, rest}:
                yield from known.get(_form(rest if first == own else first), ())


def _form(name: str) -> tuple[str, ...]:
    """Return a folded name with its numbers apart, so that `ex1_7` is not taken for `ex17`: texts at even places."""
    parts = _NUMBER.split(name)
    return tuple(
        part.lstrip("0") or "0" if place % 2 else _SEPARATORS.sub("", part) for place, part in enumerate(parts)
    )
