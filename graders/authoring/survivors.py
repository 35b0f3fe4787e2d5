"""The derived wrong solutions that no case tells from the reference."""

from __future__ import annotations

from collections.abc import Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.reach import Reach
from graders.authoring.reasons import reason
from graders.authoring.witness import witnesses
from graders.diagnose.edit import Source
from graders.diagnose.lineup import Lineup
from graders.diagnose.suspect import Origin, Variant
from graders.exercise import Check
from graders.prose import listed
from graders.result import Outcome
from graders.spec.faults import did_you_mean
from graders.transcript import NotAsked

SURVIVES = "G311"


def survivors(bench: Bench) -> Iterator[Finding]:
    """Yield each mutant that has full marks and is not explained, and each explanation that explains nothing."""
    exercise = bench.prepared.exercise
    mutants = [one for one in bench.prepared.suspects.variants() if one.cause.origin is Origin.DERIVED]
    surviving = _surviving(bench, mutants)
    explained = {mutant for one in exercise.equivalent for mutant in one.mutants}
    unexplained = [(variant, checks) for variant, checks in surviving if variant.cause.id not in explained]
    found = witnesses(bench, [variant for variant, _ in unexplained]) if unexplained else {}
    for variant, checks in unexplained:
        text = " ".join(filter(None, (_told(variant, checks), reason(variant, checks, bench))))
        if witness := found.get(variant.cause.id):
            text += f" {witness.advice}"
        yield Finding(bench.place(checks[0].line, checks[0].column), SURVIVES, text)
    known, living = {one.cause.id for one in mutants}, {variant.cause.id for variant, _ in surviving}
    for one in exercise.equivalent:
        place = bench.place(one.line, one.column)
        for mutant in one.mutants:
            if mutant not in known:
                yield Finding(place, "G312", f"the reference has no mutant '{mutant}'{did_you_mean(mutant, known)}")
            elif mutant not in living:
                yield Finding(place, "G313", f"'{mutant}' does not survive: a case tells it from the reference")


def _surviving(bench: Bench, mutants: list[Variant]) -> list[tuple[Variant, list[Check]]]:
    """Return the mutants that have full marks when they are handed in, each with the checks that look at it."""
    exercise, reference = bench.prepared.exercise, Source(bench.prepared.reference.source)
    reach = Reach(reference.tree, exercise.checks)
    unseen = _unseen(bench)
    found = []
    for variant in mutants:
        if variant.cause.id not in unseen:
            continue
        line = int(variant.cause.id.rpartition("@")[2].partition(":")[0])
        checks = reach.concerned(line)
        # What no check compares, such as an exception that must be raised, is seen only when it is graded.
        if checks and bench.graded(variant.handed_in()).outcome is Outcome.PASSED:
            found.append((variant, checks))
    return found


def _unseen(bench: Bench) -> set[str]:
    """Return the ids of the variants of which no value that is compared is known to differ from the reference's."""
    lineup = Lineup(bench.prepared.suspects.questions, [])
    unseen = set()
    for suspect in bench.prepared.suspects.run(bench.sandbox):
        wrong = lineup.member(suspect).wrong
        known = (
            is_wrong
            for is_wrong, answer in zip(wrong, suspect.answers, strict=True)
            if not isinstance(answer, NotAsked)
        )
        if not any(known):
            unseen.add(suspect.cause.id)
    return unseen


def _told(variant: Variant, checks: list[Check]) -> str:
    named = listed(f"'{check.id}'" for check in checks)
    return f"{named} cannot tell the reference from its mutant '{variant.cause.id}'. {variant.cause.says}"
