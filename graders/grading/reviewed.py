"""A result as its student is shown it once a person has read it."""

from __future__ import annotations

from collections.abc import Iterable

from graders.gradebook.review import Review
from graders.result import CheckResult, Graded, Outcome


def reviewed(graded: Graded, reviews: Iterable[Review]) -> Graded:
    """Return a result with the points and words that a person gave, in place of the automatic ones.

    ``reviews`` are those of this very submission, at most one for a check; one of a check that is gone does not count,
    and none gives more than its check does now.
    """
    given = {review.check: review for review in reviews}
    return graded._replace(checks=tuple(_read(one, given[one.id]) if one.id in given else one for one in graded.checks))


def _read(check: CheckResult, review: Review) -> CheckResult:
    """Return a check as a person left it, without what was guessed: it passed when it has all its points."""
    full = review.score >= check.max_score
    return check._replace(
        outcome=Outcome.PASSED if full else Outcome.WRONG,
        score=check.max_score if full else review.score,
        message=f"A person has read this. {review.comment}".strip(),
        right="",
        next_step="",
        diagnosis=None,
        provisional=False,
    )
