"""Where a class stands: what the gradebook has of each student, by the rules of the course."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graders.analysis.roll import Entry, marks
from graders.gradebook import record
from graders.gradebook.book import Gradebook
from graders.gradebook.history import Attempt
from graders.gradebook.review import Review, final_score
from graders.policy import Attempt as Scored
from graders.policy import Counted, Policy, Terms, counts
from graders.record import from_record
from graders.result import Graded


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The attempt of a student that counts for one exercise, and how the rules of the course judge it."""

    attempt: Attempt
    counted: Counted
    reviews: Mapping[str, float]

    def graded(self, book: Gradebook) -> Graded:
        """Return its result, in the name of its student."""
        text = record.made_out(
            book.record(self.attempt.last.key), student=self.attempt.student, submission=self.attempt.label
        )
        return from_record(json.loads(text))

    def entry(self, book: Gradebook, page: str) -> Entry:
        """Return what a report on the class needs of it; ``page`` is the path of its own page."""
        graded = self.graded(book)
        return Entry(
            page=page,
            level=graded.level,
            score=self.counted.score,
            marks=marks(graded, self.reviews),
            ratings=graded.ratings,
            submitted_at=self.attempt.submitted_at,
            late_factor=self.counted.factor,
        )


def standings(book: Gradebook, policy: Policy) -> Iterator[Standing]:
    """Yield the attempt that counts of every student and exercise in the book, by exercise and student."""
    reviews: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for reviewed in book.reviews():
        reviews[reviewed.review.student, reviewed.review.exercise].append(reviewed.review)
    attempts: dict[tuple[str, str], list[Attempt]] = defaultdict(list)
    for attempt in book.history():
        attempts[attempt.student, attempt.exercise].append(attempt)
    for place, handed_in in attempts.items():
        yield _standing(book, policy, handed_in, reviews[place])


def _standing(book: Gradebook, policy: Policy, handed_in: Sequence[Attempt], reviews: Sequence[Review]) -> Standing:
    scored = [
        Scored(attempt.submitted_at, final_score(book.record(attempt.last.key), attempt.digest, reviews))
        for attempt in handed_in
    ]
    terms = policy.exercises.get(handed_in[0].exercise, Terms())
    counted = counts(scored, terms, policy)
    if counted is None:
        raise ValueError("a student stands nowhere without an attempt")
    attempt = handed_in[counted.number]
    return Standing(
        attempt=attempt,
        counted=counted,
        reviews={review.check: review.score for review in reviews if review.digest == attempt.digest},
    )
