"""Whose a file is: the student is one of the names in its path, and this says which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from graders.prose import listed
from graders.submissions.claim import NOBODYS, NOT_NAMED, Claim, Loose
from graders.submissions.names import fold, student_id


class Owned(NamedTuple):
    """A claim and the student it belongs to.

    ``depth`` is how many folders lead to the student's own, that one included; 0 when the file name alone names the
    student.
    """

    claim: Claim
    student: str
    depth: int


class _Shape:
    """Which of two names above one another is the student, read off the whole folder.

    In ``section/student/ex2.py`` some section has the same exercise from two students. In ``student/drafts/ex2.py`` the
    name of an inner folder returns under another student. Where neither is seen, or both are, nobody can tell.
    """

    def __init__(self, pairs: Iterable[tuple[str, str, str]]) -> None:
        inner_of: dict[tuple[str, str], set[str]] = defaultdict(set)
        outer_of: dict[str, set[str]] = defaultdict(set)
        for outer, inner, exercise in pairs:
            inner_of[fold(outer), exercise].add(fold(inner))
            outer_of[fold(inner)].add(fold(outer))
        self._sections = any(len(inner) > 1 for inner in inner_of.values())
        self._returns = any(len(outer) > 1 for outer in outer_of.values())

    def student(self, outer: str, inner: str) -> str | None:
        if self._sections is self._returns:
            return None
        return inner if self._sections else outer


def assign(claims: Sequence[Claim], roster: Mapping[str, str]) -> tuple[list[Owned], list[Loose]]:
    """Return whose each file is, and the files of which it cannot be said; ``roster`` has ids by folded id.

    A name on the roster settles it. Otherwise the outermost folder that holds a file named after an exercise alone is
    its student's, with all below it; after that a single name is the student, and the shape of the whole folder tells
    two apart.
    """
    homes = {claim.folders for claim in claims if claim.folders and not claim.student and not claim.by_folder}
    names = [_on_roster(claim, roster) or _names(claim, homes) for claim in claims]
    shape = _Shape(
        (*pair, claim.exercise)
        for claim, pair in zip(claims, names, strict=True)
        if len(pair) == 2 and fold(pair[0]) not in roster  # noqa: PLR2004 - an outer and an inner name
    )
    owned: list[Owned] = []
    loose: list[Loose] = []
    for claim, known in zip(claims, names, strict=True):
        student, why = _decide(known, shape, roster)
        depth = _depth(claim, student)
        if claim.by_folder and depth:
            loose.append(Loose(claim.file, NOT_NAMED, named=False))
        elif why:
            loose.append(Loose(claim.file, why, named=True))
        else:
            owned.append(Owned(claim=claim, student=student, depth=depth))
    return owned, loose


def _on_roster(claim: Claim, roster: Mapping[str, str]) -> tuple[str, ...]:
    folded = (fold(student_id(name)) for name in (*claim.folders, claim.student))
    return tuple(dict.fromkeys(roster[name] for name in folded if name in roster))


def _names(claim: Claim, homes: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the names that may be the student's, outermost first, each once."""
    depths = range(1, len(claim.folders) + 1)
    home = next((claim.folders[:depth] for depth in depths if claim.folders[:depth] in homes), None)
    ids = [name for name in map(student_id, home or (*claim.folders, claim.student)) if name]
    return tuple(name for i, name in enumerate(ids) if fold(name) not in map(fold, ids[:i]))


def _decide(names: tuple[str, ...], shape: _Shape, roster: Mapping[str, str]) -> tuple[str, str]:
    """Return the student, or an empty text and why it cannot be said."""
    if not names:
        return "", NOBODYS
    if len(names) == 1:
        return names[0], ""
    either = listed(names)
    if fold(names[0]) in roster:
        return "", f"its path names several students of the roster: {either}"
    if len(names) == 2 and (student := shape.student(*names)):  # noqa: PLR2004 - an outer and an inner name
        return student, ""
    return "", f"its path has the names {either}; a roster would say which one is a student"


def _depth(claim: Claim, student: str) -> int:
    wanted = fold(student)
    return next((i for i, name in enumerate(claim.file.folders, 1) if fold(student_id(name)) == wanted), 0)
