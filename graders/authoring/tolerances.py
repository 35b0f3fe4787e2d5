"""Tolerances held against evidence: what means the same must pass, and no known wrong solution may."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from typing import NamedTuple, TypeAlias

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.chance import by_chance
from graders.authoring.finding import Finding
from graders.authoring.forms import Form, forms
from graders.authoring.isolation import isolated
from graders.authoring.precision import in_precision
from graders.authoring.rounding import Gap, gap
from graders.authoring.trial import Tried, try_all
from graders.diagnose.edit import Source
from graders.diagnose.lineup import differs
from graders.diagnose.reach import asked
from graders.diagnose.suspect import Suspect
from graders.exercise import Compares, DtypeRule, FunctionCheck, Tolerance, VariableCheck
from graders.grading.compared import Compared
from graders.prose import listed
from graders.result import Outcome
from graders.transcript import Answer, Call, Returned

_USUAL = Tolerance()
_CLEARLY = Tolerance(10 * _USUAL.rtol, 10 * _USUAL.atol)
_NARROWER = tuple(10.0**-power for power in range(1, 10))
_SHOWN = 3

_Check: TypeAlias = FunctionCheck | VariableCheck


class _Near(NamedTuple):
    """What another form of the reference answers in place of what is expected, with rounding alone between the two."""

    compared: Compared
    answer: Answer
    gap: Gap

    def misses(self, tolerance: Tolerance) -> bool:
        """Say whether the numbers, whatever their type, are not within a tolerance."""
        comparison = self.compared.comparison._replace(tolerance=tolerance, dtype=DtypeRule.ANY)
        return differs(self.answer, self.compared.expected, comparison)


class _Equal(NamedTuple):
    """What means the same as the reference: the change, and what it answers, by check."""

    change: str
    answers: Mapping[str, Sequence[_Near]]

    def fails(self, check: _Check, tolerance: Tolerance) -> bool:
        """Say whether a check would fail it at a tolerance."""
        return any(one.misses(tolerance) for one in self.answers.get(check.id, ()))


def tolerances(bench: Bench) -> Iterator[Finding]:
    """Find tolerances at which another form of the reference fails, or a known wrong solution passes.

    What differs by more than rounding explains is no form of the reference, and a tolerance that is no wider than the
    usual one is never too wide.
    """
    equals = _equals(bench)
    checks = {one.check.id: one.check for one in bench.prepared.suspects.compared}
    for check in checks.values():
        if check.comparison.compares is Compares.VALUE:
            yield from _too_tight(check, equals, bench)
            if _is_wide(check.comparison.tolerance):
                yield from _too_wide(check, equals, bench)


def _equals(bench: Bench) -> list[_Equal]:
    reference, compared = bench.prepared.reference.source, bench.prepared.suspects.compared
    changed = [*forms(Source(reference)), *_precisions(reference, compared)]
    asks = [one.ask for one in compared]
    control, *rows = try_all(bench, [Tried(source, asks) for source in (reference, *(form.source for form in changed))])
    # Where the reference does not answer here what it answered alone, nothing can be learnt from another form.
    steady = [not _differs(one, one.part(answer)) for one, answer in zip(compared, control, strict=True)]
    equals = []
    for form, row in zip(changed, rows, strict=True):
        answers: dict[str, list[_Near]] = {}
        for one, whole, is_steady in zip(compared, row, steady, strict=True):
            answer = one.part(whole)
            if is_steady and (apart := gap(answer, one.expected)):
                answers.setdefault(one.check.id, []).append(_Near(one, answer, apart))
        equals.append(_Equal(form.change, answers))
    return equals


def _precisions(reference: bytes, compared: Sequence[Compared]) -> Iterator[Form]:
    """Yield the reference in more digits, and in fewer where it answers in float32 itself."""
    calls = [one for one in compared if isinstance(one.ask, Call)]
    names = sorted({one.ask.name for one in calls})
    if names:
        yield Form("arguments as longdouble", in_precision(reference, names, "longdouble"))
    in_single = sorted({one.ask.name for one in calls if _is_single(one.expected)})
    if in_single:
        yield Form("arguments as float32", in_precision(reference, in_single, "float32"))


def _is_single(answer: Answer) -> bool:
    value = answer.value if isinstance(answer, Returned) else None
    return isinstance(value, np.ndarray | np.generic) and value.dtype == np.float32


def _too_tight(check: _Check, equals: Sequence[_Equal], bench: Bench) -> Iterator[Finding]:
    tolerance = check.comparison.tolerance
    failing = [one for one in equals if one.fails(check, tolerance)]
    if failing:
        largest = reduce(Gap.or_larger, [near.gap for one in failing for near in one.answers[check.id]])
        text = (
            f"the tolerance of '{check.id}' is too tight: {failing[0].change} fails, though it means the same. "
            f"Write tolerance: {_written(largest.allowed(tolerance))}"
        )
        yield Finding(bench.place(check), "G401", text)


def _too_wide(check: _Check, equals: Sequence[_Equal], bench: Bench) -> Iterator[Finding]:
    """Find wrong solutions that pass only because the tolerance lets them through.

    A tolerance is proposed if it rejects what any fair one rejects: one that neither rounding nor chance fails.
    """
    own = {number: one for number, one in enumerate(bench.prepared.suspects.compared) if one.check.id == check.id}
    escaped = _escaped(own, bench)
    if not escaped:
        return
    by_seed = _by_seed([*own.values()], bench)
    rtol, atol, _ = check.comparison.tolerance
    narrower = (Tolerance(min(rtol, power), min(atol, power), own=True) for power in _NARROWER)
    fair = [one for one in narrower if not any(equal.fails(check, one) for equal in equals) and _is_fair(one, by_seed)]
    caught = [suspect for suspect in escaped if fair and _rejects(suspect, own, fair[-1])]
    tried = next((one for one in fair if caught and all(_rejects(suspect, own, one) for suspect in caught)), None)
    if tried:
        more = [f"{len(caught) - _SHOWN} more"] if len(caught) > _SHOWN else []
        passing = listed([*(suspect.cause.id for suspect in caught[:_SHOWN]), *more])
        text = (
            f"the tolerance of '{check.id}' is too wide: {passing} {'passes' if len(caught) == 1 else 'pass'}. "
            f"Write tolerance: {_written(tried)}"
        )
        yield Finding(bench.place(check), "G402", text)


def _escaped(own: Mapping[int, Compared], bench: Bench) -> list[Suspect]:
    """Return the wrong solutions that these values tell apart, and that no check of the same names catches.

    These are also the names of what a wrong solution changes, and checks of every kind. A mutant that is accepted is
    left out.
    """
    alone, suspects = isolated(bench), bench.prepared.suspects
    exercise = alone.prepared.exercise
    names = {one.ask.name for one in own.values()}
    alike = {number: one for number, one in enumerate(suspects.compared) if one.ask.name in names}
    accepted = {mutant for one in exercise.equivalent for mutant in one.mutants}
    variants = [one for one in suspects.variants(every=True) if one.cause.id not in accepted]
    escaped = []
    for variant, suspect in zip(variants, suspects.answered(variants, bench.sandbox), strict=True):
        if _rejects(suspect, own, _CLEARLY) and not _rejects(suspect, alike):
            about = {check.id for check in exercise.checks if asked(check) & (names | variant.cause.of)}
            results = alone.graded(variant.handed_in()).checks
            if all(result.outcome is Outcome.PASSED for result in results if result.id in about):
                escaped.append(suspect)
    return escaped


def _rejects(suspect: Suspect, values: Mapping[int, Compared], tolerance: Tolerance | None = None) -> bool:
    return any(_differs(one, suspect.answers[number], tolerance) for number, one in values.items())


def _by_seed(own: Sequence[Compared], bench: Bench) -> list[tuple[Compared, Answer]]:
    """Return what is right of the reference's answers with other random numbers; nothing unless most are.

    A value that few others come near is meant to be of one seed.
    """
    rows = by_chance(bench, [one.ask for one in own])
    pairs = [(one, one.part(answer)) for row in rows for one, answer in zip(own, row, strict=True)]
    known: list[tuple[Compared, Answer]] = [pair for pair in pairs if isinstance(pair[1], Returned)]
    right = [(one, answer) for one, answer in known if not _differs(one, answer)]
    return right if 2 * len(right) > len(known) else []


def _is_fair(tolerance: Tolerance, by_seed: Sequence[tuple[Compared, Answer]]) -> bool:
    """Say whether chance leaves a tolerance half unused, as some student is further off than a few seeds."""
    half = Tolerance(tolerance.rtol / 2, tolerance.atol / 2, own=True)
    return not any(_differs(one, answer, half) for one, answer in by_seed)


def _differs(compared: Compared, answer: Answer, tolerance: Tolerance | None = None) -> bool:
    """Say whether an answer is wrong, with another tolerance than the check's when one is given."""
    comparison = compared.comparison
    return differs(answer, compared.expected, comparison._replace(tolerance=tolerance or comparison.tolerance))


def _is_wide(tolerance: Tolerance) -> bool:
    return tolerance.rtol > _USUAL.rtol or tolerance.atol > _USUAL.atol


def _written(tolerance: Tolerance) -> str:
    rtol, atol = (f"{part:.6g}".replace("e-0", "e-") for part in tolerance[:2])
    return f"{{rtol: {rtol}, atol: {atol}}}"
