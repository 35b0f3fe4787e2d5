"""One submission graded: run it, run the reference, and judge check by check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graders.errors import SpecError
from graders.exercise import Check, Exercise, RatingCheck, VariableCheck
from graders.grading.course import Solution
from graders.grading.data import offered
from graders.grading.evidence import Evidence
from graders.grading.file_check import file_check, stopped_last
from graders.grading.follow_through import chains, fault, follow_through
from graders.grading.interview import Answered, Interview
from graders.grading.judge import judge
from graders.grading.lost_file import told
from graders.grading.notes import notes
from graders.grading.oversights import pointed_out
from graders.grading.pictures import pictures
from graders.grading.plan import Planned, plan
from graders.grading.properties import properties
from graders.grading.rating import ratings
from graders.grading.rehearsal import Rehearsal
from graders.grading.unknown_names import unknown_names
from graders.grading.variants import Suspects
from graders.grading.verdict import MAX_PRINTED, Verdict
from graders.level import Level
from graders.printable import one_line, printable
from graders.result import CheckResult, Graded, Outcome
from graders.sandbox.runner import Sandbox
from graders.submissions.submission import Submission
from graders.transcript import Answer, Ask, Ended, Evaluate, NotAsked, Program, Questions, Transcript

_OPEN_OR_RIGHT = {Outcome.PASSED, Outcome.NEEDS_REVIEW, Outcome.GRADER_FAILED}


class Prepared(NamedTuple):
    """An exercise with what its reference answered; serves any number of submissions.

    ``drawn`` are the answers about variables that its pictures show. ``data`` are the files of the exercise that every
    submission is offered, by name.
    """

    exercise: Exercise
    seed: int
    reference: Program
    planned: tuple[Planned, ...]
    interview: Interview
    expected: tuple[tuple[Answer, ...], ...]
    suspects: Suspects
    drawn: Mapping[str, Answer]
    data: Mapping[str, bytes]


def prepare(exercise: Exercise, solution: Solution, *, spec: str, seed: int, sandbox: Sandbox) -> Prepared:
    """Run the reference and return what submissions are compared with.

    The reference is graded against itself first. ``SpecError`` lists every check of the file ``spec`` that it does not
    pass, a name it lacks among them.
    """
    prepared, rehearsal = rehearse(exercise, solution, seed=seed, sandbox=sandbox)
    if problems := rehearsal.problems(spec):
        raise SpecError(problems)
    return prepared


def rehearse(exercise: Exercise, solution: Solution, *, seed: int, sandbox: Sandbox) -> tuple[Prepared, Rehearsal]:
    """Run the reference; nobody is to be graded with what it is prepared to unless it passes all that it rehearses."""
    reference, data = solution
    planned = plan(exercise, seed)
    interview = Interview(exercise, planned)
    transcript, expected, drawn, _ = interview.hold(reference, sandbox)
    suspects = Suspects(exercise, reference, planned, expected)
    prepared = Prepared(exercise, seed, reference, planned, interview, expected, suspects, drawn, data)
    stopped = file_check(transcript, exercise.limits)
    results = _judge_all(prepared, transcript, expected, sandbox)
    broken = _broken_chains(prepared, transcript, sandbox)
    unknown = unknown_names(exercise, reference, transcript, sandbox)
    return prepared, Rehearsal(exercise, stopped, tuple(results), pictures(exercise, drawn, drawn), broken, unknown)


def _broken_chains(prepared: Prepared, transcript: Transcript, sandbox: Sandbox) -> dict[int, str]:
    """Return, by number of the check, why ``follows`` does not give the reference's value from the reference's own."""
    found = chains(prepared.planned, prepared.expected, prepared.expected)
    worked_out = _beside_reference(prepared, {number: [chain.ask] for number, chain in found.items()}, sandbox)
    return {
        number: why
        for number, one in enumerate(_evidence(prepared, transcript, prepared.expected, worked_out))
        if isinstance(one.planned.check, VariableCheck) and one.planned.check.follows
        if (why := fault(found.get(number), one))
    }


def grade(submission: Submission, prepared: Prepared, sandbox: Sandbox) -> Graded:
    """Return the result of one submission.

    Raises ``SandboxError`` when it could not be run as apart as it must be; that says nothing about the submission.
    """
    return named(judged(answered(submission, prepared, sandbox), prepared, sandbox), submission, prepared)


def answered(submission: Submission, prepared: Prepared, sandbox: Sandbox) -> Answered:
    """Run a submission; raises as :func:`grade` does."""
    files = offered(submission, prepared.data)
    program = Program(name=f"{prepared.exercise.name}.py", source=submission.source, files=files)
    return prepared.interview.hold(program, sandbox)


def judged(run: Answered, prepared: Prepared, sandbox: Sandbox) -> Graded:
    """Return the result of a run, whosever it is; raises as :func:`grade` does."""
    exercise, transcript = prepared.exercise, run.transcript
    results = _judge_all(prepared, transcript, run.answers, sandbox)
    results = prepared.suspects.explain(results, run.answers, sandbox)
    checks = zip(exercise.checks, results, strict=True)
    results = [pointed_out(result, transcript.clues, check) for check, result in checks]
    if run.program:
        from graders.grading.carried import FreshRun, carried_over  # noqa: PLC0415 - few programs may carry anything over

        fresh = FreshRun(prepared.reference, exercise.limits, sandbox)
        results = carried_over(results, run, prepared.planned, prepared.expected, fresh)
    stopped = file_check(transcript, exercise.limits)
    if stopped is not None:
        results.insert(0, pointed_out(stopped.on_file(), transcript.clues, None))
    return Graded(
        exercise=exercise.name,
        title=exercise.title,
        submission="",
        student=None,
        level=transcript.level.value,
        seed=prepared.seed,
        checks=tuple(results),
        ratings=tuple(
            rating
            for planned, answers in zip(prepared.planned, run.answers, strict=True)
            if isinstance(planned.check, RatingCheck)
            for rating in ratings(answers[0], planned.check)
        ),
        printed=printable(transcript.printed, MAX_PRINTED),
        pictures=pictures(exercise, run.drawn, prepared.drawn),
    )


def named(graded: Graded, submission: Submission, prepared: Prepared) -> Graded:
    """Return a result as that of this submission, with what is to be told of its files."""
    files = submission.files.keys() | prepared.data.keys()
    return stopped_last(
        graded._replace(
            submission=submission.label,
            student=submission.student,
            checks=tuple(told(check, sorted(files)) for check in graded.checks) if files else graded.checks,
            notes=notes(submission, prepared.data),
        )
    )


def grader_failed(submission: Submission, prepared: Prepared, level: Level, reason: str) -> Graded:
    """Return the result of a submission that could not be run at the ``level`` required: no fault of its own."""
    verdict = Verdict(outcome=Outcome.GRADER_FAILED, message=f"The grader failed, not the code: {one_line(reason)}")
    return Graded(
        exercise=prepared.exercise.name,
        title=prepared.exercise.title,
        submission=submission.label,
        student=submission.student,
        level=level.value,
        seed=prepared.seed,
        checks=tuple(verdict.on(check) for check in prepared.exercise.checks),
    )


def _judge_all(
    prepared: Prepared, transcript: Transcript, answers: tuple[tuple[Answer, ...], ...], sandbox: Sandbox
) -> list[CheckResult]:
    linked = {
        number: chain
        for number, chain in chains(prepared.planned, answers, prepared.expected).items()
        if chain.is_wrong and chain.differing
    }
    # Properties come first: an earlier value that no expression ends with must not keep them from being worked out.
    asks = properties(prepared.planned, answers)
    asks.update({number: [chain.ask] for number, chain in linked.items()})
    worked_out = _beside_reference(prepared, asks, sandbox)
    results: list[CheckResult] = []
    for number, evidence in enumerate(_evidence(prepared, transcript, answers, worked_out)):
        check = evidence.planned.check
        waits_for = _unmet(check, results)
        verdict = judge(evidence) if waits_for is None else _skipped(waits_for)
        if verdict.outcome is Outcome.WRONG and number in linked:
            verdict = follow_through(linked[number], evidence, results) or verdict
        results.append(verdict.on(check))
    return results


def _evidence(
    prepared: Prepared,
    transcript: Transcript,
    answers: tuple[tuple[Answer, ...], ...],
    worked_out: Mapping[int, tuple[Answer, ...]],
) -> list[Evidence]:
    asked = frozenset(
        probe.ask.name for one in prepared.planned for probe in one.probes if not isinstance(probe.ask, Evaluate)
    )
    return [
        Evidence(
            planned=planned,
            asked=asked,
            transcript=transcript,
            answers=answers[number],
            expected=prepared.expected[number],
            worked_out=worked_out.get(number, ()),
            limits=prepared.exercise.limits,
        )
        for number, planned in enumerate(prepared.planned)
    ]


def _beside_reference(
    prepared: Prepared, asks: Mapping[int, Sequence[Ask]], sandbox: Sandbox
) -> dict[int, tuple[Answer, ...]]:
    """Evaluate what has to be worked out from the values that came back; by number of the check.

    All of it shares the limits of one run. What does not come to its end there is asked again alone, so that a value
    that takes too long is the only one to suffer for it.
    """
    if not asks:
        return {}
    together = list(sandbox.run(prepared.reference, Questions(list(asks.values())), prepared.exercise.limits).answers)
    for place, batch in enumerate(asks.values()):
        if len(asks) > 1 and any(isinstance(answer, Ended | NotAsked) for answer in together[place]):
            together[place] = sandbox.run(prepared.reference, Questions([batch]), prepared.exercise.limits).answers[0]
    return dict(zip(asks, together, strict=True))


def _unmet(check: Check, results: list[CheckResult]) -> CheckResult | None:
    """Return the first check that ``check`` needs and that is decided and not right.

    What a person may still decide, or where we failed, takes the points of no other check.
    """
    needed = (result for result in results if result.id in check.needs)
    return next((result for result in needed if not result.provisional and result.outcome not in _OPEN_OR_RIGHT), None)


def _skipped(waits_for: CheckResult) -> Verdict:
    if waits_for.outcome is Outcome.NOT_RUN:  # what keeps that one from being checked keeps this one too
        return Verdict(outcome=Outcome.NOT_RUN, message=waits_for.message)
    return Verdict(
        outcome=Outcome.NOT_RUN, message=f"Not checked yet, because this comes first: {waits_for.title.rstrip('.')}."
    )
