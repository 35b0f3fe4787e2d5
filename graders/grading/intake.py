"""What a class handed in, told apart by content: what was graded before need not be graded again."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

from graders import __version__
from graders.errors import SubmissionError
from graders.gradebook.book import Gradebook
from graders.gradebook.digest import result_key, submission_digest
from graders.gradebook.entry import Entry, Result
from graders.gradebook.history import Summary
from graders.level import Level
from graders.result import LeftOver, Outcome
from graders.sandbox.interpreter import numpy_version
from graders.submissions.findings import Found
from graders.submissions.folder import read
from graders.submissions.roster import Roster
from graders.submissions.submission import Submission

_TOGETHER = 500  # submissions that the book is asked about at a time


class Conditions(NamedTuple):
    """What a result depends on beside the submission: ``exercises`` are digests by name."""

    exercises: Mapping[str, str]
    seed: int
    level: Level

    def key(self, exercise: str, digest: str) -> str:
        """Return the key of the result of a submission with this digest."""
        return result_key(
            exercise=self.exercises[exercise],
            submission=digest,
            grader=grader_version(),
            seed=self.seed,
            level=self.level.value,
        )


class Received(NamedTuple):
    """A submission that was found and read, without its bytes."""

    found: Found
    digest: str
    key: str

    def entry(self, result: Result | None = None) -> Entry:
        """Return what the gradebook takes; without a ``result`` it must have one under this key."""
        return Entry(
            student=self.found.student,
            exercise=self.found.exercise,
            digest=self.digest,
            label=self.found.label,
            submitted_at=self.found.submitted_at,
            key=self.key,
            result=result,
        )


class Intake(NamedTuple):
    """What a class handed in: what is ``waiting`` to be graded, and what turned out to be ``unreadable``.

    ``names`` has everybody in the class by id, and what the roster calls them: whoever is on it, or without one has a
    result from before, and whose work could be read. ``strangers`` are those of them who are not on the roster; without
    one there are none.
    """

    waiting: list[Found]
    names: dict[str, str | None]
    strangers: list[str]
    unreadable: list[LeftOver]


@cache
def grader_version() -> str:
    """Return what grades, as far as results may depend on it."""
    return f"graders {__version__}, Python {sys.version.split()[0]}, NumPy {numpy_version()}"


def take_in(
    all_found: Iterable[Found], conditions: Conditions, book: Gradebook, roster: Roster | None, *, regrade: bool
) -> Intake:
    """Read all submissions a few at a time, and add those to the book whose result it has.

    What it has no result for waits to be graded, and so does that in which the grader failed. With ``regrade`` all
    does, and the times of the files count in place of the earliest ones seen.
    """
    members = _members(book, roster)
    intake = Intake(waiting=[], names=dict(members), strangers=[], unreadable=[])
    received = _readable(all_found, conditions, intake)
    while some := list(islice(received, _TOGETHER)):
        known = {} if regrade else book.known([one.key for one in some])
        book.add([one.entry() for one in some if one.key in known])
        if regrade:
            book.take_times(one.entry() for one in some)
        intake.waiting.extend(one.found for one in some if not _is_settled(known.get(one.key)))
    if roster:
        intake.strangers.extend(sorted(intake.names.keys() - members.keys()))
    return intake


def _members(book: Gradebook, roster: Roster | None) -> dict[str, str | None]:
    if roster:
        return {student.id: student.name or None for student in roster.students}
    return dict.fromkeys(student for student, _ in book.places())


def _readable(all_found: Iterable[Found], conditions: Conditions, intake: Intake) -> Iterator[Received]:
    for found in all_found:
        try:
            received = receive(found, read(found), conditions)
        except SubmissionError as error:
            intake.unreadable.append(left_over(found, error))
            continue
        intake.names.setdefault(found.student)
        yield received


def _is_settled(known: Summary | None) -> bool:
    return known is not None and known.outcome is not Outcome.GRADER_FAILED


def receive(found: Found, submission: Submission, conditions: Conditions) -> Received:
    """Return a submission that was just read by its digest."""
    digest = submission_digest(submission.source, submission.files)
    return Received(found=found, digest=digest, key=conditions.key(found.exercise, digest))


def left_over(found: Found, error: SubmissionError) -> LeftOver:
    """Return the line on a submission that cannot be read."""
    return LeftOver(found.label, str(error).removeprefix(f"{found.label}: "))
