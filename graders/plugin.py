"""The pytest plug-in: ``pytest exercises/`` tries the exercises of a course.

pytest imports this module wherever the package is installed, so that it imports nothing that takes time.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_KEYS = re.compile(rb"^(title|task|checks)[ \t]*:", re.MULTILINE)
_LEAST_KEYS = 2
_HEAD = 1 << 16


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect a file that is an exercise of a course; YAML of anyone else is left alone."""
    if not _is_exercise(file_path):
        return None
    from graders.authoring.items import ExerciseFile  # noqa: PLC0415 - YAML and all of grading

    return ExerciseFile.from_parent(parent, path=file_path)


def _is_exercise(path: Path) -> bool:
    """Say whether ``path`` is YAML beside a folder ``solutions``, with a reference there or with the keys of a spec.

    A hidden file is none, see :meth:`graders.grading.course.Course.names`.
    It may have any fault: an author who is at it wants to be told.
    """
    if path.suffix != ".yaml" or path.name.startswith(".") or not (path.parent / "solutions").is_dir():
        return False
    if (path.parent / "solutions" / f"{path.stem}.py").is_file():
        return True
    try:
        with path.open("rb") as file:
            keys = set(_KEYS.findall(file.read(_HEAD)))
    except OSError:  # without a reference nothing says that it is an exercise
        return False
    return len(keys) >= _LEAST_KEYS
