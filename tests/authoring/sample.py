"""A small course without fault: one exercise, with everything that an examination looks at."""

from __future__ import annotations

import json
from pathlib import Path

from graders.spec.schema import json_schema

SPEC = """\
# yaml-language-server: $schema=exercise.schema.json
title: A straight line
task: |
  Write `line(x, w, b)`, which returns `w * x + b`. Set `y` to its value for `x = 8`, `w = 2.5` and `b = 10`.
checks:
  - id: line
    function: line
    asks: "`line` returns a point of the line"
    points: 3
    cases:
      - [8, 2.5, 10]
      - {args: [[0, 1, -8.5], 2, 5], hidden: true}
      - {args: ["uniform(-20, 20)", "uniform(-3, 3)", "integers(1, 9)"], draws: 3, hidden: true}
    hints:
      - What should come back when x is 0?
      - Multiply first, then add.
      - "`return w * ____ + ____`"
  - id: y
    variable: y
    asks: "`y` is the point for x = 8"
    points: 1
    hints:
      - Which numbers stand in the task?
      - Call the function with them.
      - "`y = line(____, ____, ____)`"
misconceptions:
  - id: no-bias
    of: line
    instead: w * x
    says: The bias was never added.
"""

REFERENCE = """\
import numpy as np


def line(x, w, b):
    return w * np.asarray(x)[()] + b


y = line(8, 2.5, 10)
"""

STARTER = """\
import numpy as np


def line(x, w, b):
    ...


y = ...
"""

FILES = {
    "line.yaml": SPEC,
    "line.py": STARTER,
    "solutions/line.py": REFERENCE,
    "course.yaml": "title: Lines\ntime_zone: UTC\n",
    "exercise.schema.json": json.dumps(json_schema()),
}


def write_course(folder: Path) -> Path:
    """Write the course to a new folder."""
    (folder / "solutions").mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
