"""The wrong solutions that an exercise declares: each must run, be caught, and be told by its own name."""

from __future__ import annotations

from collections.abc import Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Examined, Finding
from graders.authoring.witness import witness
from graders.diagnose.declared import UnknownNameError, declared
from graders.diagnose.edit import Source
from graders.diagnose.lineup import Lineup
from graders.diagnose.names import read, stored
from graders.diagnose.suspect import Origin, Suspect, Variant
from graders.exercise import Misconception
from graders.parsing import expression
from graders.printable import one_line
from graders.prose import listed
from graders.result import CheckResult, Graded, Outcome
from graders.transcript import Returned

_SHOWN = 3  # calls
_LONGEST = 80  # characters of a call
_STOPPED = {Outcome.RAISED, Outcome.MISSING, Outcome.TIMED_OUT, Outcome.KILLED}


def misconceptions(bench: Bench) -> Iterator[Finding]:
    """Yield what keeps each declared misconception from being caught, or from being told as what it is."""
    for one in bench.prepared.exercise.misconceptions:
        yield from examine_misconception(one, bench).findings


def examine_misconception(one: Misconception, bench: Bench) -> Examined:
    """Hand a misconception in as somebody has it."""
    place = bench.place(one)
    try:
        variant = declared(one, Source(bench.prepared.reference.source))
    except UnknownNameError:
        text = f"'{one.id}': the reference does not define `{one.of}` by def or = at its left margin"
        return Examined((Finding(place, "G301", text),))
    graded = bench.graded(variant.handed_in())
    faults = _uncaught(variant, bench) if graded.outcome is Outcome.PASSED else _mistold(one, graded, bench)
    return Examined(tuple(Finding(place, code, f"'{one.id}' {text}") for code, text in faults), graded)


def _uncaught(variant: Variant, bench: Bench) -> Iterator[tuple[str, str]]:
    found = witness(bench, variant)
    text = "has full marks: no case of this exercise is wrong with it."
    yield "G303", f"{text} {found.advice}" if found else text


def _mistold(one: Misconception, graded: Graded, bench: Bench) -> Iterator[tuple[str, str]]:
    """Look at what is told of a misconception that is handed in and caught."""
    suspect = next(suspect for suspect in bench.prepared.suspects.run(bench.sandbox) if _is_of(one, suspect))
    stopped = next((check for check in graded.checks if check.outcome in _STOPPED), None)
    if stopped and not _answers(one, suspect, bench):
        yield "G302", ". ".join(filter(None, (f"cannot be run: {_reason(stopped)}", _remedy(one, stopped, bench))))
        return
    told = {check.diagnosis.id for check in graded.checks if check.diagnosis}
    others = sorted(identifier for identifier in told if one.id not in identifier.split(" or "))
    if not told:
        yield "G304", f"is caught, but no cause is told. {_evidence(suspect, bench)}"
    elif others:
        yield "G305", f"is told as '{others[0]}': its cases do not tell the two apart"
    elif one.id not in told:
        yield "G306", f"has the same values as another: it is told as '{min(told)}'"


def _answers(one: Misconception, suspect: Suspect, bench: Bench) -> bool:
    """Say whether a misconception gives any value for what it replaces."""
    return any(
        isinstance(answer, Returned) and compared.ask.name == one.of
        for answer, compared in zip(suspect.answers, bench.prepared.suspects.compared, strict=True)
    )


def _evidence(suspect: Suspect, bench: Bench) -> str:
    """Say on how much a misconception differs from what is right, and which other one has its values there."""
    questions = bench.prepared.suspects.questions
    declared = [one for one in bench.prepared.suspects.run(bench.sandbox) if one.cause.origin is Origin.DECLARED]
    lineup = Lineup(questions, declared)
    own = lineup.member(suspect)
    telling = [number for number in range(len(questions)) if own.tells(number)]
    different = {(questions[number].name, questions[number].text) for number in telling}
    few = f"Its values differ from the right ones on {len(different)} of the calls and variables asked for"
    said = [f"{few}; it takes two on which no other wrong solution has the same."]
    for other in lineup.members:
        alike = [number for number in telling if not lineup.are_apart(own, other, number)]
        if other.suspect is not suspect and alike:
            texts = dict.fromkeys(f"`{one_line(questions[number].text, _LONGEST)}`" for number in alike)
            more = [f"{len(texts) - _SHOWN} more"] if len(texts) > _SHOWN else []
            said.append(f"'{other.suspect.cause.id}' has the same on {listed([*list(texts)[:_SHOWN], *more])}.")
    return " ".join(said)


def _remedy(one: Misconception, stopped: CheckResult, bench: Bench) -> str:
    """Return what to do about a helper that is not there yet, or that leads back to what it replaces; else nothing."""
    exception = stopped.fault.exception if stopped.fault else ""
    reads = {name: read(node) for node in Source(bench.prepared.reference.source).tree.body for name in stored(node)}
    led_to = read(expression(one.instead))
    while more := set[str]().union(*(reads.get(name, ()) for name in led_to)) - led_to:
        led_to |= more
    late = (name for name in sorted(led_to & reads.keys()) if f"'{name}'" in _reason(stopped))
    if exception == "NameError" and (missing := next(late, "")):
        return f"The reference uses `{one.of}` before it defines `{missing}`: move `{missing}` up, above that line"
    if exception == "RecursionError" and one.of in led_to:
        return f"What it calls leads back to `{one.of}`, which it replaces: write it out without `{one.of}`"
    return ""


def _reason(check: CheckResult) -> str:
    return str(check.fault) if check.fault else check.message


def _is_of(one: Misconception, suspect: Suspect) -> bool:
    return suspect.cause.origin is Origin.DECLARED and suspect.cause.id == one.id
