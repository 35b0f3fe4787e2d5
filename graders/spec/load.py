"""An exercise file to an :class:`graders.exercise.Exercise`, or every problem in it at once."""

from __future__ import annotations

from pathlib import Path

from graders.exercise import Exercise, Limits, Tolerance
from graders.spec.document import contents, read_document
from graders.spec.equivalents import equivalent
from graders.spec.exercise_fields import EXERCISE
from graders.spec.misconceptions import misconception


def load(path: Path) -> Exercise:
    """Return the exercise in a file; its name is the stem of the file's.

    Raises :class:`SpecError` with every problem, also when there is no such file, or no ordinary one of at most 1 MiB.
    """
    return parse(contents(path, "a file with an exercise"), str(path), path.stem)


def parse(text: bytes, file: str, name: str) -> Exercise:
    """Return the exercise called ``name`` that is written in ``text``; ``file`` stands in the places of problems.

    Raises :class:`SpecError` with every problem, or the first hundred and a remark that there may be more.
    """
    fields = read_document(text, file, EXERCISE)
    tolerance = Tolerance(**fields.get("tolerance", {}))
    return Exercise(
        name=name,
        title=fields["title"],
        task=fields["task"],
        limits=fields.get("limits", Limits()),
        checks=tuple(draft.check(tolerance) for draft in fields["checks"]),
        misconceptions=tuple(map(misconception, fields.get("misconceptions", ()))),
        minutes=fields.get("minutes"),
        builds_on=fields.get("builds_on", ()),
        pictures=fields.get("pictures", ()),
        equivalent=tuple(map(equivalent, fields.get("equivalent", ()))),
    )
