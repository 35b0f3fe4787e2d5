"""Where a class stands: what the gradebook has of each student, by the rules of the course."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from typing import NamedTuple

from graders.analysis.roll import Work, marks
from graders.gradebook.book import Gradebook
from graders.gradebook.history import Attempt
from graders.gradebook.record import made_out
from graders.gradebook.review import Review
from graders.grading.reviewed import reviewed
from graders.policy import Counted, Policy, Scored, Terms, counts
from graders.record import from_record
from graders.reporting.remark import of_attempt, of_lateness
from graders.result import Graded

_KEPT = 128
"""Results that are kept at a time: more than a class repeats."""


class Standing(NamedTuple):
    """The attempt of a student that counts for one exercise, and how the rules of the course judge it.

    The ``remark`` tells its student where they change what counts, and is empty where they do not.
    """

    attempt: Attempt
    counted: Counted
    reviews: tuple[Review, ...]
    remark: str

    def version(self, record: str) -> str:
        """Return the version of its page; ``record`` is its result in the name of its student."""
        return page_version(self.attempt.last.key, record, self.reviews, self.remark)

    def result(self, book: Gradebook) -> tuple[Graded, str]:
        """Return its result in the name of its student, and the same as one line of JSON.

        Raises as :meth:`graders.gradebook.book.Gradebook.record` and :func:`graders.record.from_record` do.
        """
        record = book.record(self.attempt.last.key)
        student, submission = self.attempt.student, self.attempt.label
        graded = _read(record)._replace(student=student, submission=submission)
        return graded, made_out(record, student=student, submission=submission)

    def work(self, graded: Graded) -> Work:
        """Return what a report on the class needs of it; ``graded`` is its result."""
        return Work(
            level=graded.level,
            score=self.counted.score,
            marks=marks(reviewed(graded, self.reviews)),
            ratings=graded.ratings,
            late_factor=self.counted.factor,
        )


def page_version(key: str, record: str, reviews: Sequence[Review] = (), remark: str = "") -> str:
    """Return a digest of all that a page depends on.

    The ``key`` of its result stands for exercise and grader. It does not for the result: a program that draws numbers
    of its own has another one each time it runs.
    """
    version = sha256(f"{key} {record}".encode())
    if reviews or remark:
        given = [(review.check, review.score, review.comment) for review in reviews]
        version.update(json.dumps([given, remark]).encode())
    return version.hexdigest()


@lru_cache(_KEPT)
def _read(record: str) -> Graded:
    """Return the result that a record tells; in a class many are the same but for whose they are."""
    return from_record(json.loads(record))


def standings(book: Gradebook, policy: Policy) -> Iterator[Standing]:
    """Yield the attempt that counts of every student and exercise in the book, by exercise and student."""
    reviews: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for one in book.reviews():
        reviews[one.review.student, one.review.exercise].append(one.review)
    for place, handed_in in groupby(book.attempts(), key=lambda attempt: (attempt.student, attempt.exercise)):
        yield _standing(book, policy, list(handed_in), reviews.get(place, []))


def _standing(book: Gradebook, policy: Policy, handed_in: Sequence[Attempt], reviews: Sequence[Review]) -> Standing:
    given = [tuple(review for review in reviews if review.digest == attempt.digest) for attempt in handed_in]
    scored = [
        Scored(attempt.submitted_at, _score(book, attempt, own)) for attempt, own in zip(handed_in, given, strict=True)
    ]
    terms = policy.exercises.get(handed_in[0].exercise, Terms())
    counted = counts(scored, terms, policy)
    attempt = handed_in[counted.number]
    remarks = (
        of_attempt(counted, len(handed_in), policy.attempts),
        of_lateness(counted, scored[counted.number].score, attempt.submitted_at, terms.due, policy.late),
    )
    return Standing(
        attempt=attempt, counted=counted, reviews=given[counted.number], remark=" ".join(filter(None, remarks))
    )


def _score(book: Gradebook, attempt: Attempt, reviews: Sequence[Review]) -> float:
    if not reviews:
        return attempt.last.summary.score
    return reviewed(_read(book.record(attempt.last.key)), reviews).score
