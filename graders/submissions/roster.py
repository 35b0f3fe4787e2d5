"""The roster of a class: a CSV file with a line for each student."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from graders.errors import SpecError
from graders.printable import one_line
from graders.problem import Place, Problem
from graders.submissions.cells import Cell, read_cells
from graders.submissions.names import fold, student_id
from graders.submissions.regular import read_regular

MOST_PROBLEMS = 100
"""Reading stops when so many are known: nobody mends more in one go."""

_KNOWN = ("student", "name")


class Student(NamedTuple):
    """One line of a roster; texts are safe to show. Columns beside these are the instructor's own and not read."""

    id: str
    name: str


class Roster(NamedTuple):
    """The students of a class, in the order of the file; no two ids differ in case or in the form of a letter only."""

    students: tuple[Student, ...]


def read_roster(path: Path) -> Roster:
    """Return the roster in a file: UTF-8, separated by ``,`` or ``;``, with a column ``student`` in its header.

    Raises ``SpecError`` with every problem at once, also when there is no ordinary file of at most 1 MiB.
    """
    whole = Place(one_line(str(path)))
    try:
        contents = read_regular(path)
    except (OSError, ValueError) as error:
        raise SpecError([Problem(whole, getattr(error, "strerror", None) or str(error))]) from None
    return parse_roster(contents, whole.file)


def parse_roster(contents: bytes, file: str) -> Roster:
    """Return the roster in ``contents``; ``file`` stands in the places of problems, see :func:`read_roster`."""
    rows = read_cells(_decoded(contents, file), file)
    header = next(rows, ())
    columns = _columns(header, file)
    students: list[Student] = []
    problems: list[Problem] = []
    seen: dict[str, Cell] = {}
    try:
        for row in rows:
            if len(problems) >= MOST_PROBLEMS:
                problems.append(Problem(row[0].place, "too many problems; there may be more from here on"))
                break
            if problem := _problem(row, columns, seen):
                problems.append(problem)
            else:
                students.append(_student(row, columns))
    except SpecError as error:
        problems += error.problems
    if problems:
        raise SpecError(problems)
    return Roster(tuple(students))


def _decoded(contents: bytes, file: str) -> str:
    contents = contents.removeprefix(codecs.BOM_UTF8)
    try:
        return contents.decode()
    except UnicodeDecodeError as error:
        before = contents[: error.start].decode()
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        byte = f"byte 0x{contents[error.start]:02x}"
        raise SpecError(
            [Problem(place, f"expected UTF-8, found {byte}; save the file with the encoding UTF-8")]
        ) from None


def _columns(header: Sequence[Cell], file: str) -> tuple[str, ...]:
    """Return the name of each column: the known ones in small letters, others as they are written."""
    names = [cell.text.lower() if cell.text.lower() in _KNOWN else one_line(cell.text) for cell in header]
    problems = [
        Problem(cell.place, f"the column '{name}' is given twice")
        for i, (name, cell) in enumerate(zip(names, header, strict=True))
        if name and name in names[:i]
    ]
    if "student" not in names:
        found = ", ".join(f"'{name}'" for name in names[:20]) or "an empty file"
        place = header[0].place if header else Place(file)
        problems.append(Problem(place, f"expected a column 'student', found {found}{_hint(names)}"))
    if problems:
        raise SpecError(problems)
    return tuple(names)


def _hint(names: Sequence[str]) -> str:
    import difflib  # noqa: PLC0415 - costs 3 ms and is needed only when something is wrong

    folded = {name.lower()[:80]: name for name in names}
    close = difflib.get_close_matches("student", folded, n=1)
    return f"; is '{folded[close[0]]}' meant to be 'student'?" if close else ""


def _problem(row: Sequence[Cell], columns: Sequence[str], seen: dict[str, Cell]) -> Problem | None:
    if len(row) != len(columns):
        return Problem(row[0].place, f"expected {len(columns)} cells, as in the header, found {len(row)}")
    cell = row[columns.index("student")]
    if not (student := student_id(cell.text)):
        return Problem(cell.place, "expected the id of a student, found an empty cell")
    first = seen.setdefault(fold(student), cell)
    if first is cell:
        return None
    spelt = "" if student_id(first.text) == student else f", there as '{student_id(first.text)}'"
    return Problem(cell.place, f"the student '{student}' is listed twice, first at {first.place}{spelt}")


def _student(row: Sequence[Cell], columns: Sequence[str]) -> Student:
    cells = dict(zip(columns, (one_line(cell.text) for cell in row), strict=True))
    return Student(
        id=student_id(row[columns.index("student")].text),
        name=cells.get("name", ""),
    )
