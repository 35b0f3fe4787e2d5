"""The wrong solutions that an exercise declares: each must run, be caught, and be told by its own name."""

from __future__ import annotations

from collections.abc import Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.witness import witness
from graders.diagnose.declared import UnknownNameError, declared
from graders.diagnose.edit import Source
from graders.diagnose.lineup import Lineup
from graders.diagnose.suspect import Origin, Suspect
from graders.exercise import Misconception
from graders.problem import Place
from graders.result import CheckResult, Graded, Outcome
from graders.transcript import Returned

_STOPPED = {Outcome.RAISED, Outcome.MISSING, Outcome.TIMED_OUT, Outcome.KILLED}


def misconceptions(bench: Bench) -> Iterator[Finding]:
    """Yield what keeps each declared misconception from being caught, or from being told as what it is."""
    reference = Source(bench.prepared.reference.source)
    suspects = {one.cause.id: one for one in bench.prepared.suspects.run(bench.sandbox) if _is_declared(one)}
    for one in bench.prepared.exercise.misconceptions:
        place = bench.place(one.line, one.column)
        try:
            variant = declared(one, reference)
        except UnknownNameError:
            text = f"'{one.id}': the reference does not define `{one.of}` by def or = at its left margin"
            yield Finding(place, "G301", text)
            continue
        graded = bench.graded(variant.handed_in())
        if graded.outcome is Outcome.PASSED:
            text = f"'{one.id}' has full marks: no case of this exercise is wrong with it."
            found = witness(bench, variant)
            yield Finding(place, "G303", f"{text} {found.advice}" if found else text)
        else:
            yield from _trial(one, suspects[one.id], graded, bench, place)


def _trial(one: Misconception, suspect: Suspect, graded: Graded, bench: Bench, place: Place) -> Iterator[Finding]:
    """Look at what is told of a misconception that is handed in and caught."""
    stopped = next((check for check in graded.checks if check.outcome in _STOPPED), None)
    if stopped and not _answers(one, suspect, bench):
        yield Finding(place, "G302", f"'{one.id}' cannot be run: {_reason(stopped)}")
        return
    told = {check.diagnosis.id for check in graded.checks if check.diagnosis}
    others = sorted(identifier for identifier in told if one.id not in identifier.split(" or "))
    if not told:
        yield Finding(place, "G304", f"'{one.id}' is caught, but no cause is told. {_evidence(suspect, bench)}")
    elif others:
        yield Finding(place, "G305", f"'{one.id}' is told as '{others[0]}': its cases do not tell the two apart")
    elif one.id not in told:
        yield Finding(place, "G306", f"'{one.id}' has the same values as another: it is told as '{min(told)}'")


def _answers(one: Misconception, suspect: Suspect, bench: Bench) -> bool:
    """Say whether a misconception gives any value for what it replaces."""
    return any(
        isinstance(answer, Returned) and compared.ask.name == one.of
        for answer, compared in zip(suspect.answers, bench.prepared.suspects.compared, strict=True)
    )


def _evidence(suspect: Suspect, bench: Bench) -> str:
    questions = bench.prepared.suspects.questions
    members = Lineup(questions, [suspect]).members
    telling = {
        (question.name, question.text)
        for member in members
        for number, question in enumerate(questions)
        if member.tells(number)
    }
    few = f"Its values differ from the right ones on {len(telling)} of the calls and variables asked for"
    return f"{few}; it takes two on which no other wrong solution has the same."


def _reason(check: CheckResult) -> str:
    return f"{check.fault.exception}: {check.fault.message}" if check.fault else check.message


def _is_declared(suspect: Suspect) -> bool:
    return suspect.cause.origin is Origin.DECLARED
