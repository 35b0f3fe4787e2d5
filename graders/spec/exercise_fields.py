"""The exercise file, declared once: from these tables come the loader, the JSON Schema and the reference page."""

from __future__ import annotations

from graders.spec.check_fields import CHECKS
from graders.spec.checks import Checks
from graders.spec.equivalents import EQUIVALENTS, named_once
from graders.spec.follows import follow_what_is_above
from graders.spec.kinds import Number, Text
from graders.spec.misconceptions import MISCONCEPTIONS, fit_the_checks
from graders.spec.one_of import OneOf
from graders.spec.part_fields import LIMITS, TOLERANCE
from graders.spec.picture_fields import PICTURE
from graders.spec.records import Field, ListOf, Record, values
from graders.spec.sentences import Sentence

EXERCISE = Record(
    "the exercise",
    "A YAML file that lies beside the starter of the same name, and beside the files that the exercise reads.",
    (
        Field("title", Sentence("a text"), "The heading in reports.", required=True, example="Compute a prediction"),
        Field(
            "minutes",
            Number({"minimum": 1, "maximum": 600}, whole=True),
            "How long it takes a beginner, about, in minutes.",
            example=20,
        ),
        Field(
            "builds_on",
            ListOf(Text("the name of an exercise"), "a list of names of exercises"),
            "Exercises of the same course that come before it.",
            default=[],
            example=["ex1", "ex2"],
        ),
        Field(
            "task",
            Sentence("a text"),
            "What to do: paragraphs, lists, code and formulas, set off by blank lines.",
            required=True,
            example="Write `slope(x)`, which …",
        ),
        Field("limits", LIMITS, "What one run may use.", example={"cpu": "2 s", "memory": "256 MiB"}),
        Field("tolerance", TOLERANCE, "The tolerance of every check that has none of its own.", example={"rtol": 1e-4}),
        Field(
            "checks",
            Checks(OneOf("check", CHECKS)),
            "What is looked at, in this order; at least one check.",
            required=True,
            example=[{"id": "first", "variable": "first", "asks": "`first` is the first of them", "points": 1}],
        ),
        Field(
            "pictures",
            ListOf(PICTURE, "a list of pictures"),
            "What the report draws of the values that came back, beside those of the reference.",
            default=[],
            example=[{"curve": "losses", "title": "The loss after each epoch"}],
        ),
        Field(
            "misconceptions",
            MISCONCEPTIONS,
            "Wrong solutions that are known by name.",
            default=[],
            example=[{"id": "plus-one", "of": "first", "instead": "first + 1", "says": "Counting starts at 0."}],
        ),
        Field(
            "equivalent",
            EQUIVALENTS,
            "Mutants of the reference that no case can tell from it, each with the reason.",
            default=[],
            example=[{"mutants": "comparison-changed@2:13", "because": "No number is exactly 1."}],
        ),
    ),
    values,
    (fit_the_checks, follow_what_is_above, named_once),
)
