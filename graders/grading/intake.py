"""What a class handed in, told apart by content: what was graded before need not be graded again."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version

from graders import __version__
from graders.errors import SubmissionError
from graders.gradebook.digest import result_key, submission_digest
from graders.gradebook.entry import Entry, Result
from graders.result import LeftOver
from graders.submissions.findings import Found
from graders.submissions.folder import read
from graders.submissions.submission import Submission
from graders.transcript import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A submission that was found, without its bytes: a class of any size fits into memory."""

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


@cache
def grader_version() -> str:
    """Return what grades, as far as results may depend on it."""
    return f"graders {__version__}, Python {platform.python_version()}, NumPy {version('numpy')}"


def receive(all_found: Iterable[Found], terms: Terms) -> tuple[list[Received], list[LeftOver]]:
    """Return every submission by its digest, and those that cannot be read."""
    received: list[Received] = []
    unreadable: list[LeftOver] = []
    for found in all_found:
        try:
            received.append(receive_one(found, read(found), terms))
        except SubmissionError as error:
            unreadable.append(left_over(found, error))
    return received, unreadable


def receive_one(found: Found, submission: Submission, terms: Terms) -> Received:
    """Return a submission that was just read by its digest."""
    digest = submission_digest(submission.source, submission.files)
    return Received(found=found, digest=digest, key=terms.key(found.exercise, digest))


def left_over(found: Found, error: SubmissionError) -> LeftOver:
    """Return the line on a submission that cannot be read."""
    return LeftOver(found.label, str(error).removeprefix(f"{found.label}: "))
