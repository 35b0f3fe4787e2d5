"""Tolerances held against evidence: what means the same must pass, and no known wrong solution may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import NamedTuple

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.forms import Form, forms
from graders.authoring.precision import in_precision
from graders.authoring.rounding import Gap, gap
from graders.authoring.trial import Tried, try_all
from graders.diagnose.edit import Source
from graders.diagnose.lineup import differs
from graders.diagnose.suspect import Suspect
from graders.exercise import Compares, DtypeRule, Tolerance
from graders.grading.compared import Compared
from graders.prose import listed
from graders.transcript import Answer, Call, Returned

TOO_TIGHT = "G401"
TOO_WIDE = "G402"

_USUAL = Tolerance()
_CLEARLY = Tolerance(10 * _USUAL.rtol, 10 * _USUAL.atol)
_NARROWER = tuple(10.0**-power for power in range(1, 10))
_SHOWN = 3


class _Equal(NamedTuple):
    """What means the same as the reference: the change, and by the number of a compared value how far off it is."""

    change: str
    answers: Sequence[Answer]
    gaps: Sequence[Gap | None]


def tolerances(bench: Bench) -> Iterator[Finding]:
    """Find tolerances at which another form of the reference fails, or a known wrong solution passes.

    What differs by more than rounding explains is no form of the reference, and a tolerance that is no wider than the
    usual one is never too wide.
    """
    compared = bench.prepared.suspects.compared
    equals = _equals(bench, compared)
    numbers: dict[str, list[int]] = {}
    for number, one in enumerate(compared):
        if one.check.comparison.compares is Compares.VALUE:
            numbers.setdefault(one.check.id, []).append(number)
    for own in numbers.values():
        yield from _too_tight(bench, compared, own, equals)
    wide = [own for own in numbers.values() if _is_wide(compared[own[0]].check.comparison.tolerance)]
    if wide:
        suspects = bench.prepared.suspects.run(bench.sandbox)
        for own in wide:
            yield from _too_wide(bench, compared, own, equals, suspects)


def _equals(bench: Bench, compared: Sequence[Compared]) -> list[_Equal]:
    reference = bench.prepared.reference.source
    changed = [Form("", reference), *forms(Source(reference)), *_precisions(reference, compared)]
    asks = [one.ask for one in compared]
    control, *answers = (
        [one.part(answer) for one, answer in zip(compared, own, strict=True)]
        for own in try_all(bench, [Tried(form.source, asks) for form in changed])
    )
    # Where the reference does not answer here what it answered alone, nothing can be learnt from another form.
    steady = [not _differs(one, answer) for one, answer in zip(compared, control, strict=True)]
    return [
        _Equal(
            form.change,
            own,
            [
                gap(answer, one.expected) if is_steady else None
                for one, answer, is_steady in zip(compared, own, steady, strict=True)
            ],
        )
        for form, own in zip(changed[1:], answers, strict=True)
    ]


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


def _too_tight(
    bench: Bench, compared: Sequence[Compared], own: Sequence[int], equals: Sequence[_Equal]
) -> Iterator[Finding]:
    check = compared[own[0]].check
    tolerance = check.comparison.tolerance
    failing = [
        one for one in equals if any(one.gaps[n] and _misses(compared[n], one.answers[n], tolerance) for n in own)
    ]
    if failing:
        largest = reduce(Gap.or_larger, [found for one in failing for n in own if (found := one.gaps[n])])
        text = (
            f"the tolerance of '{check.id}' is too tight: {failing[0].change} fails, though it means the same. "
            f"Write tolerance: {_written(largest.allowed(tolerance))}"
        )
        yield Finding(bench.place(check.line, check.column), TOO_TIGHT, text)


def _too_wide(
    bench: Bench,
    compared: Sequence[Compared],
    own: Sequence[int],
    equals: Sequence[_Equal],
    suspects: Sequence[Suspect],
) -> Iterator[Finding]:
    """Find wrong solutions that the tolerance lets through, and that no other check of the same name catches."""
    check = compared[own[0]].check
    tolerance = check.comparison.tolerance
    alike = [n for n, one in enumerate(compared) if one.ask.name == compared[own[0]].ask.name]

    def rejects(tried: Tolerance, suspect: Suspect) -> bool:
        return any(_differs(compared[n], suspect.answers[n], tried) for n in own)

    escaped = [
        suspect
        for suspect in suspects
        if rejects(_CLEARLY, suspect) and not any(_differs(compared[n], suspect.answers[n]) for n in alike)
    ]
    for power in _NARROWER if escaped else ():
        tried = Tolerance(min(tolerance.rtol, power), min(tolerance.atol, power))
        if not all(rejects(tried, suspect) for suspect in escaped):
            continue
        if not any(one.gaps[n] and _misses(compared[n], one.answers[n], tried) for one in equals for n in own):
            more = [f"{len(escaped) - _SHOWN} more"] if len(escaped) > _SHOWN else []
            names = listed([*(suspect.cause.id for suspect in escaped[:_SHOWN]), *more])
            text = (
                f"the tolerance of '{check.id}' is too wide: {names} "
                f"{'passes' if len(escaped) == 1 else 'pass'}. Write tolerance: {_written(tried)}"
            )
            yield Finding(bench.place(check.line, check.column), TOO_WIDE, text)
        return


def _differs(compared: Compared, answer: Answer, tolerance: Tolerance | None = None) -> bool:
    """Say whether an answer is wrong, with another tolerance than the check's when one is given."""
    comparison = compared.comparison
    return differs(answer, compared.expected, comparison._replace(tolerance=tolerance or comparison.tolerance))


def _misses(compared: Compared, answer: Answer, tolerance: Tolerance) -> bool:
    """Say whether an answer that has the right numbers, whatever their type, is not within a tolerance."""
    comparison = compared.comparison._replace(tolerance=tolerance, dtype=DtypeRule.ANY)
    return differs(answer, compared.expected, comparison)


def _is_wide(tolerance: Tolerance) -> bool:
    return tolerance.rtol > _USUAL.rtol or tolerance.atol > _USUAL.atol


def _written(tolerance: Tolerance) -> str:
    rtol, atol = (f"{part:.6g}".replace("e-0", "e-") for part in tolerance)
    return f"{{rtol: {rtol}, atol: {atol}}}"
