"""Names that the author of a property check used by mistake."""

from __future__ import annotations

import builtins

from graders.exercise import Check, Exercise, PropertyCheck
from graders.parsing import expression
from graders.sandbox.runner import Sandbox
from graders.transcript import Get, Loaded, Missing, Program, Questions, Transcript

_ALWAYS_THERE = frozenset({"np", *vars(builtins)})


def unknown_names(
    exercise: Exercise, reference: Program, transcript: Transcript, sandbox: Sandbox
) -> dict[int, tuple[str, ...]]:
    """Return, by number of the check, the names in its expressions that nothing defines, not even the reference.

    That the reference passes does not tell: ``a > 0 or b`` looks for ``b`` only beside the wrong ``a`` of a student.
    ``transcript`` is that of the reference.
    """
    foreign = {number: names for number, check in enumerate(exercise.checks) if (names := _foreign(check))}
    found = set(transcript.load.names) if isinstance(transcript.load, Loaded) else set()
    if to_ask := sorted(frozenset().union(*foreign.values()) - found):  # such as private names and imported modules
        answers = sandbox.run(reference, Questions([[Get(name) for name in to_ask]]), exercise.limits).answers[0]
        found.update(name for name, answer in zip(to_ask, answers, strict=True) if not isinstance(answer, Missing))
    return {number: tuple(sorted(names - found)) for number, names in foreign.items() if names - found}


def _foreign(check: Check) -> frozenset[str]:
    """Return the names in the expressions of a check that neither the check nor Python defines."""
    if not isinstance(check, PropertyCheck):
        return frozenset()
    given = _ALWAYS_THERE | check.given.keys()
    beside_submission = {name for code in check.let.values() for name in _free(code)}
    return frozenset({*(beside_submission - given), *_free(check.property) - given - check.let.keys()})


def _free(code: str) -> frozenset[str]:
    """Return the names that an expression reads and does not bind itself."""
    from graders.diagnose.names import read, stored  # noqa: PLC0415 - most exercises have no property

    tree = expression(code)
    return frozenset(read(tree) - stored(tree))
