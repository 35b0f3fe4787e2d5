"""A file that claims, by its path, to be somebody's answer to an exercise."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from graders.submissions.names import FileName, fold, read_name, student_id
from graders.submissions.walk import File


class Kind(StrEnum):
    """What a suffix says about a file; only Python files are graded."""

    PYTHON = "a Python file"
    NOTEBOOK = "a notebook"
    ARCHIVE = "an archive"


KINDS: Mapping[str, Kind] = {
    ".py": Kind.PYTHON,
    ".ipynb": Kind.NOTEBOOK,
    ".zip": Kind.ARCHIVE,
    ".tar": Kind.ARCHIVE,
    ".gz": Kind.ARCHIVE,
    ".tgz": Kind.ARCHIVE,
    ".7z": Kind.ARCHIVE,
    ".rar": Kind.ARCHIVE,
}


NOT_NAMED = "not named after an exercise of this course"
NOBODYS = "neither a folder nor the file name says whose it is"


class Claim(NamedTuple):
    """A Python file whose path names an exercise of the course.

    ``folders`` are the names of the folders above it that may be people's: those that are no exercise's. ``student`` is
    the name that the file's own name adds, or empty. ``by_folder`` is for a file that owes its exercise to the folder
    it lies in, and so is a submission only when its whole name is a student's.
    """

    file: File
    exercise: str
    folders: tuple[str, ...]
    student: str
    copy: int | None
    by_folder: bool


class Loose(NamedTuple):
    """A file that is no submission, and why; ``named`` when its name is an exercise's all the same."""

    file: File
    why: str
    named: bool


def read_claim(file: File, exercises: Mapping[str, str], roster: Collection[str]) -> Claim | Loose:
    """Return what the path of a file claims.

    ``exercises`` has their names by folded name, ``roster`` the folded ids of students. Where a folder is a student's,
    a number behind an exercise is that of a copy, whoever else has it as an id.
    """
    path = PurePath(file.name)
    is_in_students = any(fold(student_id(folder)) in roster for folder in file.folders)
    name = read_name(path.stem, exercises, () if is_in_students else roster)
    kind = KINDS.get(path.suffix.lower())
    if kind is not Kind.PYTHON:
        return Loose(file, f"{kind}, not a Python file" if kind else "not a Python file", bool(name.exercise))
    above = [exercises.get(fold(folder), "") for folder in file.folders]
    exercise = name.exercise or (above[-1] if above else "")
    if not exercise:
        return Loose(file, NOT_NAMED, named=False)
    if why := _contradiction(exercise, name, above, exercises):
        return Loose(file, why, named=True)
    return Claim(
        file=file,
        exercise=exercise,
        folders=tuple(folder for folder, told in zip(file.folders, above, strict=True) if not told)
        if any(above)
        else file.folders,
        student=name.student,
        copy=name.copy,
        by_folder=not name.exercise,
    )


def _contradiction(exercise: str, name: FileName, above: list[str], exercises: Mapping[str, str]) -> str:
    others = [told for told in (*above, exercises.get(fold(name.student), "")) if told not in ("", exercise)]
    return f"its path names two exercises, {others[0]} and {exercise}" if others else ""
