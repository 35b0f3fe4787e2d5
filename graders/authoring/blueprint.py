"""What a new exercise and a new course are made of: the files of ``templates/new``, which work as they are.

There, ``exN`` stands for the name of the exercise, and ``dot_`` for the dot before a hidden name.
"""

from __future__ import annotations

import json
import re
import sys
from keyword import iskeyword
from pathlib import PurePosixPath

from graders.errors import GradersError
from graders.printable import one_line
from graders.resources import templates

FIRST = "ex1"
"""The exercise of a new course."""

EXERCISES = PurePosixPath("exercises")
"""Where a new course has its exercises."""

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ALLOWED = "expected a small letter, then small letters, digits or _, at most 40 in all, such as ex7"
_DEVICES = re.compile(r"aux|con|nul|prn|(com|lpt)\d")
_TESTS = re.compile(r"conftest|test_.*|.*_test")


def new_exercise(name: str) -> dict[PurePosixPath, bytes]:
    """Return the files of an exercise by their place in the folder of exercises.

    Raises ``GradersError`` for a name that cannot be that of the files, or of a module of Python.
    """
    if fault := _fault(name):
        raise GradersError(f"'{one_line(name, 60)}' cannot be the name of an exercise: {fault}")
    return {
        path.relative_to(EXERCISES): text
        for path, text in _filled(name).items()
        if path.is_relative_to(EXERCISES) and path.stem == name
    }


def new_course() -> dict[PurePosixPath, bytes]:
    """Return the files of a course with one exercise by their place in its folder."""
    from graders.spec.schema import json_schema  # noqa: PLC0415 - 30 ms that a new exercise does not need

    schema = json.dumps(json_schema(), indent=2) + "\n"
    return {**_filled(FIRST), EXERCISES / "exercise.schema.json": schema.encode()}


def _filled(name: str) -> dict[PurePosixPath, bytes]:
    """Return all templates with the name put in, by their place in the folder of a course."""
    folder = templates() / "new"
    return {
        _place(PurePosixPath(path.relative_to(folder).as_posix()), name): path.read_bytes().replace(
            b"exN", name.encode()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"  # pip compiles what it installs
    }


def _place(template: PurePosixPath, name: str) -> PurePosixPath:
    return PurePosixPath(*(re.sub(r"^dot_", ".", part).replace("exN", name) for part in template.parts))


def _fault(name: str) -> str:
    """Return what is wrong with the name of an exercise; empty when nothing is."""
    if not _NAME.fullmatch(name):
        return _ALLOWED
    if iskeyword(name) or name in sys.stdlib_module_names or name == "numpy":
        return "Python has that name already, as a word or a module"
    if _TESTS.fullmatch(name):
        return "pytest would run the file as tests"
    if name in {"course", "solutions"} or _DEVICES.fullmatch(name):
        return "a file or a folder of another meaning has it"
    return ""
