"""The exercise file as a JSON Schema, for editors that complete and check YAML while it is typed."""

from __future__ import annotations

from typing import Any

from graders.spec.exercise_fields import EXERCISE


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft-07, the one that editors know best).

    It refuses nothing that the loader takes. The loader refuses more: what several parts of a file say together.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Exercise",
        "description": EXERCISE.doc,
        **EXERCISE.schema(),
    }
