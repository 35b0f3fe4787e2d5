"""What the name of a file says: which exercise, whose, and whether it is a copy.

Names are compared as :func:`fold` leaves them: the course may say ``ex2`` where the file says ``EX2``, and ``é`` is one
letter however it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from unicodedata import normalize

from graders.printable import one_line

# What browsers, file managers and people append to a second version. A number alone is a copy's only when nothing but
# the exercise stands before it: in ex2_user-12.py it belongs to the student. One mark at a time, never a repetition,
# which a hostile name could make exponential.
_COPY = r" *\((\d{1,4})\)|[ _-]+(?:copy|final)(?:[ _-]?(\d{1,4}))?"
_COPY_MARK = re.compile(rf"(?:{_COPY})\Z", re.IGNORECASE)
ANY_MARK = re.compile(rf"(?:{_COPY}|[ _-]+v?(\d{{1,4}}))\Z", re.IGNORECASE)
"""The mark of a copy, a number alone included."""
_GAP = re.compile(r"[ _-]+")
_NUMBERS = re.compile(r"([0-9]+)")


class FileName(NamedTuple):
    """The parts of a file's name; ``exercise`` and ``student`` are empty where it does not say.

    ``copy`` is None for a name without the mark of a copy, else the number in the mark, 0 without one.
    """

    exercise: str
    student: str
    copy: int | None


def fold(text: str) -> str:
    """Return the form in which two names are compared: without case, and composed (NFC)."""
    return text.casefold() if text.isascii() else normalize("NFC", normalize("NFC", text).casefold())


def as_people_count(name: str) -> tuple[list[str | int], str]:
    """Return the key that sorts the names of exercises: ex2 comes before ex10."""
    return [int(part) if place % 2 else part for place, part in enumerate(_NUMBERS.split(name))], name


def student_id(name: str) -> str:
    """Return the id that a name in a path or a roster stands for: composed (NFC), trimmed and safe to show."""
    return one_line(normalize("NFC", name).strip(), 255)


def read_name(stem: str, exercises: Mapping[str, str], roster: Collection[str] = ()) -> FileName:
    """Return what the name of a file says, without its suffix.

    ``exercises`` has their names by folded name, ``roster`` the folded ids of students: one of them is no mark of a
    copy. Where one exercise is called ``ex2`` and another ``ex2_extra``, the longer name is meant.
    """
    if name := exercises.get(fold(stem)):
        return FileName(name, "", None)
    for first, rest in reversed(list(splits(stem))):
        if (name := exercises.get(fold(first))) and (listed := _listed(rest, roster)):
            return FileName(name, *listed)
    plain, copy = _unmarked(stem, ANY_MARK)
    if name := exercises.get(fold(plain)):
        return FileName(name, "", copy)
    for student, last in splits(plain):
        if name := exercises.get(fold(last)):
            return FileName(name, student, copy)
    plain, copy = _unmarked(stem, _COPY_MARK)
    for first, student in reversed(list(splits(plain))):
        if name := exercises.get(fold(first)):
            return FileName(name, student, copy)
    return FileName("", *(_listed(stem, roster) or (plain, copy)))


def _listed(name: str, roster: Collection[str]) -> tuple[str, int | None] | None:
    """Return the student of the roster that a name stands for, with as few marks taken off as will do."""
    shorter = with_fewer_marks(name, _COPY_MARK) if roster else ()
    return next(((student, copy) for student, copy in shorter if fold(student_id(student)) in roster), None)


def _unmarked(stem: str, mark: re.Pattern[str]) -> tuple[str, int | None]:
    *_, last = with_fewer_marks(stem, mark)
    return last


def with_fewer_marks(stem: str, mark: re.Pattern[str]) -> Iterator[tuple[str, int | None]]:
    """Yield a name with none of its marks taken off, then one, and so on, each with the number of a copy."""
    copy = None
    yield stem, copy
    while match := mark.search(stem):
        copy = max(copy or 0, *(int(number or 0) for number in match.groups()))
        stem = stem[: match.start()]
        yield stem, copy


def splits(stem: str) -> Iterator[tuple[str, str]]:
    """Yield what stands before and behind each gap in a name, the first gap first."""
    for gap in _GAP.finditer(stem):
        yield stem[: gap.start()], stem[gap.end() :]
