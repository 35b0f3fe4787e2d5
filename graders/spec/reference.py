"""The exercise file as a page of documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graders.spec.check_fields import CHECKS, COMMON
from graders.spec.document import LARGEST
from graders.spec.draws import FORMS, MOST_AXES, MOST_NUMBERS
from graders.spec.equivalents import EQUIVALENT
from graders.spec.exercise_fields import EXERCISE
from graders.spec.misconceptions import MISCONCEPTION
from graders.spec.part_fields import CASE, LIMITS, TOLERANCE
from graders.spec.picture_fields import PICTURES
from graders.spec.records import Field
from graders.spec.tree import DEEPEST

_INTRODUCTION = """\
# The exercise file

This page is printed by `grade schema --format markdown`, from the tables that the loader reads by.
`exercises/ex2.yaml` is a complete example. The first line of a file can name the schema, so that an editor completes
and checks what is typed:

```yaml
# yaml-language-server: $schema=exercise.schema.json
```
"""

_PICTURES = """\
## Pictures

A picture has exactly one of the keys that say what kind it is: `curve`, `line`, `bars`, `calibration`, `distributions`
or `boxes`. It shows the values of the submission, and dashed beside them those of the reference. It is not scored.
"""

_VALUES = f"""\
## Values

Numbers, `true`, `false` and `null` are read by YAML 1.2: `1e-6` is a number; `yes`, `no`, `on`, `off`, `012` and
`12:30` are texts. `.inf`, `-.inf` and `.nan` are what they are called. Whatever stands in quotes is a text.

A list of numbers in an argument becomes a NumPy array: whole numbers int64, any other float64; rows of equal length
become axes. A list with anything else in it, or with rows of different lengths, stays a list.

A text of one of these forms is drawn at random, anew for each of `draws` calls and the same in every run:

{{draws}}

`low` can be drawn, `high` cannot. `shape` is nothing for one number, or up to {MOST_AXES} lengths for an array of at
most {MOST_NUMBERS} numbers. `normal` has mean 0 and standard deviation 1. Floats are rounded to three decimals.
In a flow list such a text needs quotes, because of its commas: `["uniform(-3, 3)", 4]`.

In sentences, code stands between backticks and a formula between dollar signs, in Python's notation: `$y_hat = w * x$`.
A dollar sign alone is written `\\$`. [writing-exercises.md](writing-exercises.md#formulas) shows what can be written.

## What is refused

A key that is unknown, missing or given twice; anchors, aliases, tags and merge keys; control characters; more than one
document; more than {DEEPEST} levels of nesting; files above {LARGEST // 1024 // 1024} MiB or in another encoding than
UTF-8. All problems of a file are reported at once, each with its line and column.
"""


def reference_page() -> str:
    """Return the page in Markdown."""
    kinds = "".join(f"- [`{kind}`](#{kind}): {record.doc}\n" for kind, record in CHECKS.items())
    common = {field.name for field in COMMON}
    own = "\n".join(
        _section(f"### {kind}", record.doc, (field for field in record.fields if field.name not in common))
        for kind, record in CHECKS.items()
    )
    pictures = "\n".join(_section(f"### {kind}", record.doc, record.fields) for kind, record in PICTURES.items())
    forms = "\n".join(f"- `{form}`" for form in FORMS.values())
    return "\n".join(
        (
            _INTRODUCTION,
            _section("## Top level", EXERCISE.doc, EXERCISE.fields),
            _section("## Limits", LIMITS.doc, LIMITS.fields),
            _section("## Tolerance", TOLERANCE.doc, TOLERANCE.fields),
            _section("## Checks", "Every check has these keys, and exactly one that says what kind it is.", COMMON),
            kinds,
            own,
            _section("## Cases", CASE.doc, CASE.fields),
            _section("## Misconceptions", MISCONCEPTION.doc, MISCONCEPTION.fields),
            _PICTURES,
            pictures,
            _section("## Equivalent mutants", EQUIVALENT.doc, EQUIVALENT.fields),
            _VALUES.format(draws=forms),
        )
    )


def _section(heading: str, doc: str, fields: Iterable[Field]) -> str:
    return "\n".join((heading, "", doc, "", *_table(fields), ""))


def _table(fields: Iterable[Field]) -> Iterator[str]:
    yield "| key | meaning | value | if left out | example |"
    yield "| --- | --- | --- | --- | --- |"
    for field in fields:
        absent = "**required**" if field.required else _code(field.default)
        cells = (f"`{field.name}`", field.doc, field.kind.expects, absent, _code(field.example))
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _code(value: object) -> str:
    """Return YAML as inline code, in two backticks where it has some of its own; nothing for None."""
    if value is None:
        return ""
    written = _flow(value)
    return f"`` {written} ``" if "`" in written else f"`{written}`"


def _flow(value: Any) -> str:  # noqa: ANN401 - any value that YAML can write
    """Return a value in YAML's flow style, with quotes where they are needed."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str) and re.fullmatch(r"\w[\w .…?()=+*@/-]*", value):
        return value
    return json.dumps(value, ensure_ascii=False)
