"""What an examination of an exercise brings to light."""

from __future__ import annotations

from typing import NamedTuple

from graders.problem import Place


class Finding(NamedTuple):
    """One thing for the author to mend at a place. ``code`` is stable: CI and people refer to the rule by it."""

    place: Place
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.code} {self.text}"
