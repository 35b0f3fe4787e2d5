"""The derived wrong solutions that an author declares to be right, declared once."""

from __future__ import annotations

from graders.exercise import Equivalent
from graders.mutation import ID_PATTERN
from graders.spec.faults import Faults, Once
from graders.spec.kinds import Text
from graders.spec.records import Field, Filled, ListOf, Record, values

_ID = Text("the id of a mutant, as `grade check` prints it", pattern=ID_PATTERN)

EQUIVALENT: Record[Filled] = Record(
    "an entry on equivalent mutants",
    "Small changes of the reference that change none of its values, so that no case can tell them from it. "
    "`grade check` accepts that they survive.",
    (
        Field(
            "mutants",
            ListOf(_ID, f"{_ID.expects}, or a list of them", least=1, or_one=True),
            "Each by the kind of change and its place in the reference; none is named twice.",
            required=True,
            example="comparison-changed@2:13",
        ),
        Field(
            "because",
            Text("a sentence"),
            "Why they are right as well. Whoever reads the file next wants to know; no student sees it.",
            required=True,
            example="No number is exactly 1.",
        ),
    ),
    lambda filled: filled,
)

EQUIVALENTS = ListOf(EQUIVALENT, "a list of entries on equivalent mutants")


def named_once(filled: Filled) -> None:
    """Refuse a mutant that is named twice."""
    faults = Faults()
    once = Once("mutant", faults)
    for one in filled["equivalent"].value if "equivalent" in filled else ():
        ids, place = one["mutants"]
        for mutant in ids:
            once.note(mutant, place)
    faults.settle()


def equivalent(filled: Filled) -> Equivalent:
    """Return the entry that the fields declare."""
    place = filled["mutants"].place
    return Equivalent(**values(filled), line=place.line, column=place.column)
