"""The derived wrong solutions that no case tells from the reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.reasons import reason
from graders.authoring.unasked import Unasked, unasked
from graders.authoring.witness import Witness, witnesses
from graders.diagnose.edit import Source
from graders.diagnose.lineup import Lineup
from graders.diagnose.parameters import FIXED
from graders.diagnose.reach import Reach, asked
from graders.diagnose.suspect import Variant
from graders.exercise import Check
from graders.prose import listed
from graders.result import Outcome
from graders.spec.faults import did_you_mean
from graders.transcript import NotAsked

_MOST_TOLD = 8
"""Mutants of a group that are told one by one. There is a case that catches them all, and it stands after them."""


class _Survivor(NamedTuple):
    """A mutant that has full marks, and the checks that look at what it changes."""

    variant: Variant
    checks: list[Check]

    @property
    def id(self) -> str:
        return self.variant.cause.id


def survivors(bench: Bench) -> Iterator[Finding]:
    """Yield the mutants that have full marks and are not explained, and each explanation that explains nothing.

    Mutants that one more case would catch are one finding. Those that :attr:`Bench.most_survivors` accepts are none.
    """
    exercise = bench.prepared.exercise
    mutants = [one for one in bench.prepared.suspects.variants(every=True) if one.mutation]
    surviving = _surviving(bench, mutants)
    explained = {mutant for one in exercise.equivalent for mutant in one.mutants}
    unexplained = [one for one in surviving if one.id not in explained]
    if len(unexplained) > bench.most_survivors:
        yield from _told(unexplained, bench)
    known, living = {one.cause.id for one in mutants}, {one.id for one in surviving}
    for one in exercise.equivalent:
        place = bench.place(one)
        for mutant in one.mutants:
            if mutant not in known:
                yield Finding(place, "G312", f"the reference has no mutant '{mutant}'{did_you_mean(mutant, known)}")
            elif mutant not in living:
                yield Finding(place, "G313", f"'{mutant}' does not survive: a case tells it from the reference")


def _told(surviving: list[_Survivor], bench: Bench) -> Iterator[Finding]:
    """Yield what is said of survivors; what would tell several from the reference, a case or a check, is named once."""
    variants = [one.variant for one in surviving]
    by_case = witnesses(bench, variants)
    by_check = unasked(bench, [one for one in variants if one.cause.id not in by_case])
    groups: dict[Witness | Unasked | str, list[_Survivor]] = {}
    for one in surviving:
        groups.setdefault(by_case.get(one.id) or by_check.get(one.id) or one.id, []).append(one)
    for by, group in groups.items():
        checks = {check.id: check for one in group for check in one.checks}
        reasons = dict.fromkeys(reason(one.variant, one.checks, bench) for one in group)
        advice = "" if isinstance(by, str) else by.advice
        first = next(iter(checks.values()))
        text = " ".join(filter(None, (_opening(checks, group), *reasons, advice)))
        yield Finding(bench.place(first), "G311", text)


def _opening(checks: Iterable[str], group: list[_Survivor]) -> str:
    named = listed(f"'{identifier}'" for identifier in checks)
    cannot = f"{named} cannot tell the reference from"
    if len(group) == 1:
        return f"{cannot} its mutant '{group[0].id}'. {group[0].variant.cause.says}"
    told = [f"'{one.id}': {one.variant.cause.says}" for one in group[:_MOST_TOLD]]
    more = [f"And {len(group) - _MOST_TOLD} more."] if len(group) > _MOST_TOLD else []
    return " ".join([f"{cannot} {len(group)} mutants.", *told, *more])


def _surviving(bench: Bench, mutants: list[Variant]) -> list[_Survivor]:
    """Return the mutants that have full marks when they are handed in."""
    exercise, reference = bench.prepared.exercise, Source(bench.prepared.reference.source)
    reach = Reach(reference.tree, exercise.checks)
    unseen = _unseen(bench, mutants)
    found = []
    for variant in mutants:
        if variant.mutation is None or variant.cause.id not in unseen:
            continue
        checks = reach.concerned(variant.mutation.line)
        if variant.mutation.kind == FIXED and not any(variant.cause.of & asked(check) for check in checks):
            continue  # the reference alone sets this parameter, and may set it to no other number
        # What no check compares, such as an exception that must be raised, is seen only when it is graded.
        if checks and bench.graded(variant.handed_in()).outcome is Outcome.PASSED:
            found.append(_Survivor(variant, checks))
    return found


def _unseen(bench: Bench, mutants: list[Variant]) -> set[str]:
    """Return the ids of the mutants of which no value that is compared is known to differ from the reference's."""
    lineup = Lineup(bench.prepared.suspects.questions, [])
    unseen = set()
    for suspect in bench.prepared.suspects.answered(mutants, bench.sandbox):
        wrong = lineup.member(suspect).wrong
        known = (
            is_wrong
            for is_wrong, answer in zip(wrong, suspect.answers, strict=True)
            if not isinstance(answer, NotAsked)
        )
        if not any(known):
            unseen.add(suspect.cause.id)
    return unseen
