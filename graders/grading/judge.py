"""One check and what came back for it: a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graders.compare import wording
from graders.compare.display import describe
from graders.compare.match import match
from graders.compare.step import next_step
from graders.exercise import (
    Comparison,
    FunctionCheck,
    PropertyCheck,
    RaisesCheck,
    RatingCheck,
    StdoutCheck,
    TextCheck,
    UnchangedCheck,
    VariableCheck,
)
from graders.grading import advice, words
from graders.grading.evidence import Evidence
from graders.grading.plan import Probe
from graders.grading.properties import property_verdict
from graders.grading.rating import rating
from graders.grading.remedy import refusal
from graders.grading.unchanged import unchanged
from graders.grading.verdict import MAX_PRINTED, Verdict, passed
from graders.printable import one_line, printable
from graders.result import Outcome
from graders.transcript import (
    Answer,
    Call,
    Opaque,
    Raised,
    Returned,
)

_OTHER_RESULT = "gives another result than expected"
_MAX_LINE = 80  # characters of printed text that a sentence quotes


def judge(evidence: Evidence) -> Verdict:
    """Return the verdict on one check, leaving aside the checks it needs."""
    match evidence.planned.check:
        case VariableCheck(comparison=comparison) | FunctionCheck(comparison=comparison):
            return _all_probes(evidence, comparison)
        case RaisesCheck(exception=exception):
            return _raises(evidence, exception)
        case UnchangedCheck(unchanged=names):
            return _unchanged(evidence, names)
        case PropertyCheck() as check:
            return property_verdict(evidence, check)
        case StdoutCheck(stdout=texts):
            return words.stdout(evidence, texts)
        case TextCheck() as check:
            return words.text(evidence, check)
        case RatingCheck() as check:
            return rating(evidence, check)


def _all_probes(evidence: Evidence, comparison: Comparison) -> Verdict:
    probes = evidence.planned.probes
    verdicts = [
        _value(probe, answer, expected, comparison, evidence)
        for probe, answer, expected in zip(probes, evidence.answers, evidence.expected, strict=True)
    ]
    return _first_trouble(probes, verdicts)


def _first_trouble(probes: Iterable[Probe], verdicts: list[Verdict], wrong: str = _OTHER_RESULT) -> Verdict:
    """Return the verdict on the first probe that did not pass, one that may be shown before a hidden one.

    ``wrong`` says what a function does for an input that is not shown.
    """
    troubles = [
        (probe.hidden, verdict)
        for probe, verdict in zip(probes, verdicts, strict=True)
        if verdict.outcome is not Outcome.PASSED
    ]
    if not troubles:
        return passed()
    hidden, verdict = min(troubles, key=lambda trouble: trouble[0])
    if hidden:
        verdict = _without_secrets(verdict, wrong)
    right = len(verdicts) - len(troubles)
    if right:
        verdict = verdict._replace(
            right=f"{right} of {len(verdicts)} calls {'is' if right == 1 else 'are'} right. {verdict.right}".strip()
        )
    return verdict


def _without_secrets(verdict: Verdict, wrong: str) -> Verdict:
    """Return a verdict on a hidden probe: only what kind of trouble there is."""
    what = {
        Outcome.WRONG: wrong,
        Outcome.RAISED: "stops with an exception",
        Outcome.TIMED_OUT: "does not finish in time",
        Outcome.KILLED: "ends the run",
    }
    if verdict.outcome not in what:
        return verdict
    return Verdict(
        outcome=verdict.outcome,
        message=f"For an input that is not shown, the function {what[verdict.outcome]}.",
        next_step="Try other inputs: negative numbers, zero, fractions, more or fewer numbers.",
    )


def _value(probe: Probe, answer: Answer, expected: Answer, comparison: Comparison, evidence: Evidence) -> Verdict:
    if not isinstance(answer, Returned):
        return evidence.without_value(probe, answer)
    if not isinstance(expected, Returned) or isinstance(expected.value, Opaque):
        return Verdict(outcome=Outcome.GRADER_FAILED, message="The reference gave no value to compare with.")
    name = probe.ask.name if isinstance(probe.ask, Call) else ""
    if answer.value is None and expected.value is not None and name:
        return advice.returned_none(probe.text, name, answer.printed, evidence.transcript.clues)
    if advice.is_unfinished(answer.value):
        return advice.unfinished(name or probe.text)
    mismatch = match(answer.value, expected.value, comparison)
    if mismatch is None:
        return passed()
    return Verdict(
        outcome=Outcome.WRONG,
        message=wording.gap(mismatch, f"`{probe.text}`", returned=bool(name)),
        right=wording.right(mismatch),
        next_step=next_step(mismatch, f"`{probe.text}`", returned=bool(name)),
        call=probe.text if name else "",
        mismatch=mismatch,
        printed=printable(answer.printed, MAX_PRINTED),
    )


def _unchanged(evidence: Evidence, names: Sequence[str]) -> Verdict:
    probes = evidence.planned.probes
    of_one = len(probes) // len(names)  # the same cases for each function
    asked = zip(probes, evidence.answers, evidence.expected, strict=True)
    verdicts = [unchanged(names[number // of_one], *one, evidence) for number, one in enumerate(asked)]
    return _first_trouble(probes, verdicts, wrong="changes what it is given, or returns nothing")


def _raises(evidence: Evidence, exception: str) -> Verdict:
    probes = evidence.planned.probes
    verdicts = [
        _raised(probe, answer, exception, evidence) for probe, answer in zip(probes, evidence.answers, strict=True)
    ]
    return _first_trouble(probes, verdicts)


def _raised(probe: Probe, answer: Answer, exception: str, evidence: Evidence) -> Verdict:
    match answer:
        case Raised() if isinstance(probe.ask, Call) and advice.is_misfit(answer):
            return advice.misfit(answer, probe.ask.name, probe.text)
        case Raised(bases=bases) if exception in bases:
            return passed()
        case Raised(bases=["NotImplementedError", *_]):
            return evidence.without_value(probe, answer)
        case Raised():
            verdict = advice.raised(answer, probe.text)
            return verdict._replace(
                outcome=Outcome.WRONG,
                message=f"{verdict.message} Expected `{exception}` in its place.",
                next_step=refusal(answer, exception),
            )
        case Returned(value=None) if (
            isinstance(probe.ask, Call) and probe.ask.name in evidence.transcript.clues.unfinished
        ):
            return advice.unfinished(probe.ask.name)
        case Returned():
            return _went_on(probe, answer, exception)
        case _:
            return evidence.without_value(probe, answer)


def _went_on(probe: Probe, answer: Returned, exception: str) -> Verdict:
    """Return the verdict on a call that came back where it should have stopped."""
    value, shown = answer.value, one_line(answer.printed.strip(), _MAX_LINE)
    returned = describe(value) if isinstance(value, Opaque) else advice.quoted(value)
    step = f"Look for the condition that the task names, and write `raise {exception}(...)` under it."
    is_exception = isinstance(value, Opaque) and value.type_name in {exception, "type"}
    if is_exception or (isinstance(value, str) and exception in value):
        step = "Write `raise` in place of `return`, so that the function stops there."
    if value is None and "error" in shown.casefold():
        returned = f"{returned} and printed `{shown}`"
        step = f"Write `raise {exception}(...)` in place of `print(...)`, which shows a text and goes on."
    return Verdict(
        outcome=Outcome.WRONG,
        message=f"`{probe.text}` returned {returned}, expected it to raise `{exception}`.",
        next_step=step,
        call=probe.text,
    )
