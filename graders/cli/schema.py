"""``grade schema``: how an exercise is written, for editors and for people."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Print the JSON Schema of an exercise, or its reference page."""
    parser = argparse.ArgumentParser(
        prog="grade schema", description="Print how an exercise is written: a JSON Schema (draft-07) for editors."
    )
    parser.add_argument(
        "--format", choices=["json", "markdown"], default="json", help="markdown prints the reference page for people"
    )
    if parser.parse_args(argv[1:]).format == "markdown":
        from graders.spec.reference import reference_page  # noqa: PLC0415 - the one that is asked for

        sys.stdout.write(reference_page())
    else:
        from graders.spec.schema import json_schema  # noqa: PLC0415 - the one that is asked for

        sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
    return 0
