"""Where the pages of a class go: a folder for each student, whatever the student is called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 60
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")  # names that Windows keeps for devices


def page_folders(students: Iterable[str]) -> dict[str, str]:
    """Return the name of a folder for each student, by id.

    A name keeps letters, digits and ``. _ -`` of an id. Where that leaves something out, or two names would be the same
    to a file system that ignores case, a digest of the id is added, so that the name depends on nobody else's.
    """
    plain = {student: _plain(student) for student in students}
    taken: dict[str, int] = {}
    for name in plain.values():
        taken[name.casefold()] = taken.get(name.casefold(), 0) + 1
    return {
        student: name if name == student and taken[name.casefold()] == 1 else f"{name}-{_digest(student)}"
        for student, name in plain.items()
    }


def _plain(student: str) -> str:
    kept = "".join(one if one.isalnum() or one in "._-" else "_" for one in unicodedata.normalize("NFC", student))
    kept = kept[:_LONGEST].strip(".-")
    return f"_{kept}" if not kept or _RESERVED.fullmatch(kept) else kept


def _digest(student: str) -> str:
    return hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:8]
