"""What a class has wrong in common as JSON, for the tools of an instructor; it names no student."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graders.analysis.causes import shared_causes
from graders.analysis.roll import Roll
from graders.analysis.wrong_values import wrong_values
from graders.reporting.misconception_draft import misconception_draft

_FORMAT = "graders-causes/1"


def causes(roll: Roll) -> Iterator[str]:
    """Yield the causes and the wrong values of a class, those of most students first, as one object in ASCII."""
    found = {
        "format": _FORMAT,
        "causes": [
            {
                "exercise": one.exercise.name,
                "id": one.id,
                "text": one.text,
                "checks": list(one.checks),
                "students": len(one.sources),
            }
            for one in shared_causes(roll)
        ],
        "wrong_values": [
            {
                "exercise": one.exercise.name,
                "check": one.check,
                "call": one.call,
                "place": one.place,
                "answer": one.answer,
                "expected": one.expected,
                "students": len(one.sources),
                "causes": {named.cause: named.students for named in one.causes},
                "misconception": "" if one.causes else misconception_draft(one),
            }
            for one in wrong_values(roll)
        ],
    }
    yield from json.JSONEncoder(indent=1).iterencode(found)
    yield "\n"
