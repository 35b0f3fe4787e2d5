"""What a variable may follow from: variables that checks above it ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graders.exercise import Compares, Follows
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
    if "compares" in draft.filled and draft.filled["compares"].value is not Compares.VALUE:
        return "expected a check that compares values; leave 'compares' out"
    asked = _ids_by_variable(above)
    if draft.filled["variable"].value in follows.names:
        return "a variable cannot follow from itself"
    later = next((name for name in follows.names if name in _ids_by_variable(below) and name not in asked), None)
    if later:
        return f"{quoted(later)} is asked for further down; a check can follow only from checks above it"
    origins = [name for name in follows.names if name in asked]
    if not origins:
        hints = (did_you_mean(name, asked) for name in follows.names)
        return f"expected a variable that a check above asks for, found none{next(filter(None, hints), '')}"
    needed = _needed(draft, {one.filled["id"].value: one for one in above})
    for name in origins:
        if needed.issuperset(asked[name]):
            return f"{quoted(name)} is always right by then, because of 'needs'; leave it out of one of the two"
    return ""


def _ids_by_variable(drafts: Sequence[Draft]) -> dict[str, set[str]]:
    """Return the ids of the checks that ask for each variable."""
    ids: dict[str, set[str]] = {}
    for draft in drafts:
        if draft.kind == "variable":
            ids.setdefault(draft.filled["variable"].value, set()).add(draft.filled["id"].value)
    return ids


def _needed(draft: Draft, above: Mapping[str, Draft]) -> set[str]:
    """Return the ids of all checks that must pass before a check is run."""
    needed: set[str] = set()
    waiting = [draft]
    while waiting:
        filled = waiting.pop().filled
        new = set(filled["needs"].value if "needs" in filled else ()) - needed
        needed |= new
        waiting += [above[name] for name in new]
    return needed
