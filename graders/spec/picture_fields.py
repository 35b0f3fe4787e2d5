"""The pictures that a report draws, declared once."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from graders.sketch import PictureKind, Sketch
from graders.spec.faults import fault
from graders.spec.kinds import Kind, Name, Number, Schema, Text
from graders.spec.nodes import Node
from graders.spec.one_of import OneOf
from graders.spec.records import Field, Filled, ListOf, Record, values
from graders.spec.scalars import expected
from graders.spec.sentences import Sentence

_VARIABLE = Name("the name of a variable")
_EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


class TwoNames(NamedTuple):
    """Two variables."""

    expects: str = "a list of two names of variables"

    def read(self, node: Node) -> tuple[str, ...]:
        names = self._list.read(node)
        if len(names) != 2:  # noqa: PLR2004 - two of them
            raise expected(self.expects, node, f" of {len(names)}")
        return names

    def schema(self) -> Schema:
        return {**self._list.schema(), "minItems": 2, "maxItems": 2}

    @property
    def _list(self) -> ListOf[str]:
        return ListOf(_VARIABLE, self.expects)


_TITLE = Field(
    "title", Sentence(), "What it shows, as students read it.", required=True, example="The loss after each epoch"
)


def _picture(kind: PictureKind, doc: str, names: Kind[object], what: str, *more: Field) -> Record[Sketch]:
    example = "losses" if names is _VARIABLE else ["w", "b"]
    field = Field(kind.value, names, what, required=True, example=example)
    rules = (_edges_rise,) if kind is PictureKind.CALIBRATION else ()
    return Record(f"a picture of the kind {kind}", doc, (field, *more, _TITLE), partial(_sketch, kind), rules)


def _sketch(kind: PictureKind, filled: Filled) -> Sketch:
    fields = values(filled)
    given, place = fields.pop(kind.value), filled[kind.value].place
    if kind is PictureKind.CALIBRATION:
        fields.setdefault("edges", _EDGES)
    variables = given if isinstance(given, tuple) else (given,)
    return Sketch(kind=kind, variables=variables, **fields, line=place.line, column=place.column)


def _edges_rise(filled: Filled) -> None:
    edges = filled.get("edges")
    if edges and (len(edges.value) < 2 or any(low >= high for low, high in pairwise(edges.value))):  # noqa: PLR2004
        raise fault(edges.place, "'edges': expected at least two numbers, each above the one before it")


PICTURES: Mapping[str, Record[Sketch]] = {
    "curve": _picture(
        PictureKind.CURVE, "Numbers by their index, such as the loss after each step.", _VARIABLE, "The variable."
    ),
    "line": _picture(
        PictureKind.LINE,
        "A straight line over points.",
        TwoNames(),
        "Two variables: the slope and the intercept.",
        Field(
            "points",
            TwoNames(),
            "Two variables of the reference: where the points lie, to the right and upwards.",
            required=True,
            example=["x", "y"],
        ),
    ),
    "bars": _picture(
        PictureKind.BARS,
        "A few numbers side by side, such as probabilities; at most 20 are drawn.",
        _VARIABLE,
        "The variable.",
        Field("labels", ListOf(Text("a word"), "a list of words"), "What the bars stand for.", ["cat", "dog"]),
    ),
    "calibration": _picture(
        PictureKind.CALIBRATION,
        "What was predicted against how often it came true, in bins.",
        TwoNames(),
        "Two variables: what was predicted, and what came true (0 or 1).",
        Field(
            "edges",
            ListOf(Number({"minimum": 0, "maximum": 1}), "a list of numbers"),
            "The bounds of the bins.",
            default=list(_EDGES),
            example=[0.5, 0.6, 1],
        ),
    ),
    "distributions": _picture(
        PictureKind.DISTRIBUTIONS, "How the numbers of two groups spread.", TwoNames(), "Two variables: the groups."
    ),
    "boxes": _picture(PictureKind.BOXES, "The shape of an array, drawn as boxes.", _VARIABLE, "The variable."),
}

PICTURE = OneOf("picture", PICTURES)
