"""An exercise examined by all rules, whatever each of them finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from graders.authoring.bench import Bench
from graders.authoring.blunt import blunt
from graders.authoring.excess import excess
from graders.authoring.finding import Finding, invalid
from graders.authoring.hints import hints
from graders.authoring.layout import layout
from graders.authoring.lookup import lookup
from graders.authoring.misconceptions import misconceptions
from graders.authoring.readability import readability
from graders.authoring.reference import numbers, set_up, steadiness
from graders.authoring.shapes import shapes
from graders.authoring.starter import starter
from graders.authoring.survivors import survivors
from graders.authoring.tolerances import tolerances
from graders.authoring.zeros import zeros
from graders.errors import SpecError
from graders.grading.course import Course
from graders.sandbox.runner import Sandbox
from graders.spec.document import contents
from graders.spec.load import parse

Rule: TypeAlias = Callable[[Bench], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    numbers,
    steadiness,
    starter,
    misconceptions,
    survivors,
    excess,
    tolerances,
    zeros,
    lookup,
    blunt,
    shapes,
    hints,
    readability,
)
"""What is asked of an exercise that can be used, in this order."""


def examine(course: Course, name: str, sandbox: Sandbox, *, most_survivors: int = 0) -> list[Finding]:
    """Return what there is to mend in an exercise, by place; up to ``most_survivors`` mutants may survive unnamed.

    Raises ``SandboxError`` when nothing can be run.
    """
    file = str(course.spec(name))
    try:
        text = contents(course.spec(name), "a file with an exercise")
    except SpecError as error:
        return invalid(error)
    found = list(layout(text, file))
    try:
        exercise = parse(text, file, name)
    except SpecError as error:
        return sorted([*found, *invalid(error)])
    bench = set_up(course, exercise, sandbox)
    if not isinstance(bench, Bench):
        return sorted([*found, *bench])
    bench = bench._replace(most_survivors=most_survivors)
    return sorted([*found, *(finding for rule in RULES for finding in rule(bench))])
