"""A course: the folder that holds the exercises and, in ``solutions/``, their references."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from graders.errors import GradersError
from graders.grading.data import data_of, offered
from graders.printable import one_line
from graders.resources import course as shipped_course
from graders.submissions.names import as_people_count
from graders.submissions.submission import read

if TYPE_CHECKING:
    from graders.exercise import Exercise
    from graders.transcript import Program

RULES = "course.yaml"
"""The file of a course's own rules, beside its exercises."""


class Solution(NamedTuple):
    """The reference of an exercise, ready to run, and the data of the exercise by name of the file.

    The files of the ``reference`` are those beside it and the data, see :mod:`graders.grading.data`.
    """

    reference: Program
    data: dict[str, bytes]


class Course(NamedTuple):
    """The exercises of one folder, by name."""

    folder: Path

    def spec(self, name: str) -> Path:
        """Return where the exercise ``name`` is described."""
        return self.folder / f"{name}.yaml"

    def starter(self, name: str) -> Path:
        """Return what students fill in to solve the exercise ``name``."""
        return self.folder / f"{name}.py"

    def reference(self, name: str) -> Path:
        """Return where the exercise ``name`` is solved."""
        return self.folder / "solutions" / f"{name}.py"

    def names(self) -> list[str]:
        """Return the names of all exercises, as people count; a hidden file, such as a tool's settings, is none."""
        files = (path for path in self.folder.glob("*.yaml") if path.name != RULES and not path.name.startswith("."))
        return sorted((path.stem for path in files), key=as_people_count)

    @property
    def is_solved(self) -> bool:
        """Whether it has an exercise with its reference: other folders may hold YAML files as well."""
        return any(self.reference(name).is_file() for name in self.names())

    def exercise(self, name: str) -> Exercise:
        """Return an exercise; raises ``SpecError`` with all its problems."""
        from graders.spec.load import load  # noqa: PLC0415 - YAML: a class in which nothing has changed does without

        return load(self.spec(name))

    def solution(self, name: str, *, label: str = "") -> Solution:
        """Return what solves an exercise; ``label`` names the reference in messages instead of its path.

        Raises ``SubmissionError`` when it cannot be read.
        """
        from graders.transcript import Program  # noqa: PLC0415 - 4 ms, as above

        reference = read(self.reference(name), label=label)
        data = data_of(reference, self.folder)
        return Solution(Program(name=f"{name}.py", source=reference.source, files=offered(reference, data)), data)


def find(name: str, beside: Path, given: Path | None) -> Course:
    """Return the course that has the exercise ``name``.

    It is the one ``given``, see :func:`named`; without one, the folder of the submission, ``beside``, then
    ``exercises`` here or in a folder above, and then the shipped course. Raises ``GradersError`` when the exercise is
    not there.
    """
    folders = [named(given)] if given is not None else [beside, *_above(Path()), shipped_course()]
    for folder in folders:
        if Course(folder).spec(name).is_file():
            return Course(folder)
    raise GradersError(_not_found(name, folders))


def at_hand() -> Course:
    """Return the course that lies here or in the nearest folder above, else the shipped one."""
    folders = [within(Path()), *_above(Path())]
    return next((Course(folder) for folder in folders if folder and Course(folder).names()), Course(shipped_course()))


def _above(here: Path) -> list[Path]:
    """Return the folders of courses in this folder and in those above it, the nearest first."""
    courses = (folder / "exercises" for folder in (here, *here.resolve().parents))
    return [course for course in courses if course.is_dir()]


def within(folder: Path) -> Path | None:
    """Return where a course that lies in a folder has its exercises: in ``exercises``, or beside ``solutions``.

    Where it could be both, an ``exercises`` without any is something else.
    """
    inner = folder / "exercises"
    is_marked = (folder / "solutions").is_dir() or (folder / RULES).is_file()
    if inner.is_dir() and (not is_marked or Course(inner).names()):
        return inner
    return folder if is_marked else None


def named(folder: Path) -> Path:
    """Return where the exercises are of a course that somebody named by its folder, or by that of its exercises."""
    return within(folder) or folder


def _not_found(name: str, folders: list[Path]) -> str:
    known = sorted({known for folder in folders for known in Course(folder).names()}, key=as_people_count)
    where = " or ".join(one_line(str(folder)) for folder in folders)
    has = f"it has {', '.join(map(one_line, known))}" if known else "it has no exercises"
    return (
        f"no exercise {one_line(name)}.yaml in {where} ({has}). "
        "A submission is named after its exercise; --course DIR says where the exercises are"
    )
