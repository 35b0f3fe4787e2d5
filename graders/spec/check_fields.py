"""The checks, declared once: what all have in common, and what each kind has of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from graders.exercise import Compares, DtypeRule
from graders.spec.arguments import BY_NAME, Bindings, CaseKind, Lists, draws_need_a_draw
from graders.spec.checks import Draft
from graders.spec.expression import Expression, FollowsKind
from graders.spec.faults import fault, quoted
from graders.spec.kinds import ID, Choice, ExceptionName, Item, Name, Number, Text
from graders.spec.part_fields import CASE, DRAWS, TOLERANCE
from graders.spec.records import Field, Filled, ListOf, MapOf, Record
from graders.spec.sentences import Sentence


def _each_name_once(filled: Filled) -> None:
    names = filled["let"].value if "let" in filled else ()
    for name in filled["given"].value if "given" in filled else ():
        if name in names:
            raise fault(filled["given"].place, f"'given': {quoted(name)} is a name of 'let' already")


COMMON = (
    Field(
        "id",
        ID,
        "Names the check in reports and in `needs`; no two checks share one.",
        required=True,
        example="slope",
    ),
    Field(
        "asks",
        Sentence(),
        "What the check asks for, as students read it.",
        required=True,
        example="`slope(x)` works for any number",
    ),
    Field(
        "points",
        Number({"exclusiveMinimum": 0, "maximum": 1000}),
        "What the check is worth; not for a rating.",
        required=True,
        example=2,
    ),
    Field(
        "needs",
        ListOf(Text("the id of a check above"), "a list of ids of checks above"),
        "Checks further up that must pass first; otherwise this one is not run. "
        "One that a person may still decide keeps none waiting.",
        default=[],
        example=["first"],
    ),
    Field(
        "hints",
        ListOf(Sentence(), "a list of sentences"),
        "Help that a student unfolds one by one, from a nudge to nearly the answer.",
        default=[],
        example=["What comes back when x is 0?", "`return w * ____ + b`"],
    ),
)
_COMPARISON = (
    Field(
        "item",
        Item(),
        "Compare one item of the value alone: the one with this key in a dict, or at this position in a list or tuple, "
        "counted from 0.",
        example="mean",
    ),
    Field(
        "compares",
        Choice(Compares),
        "How much is compared: the values with dtype and shape, dtype and shape, the shape, or only the type.",
        default="value",
        example="shape",
    ),
    Field(
        "dtype",
        Choice(DtypeRule),
        "How element types must agree: `any` lets whole numbers and floats stand for each other, `kind` wants float "
        "for float, `exact` wants float64 for float64.",
        default="any",
        example="kind",
    ),
    Field(
        "tolerance",
        TOLERANCE,
        "How far a number may lie from the expected one; what is left out is as for the whole exercise.",
        example={"rtol": 1e-4},
    ),
)
_CASES = (
    Field(
        "cases",
        ListOf(CaseKind(CASE), "a list of cases", least=1),
        "The calls. What should come of them is what comes of them with the reference.",
        required=True,
        example=[[8], {"x": [0, 1, 8]}, {"args": ["normal(5)"], "draws": 10, "hidden": True}],
    ),
    Field(
        "lists",
        Choice(Lists),
        "Whether a list of numbers in an argument becomes a NumPy array or stays a list.",
        default="array",
        example="list",
    ),
)


def _check(doc: str, kind: Field, *more: Field, **options: Any) -> Record[Draft]:  # noqa: ANN401 - those of Record
    common = (field for field in COMMON if field.name != "points" or kind.name != "rating")
    return Record(f"a {kind.name} check", doc, (kind, *more, *common), partial(Draft, kind.name), **options)


def _of(kind: str, what: str, expects: str) -> Field:
    return Field(kind, Name(expects), what, required=True, example="slope")


CHECKS: Mapping[str, Record[Draft]] = {
    "variable": _check(
        "A variable has the value that it has in the reference.",
        _of("variable", "The variable.", "the name of a variable"),
        *_COMPARISON,
        Field(
            "follows",
            FollowsKind(),
            "What it is computed from: an expression over variables of checks above, and names of the reference. Where "
            "one of these differs from the right one, the check passes as well with what the expression makes of the "
            "submission's own.",
            example="second / first",
        ),
    ),
    "function": _check(
        "A function returns what the function of the reference returns, in every case.",
        _of("function", "The function.", "the name of a function"),
        *_CASES,
        *_COMPARISON,
    ),
    "raises": _check(
        "A function raises an exception, in every case. That a call does not fit its `def` line does not count.",
        _of("raises", "The function.", "the name of a function"),
        Field(
            "exception",
            ExceptionName(),
            "The exception, or one that it is a base of.",
            required=True,
            example="ValueError",
        ),
        *_CASES,
    ),
    "unchanged": _check(
        "A function leaves the arrays, lists and dicts that it is given as they were, in every case. One that returns "
        "nothing, where that of the reference does, is still empty and does not pass.",
        Field(
            "unchanged",
            ListOf(Name(), "the name of a function or a list of them", least=1, or_one=True),
            "The function, or several that take the same arguments.",
            required=True,
            example="slope",
        ),
        *_CASES,
    ),
    "property": _check(
        "An expression is true of what the submission computes, whatever the right answer is. A value that cannot be "
        "checked within the limits of a run is wrong.",
        Field(
            "property",
            Expression(),
            "The expression, evaluated beside the reference. It knows the names there, of `let` and `given`, and `np`.",
            required=True,
            example="np.isclose(doubled, 2 * single)",
        ),
        Field(
            "let",
            Bindings(Expression()),
            "Names for expressions that are evaluated beside the submission. A list `[X]` is short for `{X: X}`.",
            required=True,
            example={"single": "slope(x)", "doubled": "slope(2 * x)"},
        ),
        Field(
            "given",
            BY_NAME,
            "Names for values, fixed or drawn, that both sides see.",
            default={},
            example={"x": "uniform(-3, 3, 4)"},
        ),
        DRAWS,
        rules=(draws_need_a_draw, _each_name_once),
    ),
    "stdout": _check(
        "Running the file prints one text or several; white space of any length counts as one blank. A number is found "
        "as a whole, with its sign: `34` is not in `134`, `34.5` or `-34`, nor `234` in `1,234`.",
        Field(
            "stdout",
            ListOf(Text(), "a text or a list of texts", least=1, or_one=True),
            "What must be printed.",
            required=True,
            example=["(3, 3)", "done"],
        ),
    ),
    "text": _check(
        "A variable holds a sentence in the student's own words. The verdict is provisional: a person may change it.",
        _of("text", "The variable.", "the name of a variable"),
        Field(
            "mentions",
            ListOf(
                ListOf(Text("a word or a list of words"), "a word or a list of words", least=1, or_one=True),
                "a list of words or groups of words",
                least=1,
            ),
            "Groups of words: one word of each group is wanted. A word alone is a group.",
            required=True,
            example=[["weight", "slope"], "hour"],
        ),
        Field(
            "avoids",
            ListOf(Text("a word"), "a list of words"),
            "Words that speak for a mix-up.",
            default=[],
            example=["bias"],
        ),
        Field(
            "min_words",
            Number({"minimum": 1, "maximum": 200}, whole=True),
            "How many words make a sentence.",
            default=3,
            example=5,
        ),
    ),
    "rating": _check(
        "A dict in which students rate themselves from 1 to 5. It is reported, never scored, and has no points.",
        _of("rating", "The variable.", "the name of a variable"),
        Field(
            "items",
            MapOf(Name(), Sentence(), "a mapping of names to sentences", least=1),
            "The keys of the dict, each with the sentence that it rates.",
            required=True,
            example={"read_formula": "I can read a simple formula."},
        ),
    ),
}
