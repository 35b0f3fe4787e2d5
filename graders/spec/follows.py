"""What a variable may follow from: variables that checks above it ask for."""

from __future__ import annotations

from collections.abc import Sequence

from graders.exercise import Compares, Follows
from graders.prose import listed
from graders.spec.checks import Draft
from graders.spec.faults import Faults, did_you_mean, quoted
from graders.spec.records import Filled


def follow_what_is_above(filled: Filled) -> None:
    """Refuse checks that follow from no variable above them, or from what they need to be right."""
    faults = Faults()
    drafts = filled["checks"].value if "checks" in filled else ()
    for number, draft in enumerate(drafts):
        if "follows" in draft.filled:
            why = _why_not(draft, drafts[:number], drafts[number:])
            if why:
                faults.note(draft.filled["follows"].place, f"'follows': {why}")
    faults.settle()


def _why_not(draft: Draft, above: Sequence[Draft], below: Sequence[Draft]) -> str:
    follows: Follows = draft.filled["follows"].value
    if not _compares_values(draft):
        return "expected a check that compares values; leave 'compares' out"
    asked = {_variable(one) for one in above} - {""}
    if _variable(draft) in follows.names:
        return "a variable cannot follow from itself"
    later = next((name for name in follows.names if name not in asked and name in map(_variable, below)), None)
    if later:
        return f"{quoted(later)} is asked for further down; a check can follow only from checks above it"
    origins = [name for name in follows.names if name in asked]
    if not origins:
        hints = (did_you_mean(name, asked) for name in follows.names)
        return f"expected a variable that a check above asks for, found none{next(filter(None, hints), '')}"
    sure = {_variable(one) for one in _needed(draft, above) if "follows" not in one.filled and _compares_values(one)}
    if sure.issuperset(origins):
        all_right = listed(map(quoted, origins))
        return f"'needs' makes sure that {all_right} can only be right here; leave one of the two out"
    return ""


def _variable(draft: Draft) -> str:
    """Return the variable that a check asks for, or an empty text."""
    return str(draft.filled["variable"].value) if draft.kind == "variable" else ""


def _compares_values(draft: Draft) -> bool:
    return "compares" not in draft.filled or draft.filled["compares"].value is Compares.VALUE


def _needed(draft: Draft, above: Sequence[Draft]) -> list[Draft]:
    """Return all checks that must pass before a check is run."""
    needed: list[Draft] = []
    for one in reversed(above):
        waiting = (draft, *needed)
        if any(one.filled["id"].value in other.filled["needs"].value for other in waiting if "needs" in other.filled):
            needed.append(one)
    return needed
