"""One submission as one line of JSON, in the format ``graders/1``."""

from __future__ import annotations

import json
import math
from typing import Any

from graders.record import to_record
from graders.result import Graded


def record(graded: Graded) -> str:
    """Return the object of :func:`graders.record.to_record` as one line of ASCII, without newline.

    Keys keep their order, so that the same result gives the same bytes. JSON has no infinity and no NaN (RFC 8259,
    section 6): they are written as the texts ``"inf"``, ``"-inf"`` and ``"nan"``.
    """
    found = to_record(graded)
    try:
        return json.dumps(found, allow_nan=False)
    except ValueError:  # rare, and to look at every value first takes longer than to write them
        return json.dumps(_strict(found), allow_nan=False)


def _strict(value: Any) -> Any:  # noqa: ANN401  any JSON value
    if isinstance(value, dict):
        return {key: _strict(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_strict(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
