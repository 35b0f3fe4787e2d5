"""One cause or none for each wrong answer: a false cause is worse than none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from graders.diagnose.fitted import fitted_patterns, part_patterns
from graders.diagnose.lineup import Lineup, Member, weight
from graders.diagnose.suspect import Cause, Origin
from graders.diagnose.testimony import Match, Testimony
from graders.diagnose.truncated import truncated
from graders.result import Diagnosis
from graders.transcript import Answer

_MOST_NAMED = 2
"""Declared causes that may be told side by side; more say nothing."""


class Finding(NamedTuple):
    """The cause of a wrong check, and what to do next, empty when that is not known."""

    diagnosis: Diagnosis
    hint: str


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
        self._lineup = lineup
        self._questions = lineup.questions
        self._testimony = Testimony(answers, lineup, unchecked)
        self._matches = list(self._testimony.matches(lineup.members))

    def decide(self, check: str) -> Finding | None:
        """Return the cause of one wrong check."""
        own = {number for number, question in enumerate(self._questions) if question.check == check}
        if not own:
            return None
        name = self._questions[min(own)].name
        members, matches = self._lineup.members, [one for one in self._matches if name in one.names]
        if not any(own.intersection(one.evidence) for one in matches):
            asked = (self._questions, self._testimony.answers, self._lineup.names[name])
            fitted = tuple(truncated(*asked)) or (*part_patterns(*asked), *fitted_patterns(*asked))
            members = [*members, *map(self._lineup.member, fitted)]
            matches = list(self._testimony.matches(members[len(self._lineup.members) :]))
        found = [one for one in matches if own.intersection(one.evidence) and not self._is_refuted(one)]
        behind = self._questions[min(own)].follows
        best = self._best([one for one in found if not self._is_outdone(one, found, behind)])
        if not best or len(best) > (_MOST_NAMED if best[0].cause.origin is Origin.DECLARED else 1):
            return None
        tied = [one.member for one in matches]
        rivals = [
            one
            for one in members
            if one.suspect.cause.origin <= best[0].cause.origin
            and not any(one is other for other in tied)
            and one.suspect.cause.id != best[0].member.suspect.refines
            and not self._is_about_what_is_right(one)
        ]
        return self._finding(best) if self._is_told_apart(best[0], rivals) else None

    def _is_outdone(self, one: Match, found: Sequence[Match], behind: Collection[str]) -> bool:
        """Say whether a declared cause leaves open what another one explains: a wrong answer of what is ``behind``.

        Whoever takes a wrong helper for granted has a wrong result as well, and may have done nothing else amiss.
        """
        names = {question.name for question in self._questions if (question.of or question.name) in behind} - one.names
        return one.cause.origin is Origin.DECLARED and any(
            other.cause.origin <= Origin.DERIVED and names & other.names for other in found
        )

    def _is_contradicted(self, found: Match) -> bool:
        """Say whether an answer about what a suspect changes speaks against it.

        An item in which it is right says nothing: a submission may have slips in several, each with its cause.
        """
        shown = (self._lineup.names[name] for name in self._lineup.changed_by(found.member) if name not in found.names)
        return any(found.member.wrong[number] for numbers in shown for number in numbers)

    def _is_refuted(self, found: Match) -> bool:
        """Say whether what a suspect changes is right; where variables alone speak for it, that is any call."""
        if self._is_about_what_is_right(found.member):
            return True
        if any(self._questions[number].size is not None for number in found.evidence):
            return False
        return any(
            question.size is not None and found.member.tells(number) and not self._testimony.wrong[number]
            for number, question in enumerate(self._questions)
        )

    def _is_about_what_is_right(self, member: Member) -> bool:
        """Say whether what a suspect changes is right: it is not that.

        A mean that is a median also shows in the variance, but a variance round the median has nothing to do with a
        right mean.
        """
        numbers = (number for name in self._lineup.changed_by(member) for number in self._lineup.names[name])
        about = [number for number in numbers if member.tells(number)]
        return bool(about) and not any(self._testimony.wrong[number] for number in about)

    def _best(self, found: Sequence[Match]) -> list[Match]:
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

    def _merged(self, found: Sequence[Match]) -> list[Match]:
        """Return one of those that have the same values throughout, each of which says what the code comes to.

        It is one that changes the fewest functions: a slip in one of them may show no more when it is in others too.
        """
        kept: list[Match] = []
        for one in sorted(found, key=lambda one: len(one.cause.of)):
            if not any(self._are_alike(one.member, other.member) for other in kept):
                kept.append(one)
        return kept

    def _are_alike(self, one: Member, other: Member) -> bool:
        numbers = (number for number in range(len(self._questions)) if one.tells(number) or other.tells(number))
        return not any(self._lineup.are_apart(one, other, number) for number in numbers)

    def _is_told_apart(self, found: Match, rivals: Sequence[Member]) -> bool:
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

    def _weight(self, number: int, found: Match, rivals: Sequence[Member]) -> int:
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

    def _finding(self, found: Sequence[Match]) -> Finding:
        first = found[0]
        numbers = self._testimony.counting.intersection(
            number for name in first.names for number in self._lineup.names[name]
        )
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
