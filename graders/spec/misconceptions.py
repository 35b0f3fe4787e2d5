"""The wrong solutions that an exercise knows by name, declared once."""

from __future__ import annotations

from graders.exercise import Misconception
from graders.spec.expression import Expression
from graders.spec.faults import Faults, Once, did_you_mean, fault, quoted
from graders.spec.kinds import ID, Name
from graders.spec.records import Field, Filled, ListOf, Record, values
from graders.spec.sentences import Sentence

_COMPARED = ("variable", "function")
_MOST = 100


MISCONCEPTION: Record[Filled] = Record(
    "a misconception",
    "A wrong solution: the reference with one function or variable replaced. A submission that gives its values on at "
    "least two probes, and those of no other wrong solution, gets its sentence.",
    (
        Field(
            "id",
            ID,
            "Names the misconception in results; no two share one.",
            required=True,
            example="no-bias",
        ),
        Field(
            "of",
            Name("the name of a function or a variable"),
            "What it replaces: a function or a variable that a check compares.",
            required=True,
            example="first",
        ),
        Field(
            "instead",
            Expression(),
            "What a function returns, or what a variable is, in its place. It knows the parameters of the function and "
            "the names of the reference, `np` too, and may call a function that stands there for this purpose.",
            required=True,
            example="w * x",
        ),
        Field(
            "says",
            Sentence(),
            "The likely cause, as students read it: one or two sentences about the code.",
            required=True,
            example="The bias `b` was never added.",
        ),
        Field(
            "hint",
            Sentence(),
            "What to do next; it takes the place of the advice that is given without a cause.",
            example="Add `b` once, after `w * x`.",
        ),
    ),
    lambda filled: filled,
)

MISCONCEPTIONS = ListOf(MISCONCEPTION, "a list of misconceptions")


def fit_the_checks(filled: Filled) -> None:
    """Refuse ids that are given twice, and misconceptions of what no check compares."""
    faults = Faults()
    given = filled["misconceptions"].value if "misconceptions" in filled else ()
    if len(given) > _MOST:
        raise fault(filled["misconceptions"].place, f"expected at most {_MOST} misconceptions, found {len(given)}")
    drafts = filled["checks"].value if "checks" in filled else ()
    compared = [draft.filled[draft.kind].value for draft in drafts if draft.kind in _COMPARED]
    once = Once("id", faults)
    for one in given:
        identifier, of = one["id"], one["of"]
        once.note(identifier.value, identifier.place)
        if drafts and of.value not in compared:
            hint = did_you_mean(of.value, compared)
            faults.note(of.place, f"'of': no check compares a function or a variable {quoted(of.value)}{hint}")
    faults.settle()


def misconception(filled: Filled) -> Misconception:
    """Return the misconception that the fields declare."""
    place = filled["id"].place
    return Misconception(**values(filled), line=place.line, column=place.column)
