"""Where the pages of a class go: a folder for each student, whatever the student is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping

_LONGEST = 60
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows keeps
# What the grader's own files in the folder end with, and a folder that has a digest.
_NOT_FREE = re.compile(r".*(\.(html|csv|jsonl?|xml|sqlite(-\w+)?)|-[0-9a-f]{8})")


def page_folders(students: Iterable[str]) -> dict[str, str]:
    """Return the name of a folder for each student, by id.

    A name keeps letters, digits and ``. _ -`` of an id. Where that leaves something out, where two names would be the
    same to a file system that ignores case, and where a report or somebody else's folder could be called so, a digest
    of the id is added.
    """
    plain = {student: _plain(student) for student in students}
    taken: dict[str, int] = {}
    for name in plain.values():
        taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
    return {
        student: student if name == student and _is_free(name, taken) else f"{name}-{_digest(student)}"
        for student, name in plain.items()
    }


def _is_free(name: str, taken: Mapping[str, int]) -> bool:
    return taken[name.casefold()] == 1 and not _NOT_FREE.fullmatch(name.casefold())


def _plain(student: str) -> str:
    kept = "".join(one if one.isalnum() or one in "._-" else "_" for one in unicodedata.normalize("NFC", student))
    kept = kept[:_LONGEST].strip(".-")
    return f"_{kept}" if not kept or _DEVICE.fullmatch(kept) else kept


def _digest(student: str) -> str:
    return hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
