"""What the answers of one submission say for and against wrong solutions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from graders.diagnose.lineup import Lineup, Member, differs, in_full, is_lost, is_misshapen, is_spared
from graders.diagnose.sums import sums
from graders.diagnose.suspect import Cause, Origin
from graders.transcript import Answer, NotAsked, Returned


class Match(NamedTuple):
    """A suspect that no answer speaks against: the names for which that is so, and the questions that speak for it."""

    member: Member
    names: frozenset[str]
    evidence: tuple[int, ...]

    @property
    def cause(self) -> Cause:
        """What the suspect is called."""
        return self.member.suspect.cause


class Testimony:
    """The answers of a submission: which are ``wrong``, and the numbers of those ``counting`` for a cause.

    A function or variable of which all checks are ``unchecked`` can speak against a suspect, but never for one.
    """

    def __init__(self, answers: Sequence[Answer], lineup: Lineup, unchecked: Collection[str]) -> None:
        self._lineup = lineup
        self._questions = lineup.questions
        self.answers = answers
        checked = {question.name for question in lineup.questions if question.check not in unchecked}
        self.counting = {number for name in checked for number in lineup.names[name]}
        self._sums = sums(lineup.questions, answers)
        self.wrong = lineup.wrong(answers, self._sums)

    def matches(self, members: Iterable[Member]) -> Iterator[Match]:
        """Hold suspects against the answers, name by name.

        An item that another item of its calls contradicts is no evidence, be it for its own check or for a variable.
        """
        for member in members:
            names, speaking, evidence = set(), False, []
            for name, numbers in self._lineup.names.items():
                if all(self._fits(number, member) or self._is_spared(number, member) for number in numbers):
                    own = [number for number in numbers if self._speaks(number, member)]
                    if any(self._is_spared(number, member) for number in numbers) and all(map(self._is_lost, own)):
                        continue  # what takes care in one place and not in the other is another slip
                    names.add(name)
                    speaking = speaking or bool(own)
                    evidence += own if own and self._fits_other_items(name, member) else []
            if speaking:
                yield Match(member, frozenset(names), tuple(evidence))

    def _fits_other_items(self, name: str, member: Member) -> bool:
        """Say whether no other item of the same calls speaks against a suspect.

        Where the suspect is right, a wrong number says nothing: a submission may have slips in both, each with a cause
        of its own. Another shape does: what brought it about can have changed the numbers here as well.
        """
        return all(
            self._fits(number, member)
            if member.tells(number)
            else member.wrong[number] or not self._is_misshapen(number)
            for number in self._lineup.other_items[name]
        )

    def _is_misshapen(self, number: int) -> bool:
        """Say whether an answer is of another type or shape than the right one."""
        question = self._questions[number]
        return self.wrong[number] and is_misshapen(self.answers[number], question.expected, question.comparison)

    def _fits(self, number: int, member: Member) -> bool:
        """Say whether an answer allows for a suspect; where one of the two is not known it does."""
        answer, suspected = self.answers[number], member.suspect.answers[number]
        if not isinstance(answer, Returned) or isinstance(suspected, NotAsked):
            return True
        if member.wrong[number] is not self.wrong[number]:
            return False
        if not self.wrong[number]:
            return True
        if self._sums[number].is_far_from(member.sums[number]):
            return False
        return not differs(answer, suspected, in_full(self._questions[number].comparison))

    def _is_spared(self, number: int, member: Member) -> bool:
        """Say whether an answer is right wherever it is not that of a suspect, which is not finite there.

        Whoever takes care of a division by 0 may have the same slip as who does not.
        """
        suspected = member.suspect.answers[number]
        return not isfinite(member.sums[number].total) and is_spared(
            self.answers[number], suspected, self._questions[number].expected
        )

    def _speaks(self, number: int, member: Member) -> bool:
        """Say whether an answer that allows for a suspect is evidence: None is not, as many mistakes come to it.

        Nor is an answer of which NaN is all that is wrong, but for the cause that an author declared.
        """
        answer = self.answers[number]
        if not (number in self.counting and self.wrong[number] and member.tells(number)):
            return False
        if not isinstance(answer, Returned) or answer.value is None or self._is_spared(number, member):
            return False
        return member.suspect.cause.origin is Origin.DECLARED or not self._is_lost(number)

    def _is_lost(self, number: int) -> bool:
        """Say whether NaN is all that is wrong with an answer."""
        return is_lost(self.answers[number], self._questions[number].expected)
