"""The wrong solutions of one exercise beside each other: compared with the right answers once, for all submissions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from graders.compare.elements import Array
from graders.compare.match import match
from graders.diagnose.parts import numbers
from graders.diagnose.sums import Sum, sums
from graders.diagnose.suspect import Origin, Question, Suspect
from graders.exercise import Compares, Comparison, DtypeRule
from graders.result import MismatchKind
from graders.transcript import Answer, Opaque, Returned


class Member(NamedTuple):
    """A suspect, and for each question whether its answer differs from the right one; one that is missing does."""

    suspect: Suspect
    wrong: tuple[bool, ...]
    sums: tuple[Sum, ...]

    def tells(self, number: int) -> bool:
        """Say whether there is an answer to a question, and not the right one."""
        return self.wrong[number] and isinstance(self.suspect.answers[number], Returned)


class Lineup:
    """Suspects who differ from the reference somewhere; what two of them have in common is found out once.

    ``names`` are the numbers of the questions by name, and ``other_items``, by name as well, those of other items of
    the same calls.
    """

    def __init__(self, questions: Sequence[Question], suspects: Sequence[Suspect]) -> None:
        self.questions = questions
        self.names: dict[str, list[int]] = {}
        self._names_of: dict[str, set[str]] = {}  # by function or variable: its own, or those of its items
        calls: dict[str, set[int]] = {}  # by text: the same call in several checks, and its items
        for number, question in enumerate(questions):
            self.names.setdefault(question.name, []).append(number)
            self._names_of.setdefault(question.of or question.name, set()).add(question.name)
            calls.setdefault(question.text, set()).add(number)
        self.other_items = {
            name: set[int]().union(*(calls[questions[number].text] for number in numbers)).difference(numbers)
            for name, numbers in self.names.items()
        }
        self._right = sums(questions, [question.expected for question in questions])
        members = map(self.member, suspects)
        self.members = [one for one in members if any(one.tells(number) for number in range(len(questions)))]
        self._apart: dict[tuple[str, str, int], bool] = {}

    def member(self, suspect: Suspect) -> Member:
        """Return a suspect with what is wrong about it."""
        own = sums(self.questions, suspect.answers)
        return Member(suspect, self.wrong(suspect.answers, own), own)

    def wrong(self, answers: Sequence[Answer], own: Sequence[Sum]) -> tuple[bool, ...]:
        """Return for each question whether the answer, which has this sum, differs from the right one."""
        return tuple(
            (question.comparison.compares is Compares.VALUE and one.is_far_from(right))
            or differs(answer, question.expected, question.comparison)
            for question, answer, one, right in zip(self.questions, answers, own, self._right, strict=True)
        )

    def changed_by(self, member: Member) -> set[str]:
        """Return the names of what a member changes itself, as far as it is asked."""
        return set[str]().union(*(self._names_of.get(of, ()) for of in member.suspect.cause.of))

    def are_apart(self, one: Member, other: Member, number: int) -> bool:
        """Say whether two members answer a question differently; found out once for those known by their ids.

        What was fitted to a submission has the id of what is fitted to the next, and other answers.
        """
        if Origin.FITTED in {one.suspect.cause.origin, other.suspect.cause.origin}:
            return self._differ(one, other, number)
        key = (one.suspect.cause.id, other.suspect.cause.id, number)
        if key not in self._apart:
            self._apart[key] = self._differ(one, other, number)
        return self._apart[key]

    def _differ(self, one: Member, other: Member, number: int) -> bool:
        if one.wrong[number] is not other.wrong[number]:
            return True
        comparison = self.questions[number].comparison
        if comparison.compares is Compares.VALUE and one.sums[number].is_far_from(other.sums[number]):
            return True
        return differs(one.suspect.answers[number], other.suspect.answers[number], comparison)


def differs(answer: Answer, other: Answer, comparison: Comparison) -> bool:
    """Say whether two answers differ; those without a readable value do."""
    if not isinstance(answer, Returned) or not isinstance(other, Returned):
        return True
    if isinstance(answer.value, Opaque) or isinstance(other.value, Opaque):
        return True
    return match(answer.value, other.value, comparison) is not None


def is_misshapen(answer: Answer, expected: Answer, comparison: Comparison) -> bool:
    """Say whether an answer is of another type or shape than the one expected; what is not known or None is not."""
    if not isinstance(answer, Returned) or not isinstance(expected, Returned) or answer.value is None:
        return False
    found = match(answer.value, expected.value, in_full(comparison))
    return found is not None and found.kind in {MismatchKind.TYPE, MismatchKind.SHAPE}


def in_full(comparison: Comparison) -> Comparison:
    """Return the rules by which two wrong values are one: not by their shape alone, and whatever their dtypes."""
    return comparison._replace(compares=Compares.VALUE, dtype=DtypeRule.ANY)


@np.errstate(all="ignore")
def weight(answer: Answer, others: Iterable[Answer]) -> int:
    """Return how much the answer about a variable tells: 1, or 2 where two numbers set it apart from all others.

    There must be others.
    """
    return min(_weight(answer, other) for other in others)


def is_lost(answer: Answer, expected: Answer) -> bool:
    """Say whether NaN is all that sets an answer apart from the right one: of the number it tells nothing."""
    own = _other_numbers(answer, expected)
    return own is not None and own.size > 0 and bool(np.isnan(own).all())


def is_spared(answer: Answer, suspected: Answer, expected: Answer) -> bool:
    """Say whether an answer is right wherever it is not the suspected one, and that one is not finite there."""
    given, wrong, right = numbers(answer), numbers(suspected), numbers(expected)
    if given is None or wrong is None or right is None or not given.shape == wrong.shape == right.shape:
        return False
    apart = ~np.isclose(wrong, given, equal_nan=True)
    return bool(apart.any() and not np.isfinite(wrong[apart]).any() and np.isclose(given[apart], right[apart]).all())


def _weight(answer: Answer, other: Answer) -> int:
    """Return 2 if two different numbers set an answer apart from another that differs, else 1."""
    own = _other_numbers(answer, other)
    if own is None or not own.size:
        return 1
    first = own.flat[0]
    same = (own == first) | (np.isnan(own) & np.isnan(first))
    return 1 if same.all() else 2


def _other_numbers(answer: Answer, other: Answer) -> Array | None:
    """Return the numbers of an answer that another does not have in their place; None if it is not of numbers."""
    own, others = numbers(answer), numbers(other)
    if own is not None and others is not None and own.shape == others.shape:
        own = own[~np.isclose(own, others, equal_nan=True)]
    return own
