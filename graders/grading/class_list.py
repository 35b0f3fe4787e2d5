"""Who is in a class, and what of their work is told beside the results."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graders.result import LeftOver


class ClassList(NamedTuple):
    """Who is in the class, with a name where the roster tells one, and what was left over.

    ``strangers`` handed in work and are not on the roster; without a roster there are none. ``gone`` are the students
    and exercises with a result, and no file in the folder.
    """

    title: str
    names: Mapping[str, str | None]
    strangers: Sequence[str]
    left_over: Sequence[LeftOver]
    gone: Sequence[tuple[str, str]]
