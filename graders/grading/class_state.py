"""What the reports of a class depend on, as one digest: where it is the same, they need not be written again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from graders.gradebook.book import Gradebook
from graders.grading.class_list import ClassList
from graders.grading.course import Course
from graders.grading.intake import grader_version
from graders.grading.versions import policy_digest, spec_digest


def class_state(class_list: ClassList, course: Course, book: Gradebook, *, anonymous: bool) -> str:
    """Return a digest of all that the reports depend on, read piece by piece, for a class may be large."""
    state = sha256(f"{json.dumps(anonymous)}\n".encode("ascii"))
    for piece in _pieces(class_list, course, book):
        state.update(f"{json.dumps(piece)}\n".encode("ascii"))
    return state.hexdigest()


def _pieces(class_list: ClassList, course: Course, book: Gradebook) -> Iterator[object]:
    yield grader_version()
    yield policy_digest(course)
    yield {name: spec_digest(course, name) for name in course.names()}
    yield class_list.title, len(class_list.names), len(class_list.left_over)
    for student in sorted(class_list.names):
        yield student, class_list.names[student]
    for line in class_list.left_over:
        yield line.label, line.why
    yield class_list.strangers
    yield class_list.gone
    for one in book.attempts():
        yield one.exercise, one.student, one.digest, one.submitted_at, one.last.key
    for reviewed in book.reviews():
        yield reviewed.review.check, reviewed.review.score, reviewed.reviewed_at
