"""One cause or none for each wrong answer: a false cause is worse than none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from graders.diagnose.fitted import fitted_patterns, part_patterns
from graders.diagnose.lineup import Lineup, Member, differs, in_full, is_lost, weight
from graders.diagnose.sums import sums
from graders.diagnose.suspect import Cause, Origin
from graders.result import Diagnosis
from graders.transcript import Answer, NotAsked, Returned

_MOST_NAMED = 2
"""Declared causes that may be told side by side; more say nothing."""


class Finding(NamedTuple):
    """The cause of a wrong check, and what to do next, empty when that is not known."""

    diagnosis: Diagnosis
    hint: str


class _Match(NamedTuple):
    """A suspect that no answer speaks against: the names for which that is so, and the questions that speak for it."""

    member: Member
    names: frozenset[str]
    evidence: tuple[int, ...]

    @property
    def cause(self) -> Cause:
        return self.member.suspect.cause


def choose(
    wrong: Collection[str], answers: Sequence[Answer], lineup: Lineup, unchecked: Collection[str] = ()
) -> dict[str, Finding]:
    """Return the cause of each check of ``wrong`` that one is known for, by id.

    ``answers`` are those of the submission. It has a suspect's cause when it is right wherever the suspect is and
    has the suspect's value elsewhere, for all that was asked of the check's function or variable and of what the
    suspect changes; when that is so for two questions or more (``Suspect.least``) on which the suspect differs from all
    others that deserve as much belief; and when no other suspect fits as well. A function or variable of which all
    checks are ``unchecked`` can speak against a cause, but never for one.
    """
    with np.errstate(all="ignore"):  # answers may hold any number: what overflows is different, and so it counts
        trial = _Trial(answers, lineup, unchecked)
        findings = {check: trial.decide(check) for check in wrong}
    return {check: finding for check, finding in findings.items() if finding}


class _Trial:
    """One submission's answers, held against the suspects."""

    def __init__(self, answers: Sequence[Answer], lineup: Lineup, unchecked: Collection[str]) -> None:
        self._answers = answers
        self._lineup = lineup
        self._questions = lineup.questions
        checked = {question.name for question in lineup.questions if question.check not in unchecked}
        self._counting = {number for name in checked for number in lineup.names[name]}
        self._sums = sums(lineup.questions, answers)
        self._wrong = lineup.wrong(answers, self._sums)
        self._matches = list(self._held(lineup.members))

    def decide(self, check: str) -> Finding | None:
        """Return the cause of one wrong check."""
        own = {number for number, question in enumerate(self._questions) if question.check == check}
        if not own:
            return None
        name = self._questions[min(own)].name
        members, matches = self._lineup.members, [one for one in self._matches if name in one.names]
        if not any(own.intersection(one.evidence) for one in matches):
            asked = (self._questions, self._answers, self._lineup.names[name])
            fitted = (*part_patterns(*asked), *fitted_patterns(*asked))
            members = [*members, *map(self._lineup.member, fitted)]
            matches = list(self._held(members[len(self._lineup.members) :]))
        best = self._best([one for one in matches if own.intersection(one.evidence) and not self._is_refuted(one)])
        if not best or len(best) > (_MOST_NAMED if best[0].cause.origin is Origin.DECLARED else 1):
            return None
        tied = [one.member for one in matches]
        rivals = [
            one
            for one in members
            if one.suspect.cause.origin <= best[0].cause.origin
            and not any(one is other for other in tied)
            and not self._is_about_what_is_right(one)
        ]
        return self._finding(best) if self._is_told_apart(best[0], rivals) else None

    def _held(self, members: Iterable[Member]) -> Iterator[_Match]:
        """Hold suspects against the answers, name by name.

        An item that another item of its calls contradicts is no evidence, be it for its own check or for a variable.
        """
        for member in members:
            names, speaking, evidence = set(), False, []
            for name, numbers in self._lineup.names.items():
                if all(self._fits(number, member) for number in numbers):
                    names.add(name)
                    own = [number for number in numbers if self._speaks(number, member)]
                    speaking = speaking or bool(own)
                    evidence += own if own and self._fits_other_items(name, member) else []
            if speaking:
                yield _Match(member, frozenset(names), tuple(evidence))

    def _fits_other_items(self, name: str, member: Member) -> bool:
        """Say whether no other item of the same calls speaks against a suspect.

        One says something only where the suspect is not right: a submission may have slips in both, each with a cause
        of its own.
        """
        return all(self._fits(number, member) for number in self._lineup.other_items[name] if member.tells(number))

    def _is_contradicted(self, found: _Match) -> bool:
        """Say whether an answer about what a suspect changes speaks against it.

        An item in which it is right says nothing: a submission may have slips in several, each with its cause.
        """
        shown = (self._lineup.names[name] for name in self._lineup.changed_by(found.member) if name not in found.names)
        return any(found.member.wrong[number] for numbers in shown for number in numbers)

    def _is_refuted(self, found: _Match) -> bool:
        """Say whether what a suspect changes is right; where variables alone speak for it, that is any call."""
        if self._is_about_what_is_right(found.member):
            return True
        if any(self._questions[number].size is not None for number in found.evidence):
            return False
        return any(
            question.size is not None and found.member.tells(number) and not self._wrong[number]
            for number, question in enumerate(self._questions)
        )

    def _is_about_what_is_right(self, member: Member) -> bool:
        """Say whether what a suspect changes is right: it is not that.

        A mean that is a median also shows in the variance, but a variance round the median has nothing to do with a
        right mean.
        """
        numbers = (number for name in self._lineup.changed_by(member) for number in self._lineup.names[name])
        about = [number for number in numbers if member.tells(number)]
        return bool(about) and not any(self._wrong[number] for number in about)

    def _fits(self, number: int, member: Member) -> bool:
        """Say whether an answer allows for a suspect; where one of the two is not known it does."""
        answer, suspected = self._answers[number], member.suspect.answers[number]
        if not isinstance(answer, Returned) or isinstance(suspected, NotAsked):
            return True
        if member.wrong[number] is not self._wrong[number]:
            return False
        if not self._wrong[number]:
            return True
        if self._sums[number].is_far_from(member.sums[number]):
            return False
        return not differs(answer, suspected, in_full(self._questions[number].comparison))

    def _speaks(self, number: int, member: Member) -> bool:
        """Say whether an answer that allows for a suspect is evidence: None is not, as many mistakes come to it.

        Nor is an answer of which NaN is all that is wrong, but for the cause that an author declared.
        """
        answer = self._answers[number]
        if not (number in self._counting and self._wrong[number] and member.tells(number)):
            return False
        if not isinstance(answer, Returned) or answer.value is None:
            return False
        is_declared = member.suspect.cause.origin is Origin.DECLARED
        return is_declared or not is_lost(answer, self._questions[number].expected)

    def _best(self, found: Sequence[_Match]) -> list[_Match]:
        """Return those that are believed most and explain most, and that speak amiss of the fewest other names.

        None is returned in the place of one that is contradicted.
        """
        origin = min((one.cause.origin for one in found), default=Origin.DECLARED)
        found = [one for one in found if one.cause.origin is origin]
        rank = [(self._count(one.evidence), len(one.names)) for one in found]
        found = [
            one for one, own in zip(found, rank, strict=True) if own == max(rank) and not self._is_contradicted(one)
        ]
        return list(found) if origin is Origin.DECLARED else self._merged(found)

    def _merged(self, found: Sequence[_Match]) -> list[_Match]:
        """Return one of those that have the same values throughout, each of which says what the code comes to.

        It is one that changes the fewest functions: a slip in one of them may show no more when it is in others too.
        """
        kept: list[_Match] = []
        for one in sorted(found, key=lambda one: len(one.cause.of)):
            if not any(self._are_alike(one.member, other.member) for other in kept):
                kept.append(one)
        return kept

    def _are_alike(self, one: Member, other: Member) -> bool:
        numbers = (number for number in range(len(self._questions)) if one.tells(number) or other.tells(number))
        return not any(self._lineup.are_apart(one, other, number) for number in numbers)

    def _is_told_apart(self, found: _Match, rivals: Sequence[Member]) -> bool:
        """Say whether a suspect differs from all rivals at once on enough of the calls that speak for it."""
        told = 0
        seen = set()
        for number in found.evidence:
            question = self._questions[number]
            if question.text not in seen and all(
                self._lineup.are_apart(found.member, rival, number) for rival in rivals
            ):
                seen.add(question.text)
                told += 1 if question.size is not None else self._weight(number, found, rivals)
                if told >= found.member.suspect.least:
                    return True
        return False

    def _weight(self, number: int, found: _Match, rivals: Sequence[Member]) -> int:
        """Return how much a variable tells: it has one value only, but an array that has two numbers tells twice.

        Variables follow from each other, and several of them can be one slip. That is nothing against a declared cause.
        """
        question, origin = self._questions[number], found.cause.origin
        names = {self._questions[other].name for other in found.evidence}
        if origin is not Origin.DECLARED and question.follows & names:
            return 0
        others = [question.expected, *(rival.suspect.answers[number] for rival in rivals)]
        own = weight(found.member.suspect.answers[number], others)
        return 0 if origin is Origin.FITTED and own == 1 else own

    def _count(self, numbers: Iterable[int]) -> int:
        """Return how many different questions these are: what two checks ask alike is one."""
        return len({(self._questions[number].name, self._questions[number].text) for number in numbers})

    def _finding(self, found: Sequence[_Match]) -> Finding:
        first = found[0]
        numbers = self._counting.intersection(number for name in first.names for number in self._lineup.names[name])
        diagnosis = Diagnosis(
            id=" or ".join(one.cause.id for one in found),
            text=_told([one.cause for one in found]),
            equal=self._count(first.evidence),
            probes=self._count(filter(first.member.tells, numbers)),
        )
        return Finding(diagnosis, first.cause.hint if len(found) == 1 else "")


def _told(causes: Sequence[Cause]) -> str:
    if len(causes) == 1:
        return causes[0].says
    return f"Two causes give these numbers. Either: {causes[0].says} Or: {causes[1].says}"
