"""Clues as the fields of a message."""

from __future__ import annotations

from graders.sandbox.fields import LIST_LIMIT, Fields
from graders.transcript import Carried, Clues, Discarded, Shadowed


def clue_fields(clues: Clues) -> dict[str, object]:
    """Return the fields, of long lists the beginning."""
    return {name: found[:LIST_LIMIT] if isinstance(found, tuple) else found for name, found in clues._asdict().items()}


def read_clues(fields: Fields) -> Clues:
    """Return the clues that fields tell; :class:`~graders.sandbox.wire.WireError` when they tell anything else."""
    return Clues(
        guarded=fields.texts("guarded"),
        unfinished=fields.texts("unfinished"),
        prints=fields.texts("prints"),
        prints_guarded=fields.take("prints_guarded") is True,
        shadowed=tuple(Shadowed(line, *texts) for line, *texts in fields.places("shadowed", 1)),
        discarded=tuple(Discarded(line, *texts) for line, *texts in fields.places("discarded", 3)),
        carried=tuple(Carried(line, *texts) for line, *texts in fields.places("carried", 2)),
        notebook=fields.take("notebook") is True,
    )
