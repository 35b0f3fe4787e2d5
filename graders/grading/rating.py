"""Verdicts on how students rate themselves: never scored, and passed once every item has its number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graders.compare import wording
from graders.compare.category import Category, category
from graders.compare.display import describe, quoted
from graders.compare.keys import key_mismatch, key_text
from graders.exercise import RatingCheck
from graders.grading import advice
from graders.grading.evidence import Evidence
from graders.grading.verdict import Verdict, passed
from graders.printable import one_line
from graders.result import Outcome, Rating
from graders.transcript import Answer, Returned, Value

_STARS = range(1, 6)
_FORM = f"a whole number from {_STARS[0]} to {_STARS[-1]}"
_MOST_NAMED = 3


class _Gap(NamedTuple):
    """What keeps the items from being rated, and whether nothing has been written there yet."""

    message: str
    is_empty: bool = False


def rating(evidence: Evidence, check: RatingCheck) -> Verdict:
    """Return whether every item is rated, and if not, what stands in place of a number."""
    [probe], [answer] = evidence.planned.probes, evidence.answers
    if not isinstance(answer, Returned):
        return evidence.without_value(probe, answer)
    gap = _gap(answer.value, check)
    if gap is None:
        return passed()
    rated = [one for one in ratings(answer, check) if one.stars is not None]
    form = ", ".join(f"{quoted(item)}: ____" for item in check.items)
    return Verdict(
        outcome=Outcome.MISSING if gap.is_empty else Outcome.WRONG,
        message=gap.message,
        right=f"{len(rated)} of {len(check.items)} items {'is' if len(rated) == 1 else 'are'} rated." if rated else "",
        next_step=f"Write {_FORM} for each item: `{check.rating} = {{{one_line(form)}}}`.",
    )


def ratings(answer: Answer, check: RatingCheck) -> tuple[Rating, ...]:
    """Return how the student rates each item; ``answer`` is what came for the variable."""
    given = answer.value if isinstance(answer, Returned) and isinstance(answer.value, dict) else {}
    return tuple(Rating(item, _stars(given.get(item))) for item in check.items)


def _gap(value: Value, check: RatingCheck) -> _Gap | None:
    items: dict[Value, Value] = dict(check.items.items())
    if _is_empty(value) or (isinstance(value, dict) and not value):
        return _Gap(f"`{check.rating}` is still empty.", is_empty=True)
    if not isinstance(value, dict):
        return _Gap(f"`{check.rating}` is {describe(value)}, expected {describe(items)}.")
    unrated = {item: value[item] for item in check.items if item in value and _stars(value[item]) is None}
    filled = {item: one for item, one in unrated.items() if not _is_empty(one)}
    if filled:
        return _Gap(_told(check, (f"is {describe(one)}, expected {_FORM}" for one in filled.values()), filled))
    keys = key_mismatch(value, items, "")
    if keys and keys.expected:
        return _Gap(wording.gap(keys, f"`{check.rating}`", returned=False))
    return _Gap(_told(check, ("is still empty" for _ in unrated), unrated), is_empty=True) if unrated else None


def _told(check: RatingCheck, facts: Iterable[str], items: Mapping[str, Value]) -> str:
    """Return a sentence for each of the first items."""
    named = [f"`{check.rating}[{key_text(item)}]` {fact}." for item, fact in zip(items, facts, strict=True)]
    return " ".join(named[:_MOST_NAMED])


def _is_empty(value: Value) -> bool:
    return value is None or advice.is_unfinished(value)


def _stars(value: Value) -> int | None:
    """Return a rating; any number stands for the whole number that it equals, True for none."""
    return next((star for star in _STARS if value == star), None) if category(value) is Category.NUMBER else None
