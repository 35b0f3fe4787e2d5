"""What tells one version of a course from the next; imports no YAML, which takes long."""

from __future__ import annotations

from pathlib import Path

from graders.errors import GradersError
from graders.gradebook.digest import exercise_digest, submission_digest
from graders.grading.course import RULES, Course
from graders.grading.data import data_of
from graders.printable import one_line
from graders.submissions.regular import read_regular
from graders.submissions.submission import read


def policy_digest(course: Course) -> str:
    """Return the digest of ``course.yaml``, or of nothing."""
    rules = course.folder / RULES
    return submission_digest(_bytes(rules) if rules.exists() else b"", {})


def spec_digest(course: Course, name: str) -> str:
    """Return the digest of the YAML of an exercise, which may have no reference yet."""
    return submission_digest(_bytes(course.spec(name)), {})


def digest(course: Course, name: str) -> str:
    """Return the digest of all that a result depends on, on the side of the exercise ``name``."""
    reference = read(course.reference(name))
    return exercise_digest(
        name,
        spec=_bytes(course.spec(name)),
        reference=reference.source,
        files=reference.files,
        data=data_of(reference, course.folder),
    )


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise GradersError(f"{one_line(str(path))}: {error.strerror}") from None
