"""Follow-through: a value that is wrong only because an earlier one was earns its points all the same.

The value is worked out anew, beside the reference, from the earlier values that came back. That says something about
the method only where a method can be seen. So each of these must be finite numbers of the right shape, and not all
zero; and what is worked out must be finite numbers of the right shape too, and neither 0 nor 1 throughout, nor one of
the earlier values again. Otherwise a first value of NaN, or no numbers at all, or one number twice, would make a guess
of the second one come true.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from graders.compare.category import Category, Known, category
from graders.compare.display import describe
from graders.compare.elements import Array
from graders.compare.match import match
from graders.exercise import Compares, Comparison, Tolerance, VariableCheck
from graders.grading.evidence import Evidence
from graders.grading.plan import Planned
from graders.grading.verdict import Verdict
from graders.printable import one_line
from graders.prose import listed
from graders.result import CheckResult, Outcome
from graders.transcript import Answer, Evaluate, Raised, Returned, Value

_EXACT = Tolerance(0, 0, own=True)


class Link(NamedTuple):
    """An earlier value, whether it differs at all from the right one, and the ids of the checks that ask for it.

    What follows from a value that lies within a wide tolerance may lie outside its own.
    """

    value: Value
    right: Value
    differs: bool
    checks: tuple[str, ...]


class Chain(NamedTuple):
    """A value that follows from earlier ones: how it is worked out from them, and the links by name.

    ``is_wrong`` tells whether the value itself is.
    """

    ask: Evaluate
    links: dict[str, Link]
    is_wrong: bool

    @property
    def differing(self) -> tuple[str, ...]:
        """The names of those that differ from the right ones."""
        return tuple(name for name, link in self.links.items() if link.differs)


def chains(
    planned: Sequence[Planned], answers: Sequence[Sequence[Answer]], expected: Sequence[Sequence[Answer]]
) -> dict[int, Chain]:
    """Return, by number of the check, each value that follows from earlier ones on which a method can be seen."""
    found: dict[int, Chain] = {}
    links: dict[str, Link] = {}
    for number, one in enumerate(planned):
        if not isinstance(one.check, VariableCheck):
            continue
        [answer], [right] = answers[number], expected[number]
        value, wanted = _value(answer), _value(right)
        if one.check.follows:
            own = {name: links[name] for name in one.check.follows.names if name in links}
            if own and all(map(_shows_a_method, own.values())):
                ask = Evaluate(one.check.follows.expression, {name: link.value for name, link in own.items()})
                found[number] = Chain(ask, own, match(value, wanted, one.check.comparison) is not None)
        link = _link(one.check, value, wanted)
        links[one.check.variable] = _joined(links.get(one.check.variable), link)
    return found


def _link(check: VariableCheck, value: Value, right: Value) -> Link:
    """Return the value of a check, compared in full even where the check looks at its shape or its type alone."""
    in_full = check.comparison._replace(compares=Compares.VALUE, tolerance=_EXACT)
    return Link(value, right, match(value, right, in_full) is not None, (check.id,))


def _joined(before: Link | None, link: Link) -> Link:
    """Return what two checks of one variable say together."""
    if before is None:
        return link
    return link._replace(differs=before.differs or link.differs, checks=before.checks + link.checks)


def follow_through(chain: Chain, evidence: Evidence, results: Collection[CheckResult]) -> Verdict | None:
    """Return the verdict on a wrong value that is right for what the submission has before it, or None.

    ``results`` are those of the checks above.
    """
    [answer], [worked_out] = evidence.answers, evidence.worked_out
    if not isinstance(answer, Returned) or not isinstance(worked_out, Returned) or _why_not(evidence):
        return None
    rules = _rules(evidence)
    if match(answer.value, worked_out.value, rules) or _says_nothing(worked_out.value, chain, rules):
        return None
    failed = {result.id for result in results if result.outcome is not Outcome.PASSED}
    still = [name for name in chain.differing if not failed.isdisjoint(chain.links[name].checks)]
    message = f"Right from your own {_quoted(chain.differing)}: the method is right, so it earns its points."
    return Verdict(
        outcome=Outcome.PASSED,
        message=f"{message} Not right yet: {_quoted(still)}." if still else message,
        follow_through=chain.differing,
    )


def fault(chain: Chain | None, evidence: Evidence) -> str:
    """Return what is wrong with ``follows``, worked out from the reference's own values; empty when nothing is."""
    if chain is None:
        return "what it follows from must be finite numbers, or arrays of them"
    if why := _why_not(evidence):
        return why
    [right], [worked_out] = evidence.expected, evidence.worked_out
    differs = match(_value(worked_out), _value(right), _rules(evidence))
    return "it comes to another value than the variable has" if differs else ""


def _why_not(evidence: Evidence) -> str:
    """Return why what was worked out cannot stand for the expected value; empty when it can."""
    [right], [worked_out] = evidence.expected, evidence.worked_out
    if isinstance(worked_out, Raised):
        return f"it stops with {one_line(worked_out.exception)}: {one_line(worked_out.message)}"
    value, wanted = _value(worked_out), _value(right)
    if _finite(value) is None:
        return f"it comes to {describe(value)}, expected a finite number or an array of finite numbers"
    if not _is_alike(value, wanted):
        return f"it comes to {describe(value)}, expected the shape of the variable, which is {describe(wanted)}"
    return ""


def _value(answer: Answer) -> Value:
    """Return what came back; None, which is no number, when nothing did."""
    return answer.value if isinstance(answer, Returned) else None


def _rules(evidence: Evidence) -> Comparison:
    check = evidence.planned.check
    return check.comparison if isinstance(check, VariableCheck) else Comparison()


def _shows_a_method(link: Link) -> bool:
    """Say whether a value is one to work with; one that is all zero and should not be only holds a place."""
    value: Known = link.value
    return _is_alike(value, link.right) and (not link.differs or bool(np.any(value)))


def _is_alike(value: Value, right: Value) -> bool:
    """Say whether both are finite numbers of one shape."""
    array, wanted = _finite(value), _finite(right)
    return array is not None and wanted is not None and array.shape == wanted.shape


def _finite(value: Known) -> Array | None:
    """Return a number or an array of numbers, None when there is none in it or not all are finite."""
    if category(value) not in {Category.NUMBER, Category.ARRAY}:
        return None
    array = np.asarray(value)
    return array if array.dtype.kind in "iufc" and array.size and np.isfinite(array).all() else None


def _says_nothing(value: Known, chain: Chain, rules: Comparison) -> bool:
    """Say whether a value is one that other methods, or none at all, come to as easily."""
    idle = [np.full(np.shape(value), number) for number in (0.0, 1.0)]
    earlier = [link.value for link in chain.links.values()]
    numbers = Comparison(tolerance=rules.tolerance)
    return any(match(value, one, numbers) is None for one in (*idle, *earlier))


def _quoted(names: Sequence[str]) -> str:
    return listed(f"`{name}`" for name in names)
