"""How an exercise's file is laid out, beyond what its loader minds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from graders.authoring.finding import Finding
from graders.errors import SpecError
from graders.problem import Place
from graders.spec import nodes
from graders.spec.exercise_fields import EXERCISE
from graders.spec.faults import Faults
from graders.spec.tree import read_tree

SCHEMA_LINE = "# yaml-language-server: $schema=exercise.schema.json"


def layout(text: bytes, file: str) -> Iterator[Finding]:
    """Yield what is untidy in the ``text`` of an exercise; ``file`` stands in the places."""
    lines = text.decode(errors="replace").removesuffix("\n").split("\n")
    if not lines[0].startswith(SCHEMA_LINE.partition("=")[0]):
        yield Finding(Place(file, 1, 1), "G102", f"expected a first line for editors: {SCHEMA_LINE}")
    for number, line in enumerate(lines, 1):
        if "\t" in line:
            yield Finding(Place(file, number, line.index("\t") + 1), "G103", "expected blanks, found a tab")
        bare = line.rstrip()
        if bare != line.removesuffix("\r"):
            yield Finding(Place(file, number, len(bare) + 1), "G103", "the line ends in blanks")
    if not text.endswith(b"\n") or not lines[-1].strip():
        yield Finding(Place(file, len(lines), 1), "G103", "expected one line end after the last line, and no more")
    yield from _order(text, file)


def _order(text: bytes, file: str) -> Iterator[Finding]:
    """Yield the first field of the exercise that stands below one that should follow it."""
    try:
        tree = read_tree(text, file, Faults())
    except SpecError:  # told as such
        return
    keys = [key for key, _ in tree.entries if key.text in EXERCISE.names] if isinstance(tree, nodes.Mapping) else []
    for above, key in pairwise(keys):
        if EXERCISE.names.index(above.text) > EXERCISE.names.index(key.text):
            order = ", ".join(EXERCISE.names)
            yield Finding(key.place, "G104", f"'{key.text}' stands below '{above.text}'; the order is {order}")
            return
