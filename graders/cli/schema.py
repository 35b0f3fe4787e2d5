"""``grade schema``: how an exercise and a course are written, for editors and for people."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Print the JSON Schema of an exercise or a course, or the reference page of an exercise."""
    parser = argparse.ArgumentParser(
        prog="grade schema",
        description="Print how an exercise or course.yaml is written: a JSON Schema (draft-07) for editors.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        choices=["exercise", "course"],
        default="exercise",
        help="which file (default: exercise)",
    )
    parser.add_argument(
        "--format",
        choices=["json", "markdown"],
        default="json",
        help="markdown prints a page on exercises for people",
    )
    options = parser.parse_args(argv[1:])
    if options.file == "course":
        if options.format == "markdown":
            parser.error("the page on course.yaml is docs/classes.md; there is a JSON Schema of it alone")
        from graders.spec.course import course_schema  # noqa: PLC0415 - the one that is asked for

        sys.stdout.write(json.dumps(course_schema(), indent=2) + "\n")
    elif options.format == "markdown":
        from graders.spec.reference import reference_page  # noqa: PLC0415 - the one that is asked for

        sys.stdout.write(reference_page())
    else:
        from graders.spec.schema import json_schema  # noqa: PLC0415 - the one that is asked for

        sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
    return 0
