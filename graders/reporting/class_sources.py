"""Who is behind a finding, and in which check it is, as the page of a class words it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graders.analysis.source import Source
from graders.analysis.source import Sources as Found
from graders.exercise import Exercise
from graders.reporting.class_table import address
from graders.reporting.phrases import counted
from graders.result import FILE_CHECK


class Link(NamedTuple):
    """A student, and the quoted address of the submission's page."""

    label: str
    page: str


class Links:
    """The links to the submissions with a finding, each made when it is shown: a class may have thousands."""

    def __init__(self, found: Found) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Link]:
        return map(link, self._found)


class Sources(NamedTuple):
    """How many students, in words, and who they are, unless that is not shown; ``folded`` ones open at a click."""

    number: str
    links: Links | tuple[()]
    folded: bool


def check_title(exercise: Exercise, check: str) -> str:
    """Return what a check asks; one that an exercise no longer has goes by its id."""
    if check == FILE_CHECK:
        return "The file runs"
    return next((one.asks for one in exercise.checks if one.id == check), check)


def sources(found: Found, *, unfolded: int = 0) -> Sources:
    """Return sources; up to ``unfolded`` of them are shown at once."""
    number = counted(len(found), "student") if len(found) else "–"  # noqa: RUF001  a dash
    return Sources(number, Links(found), folded=len(found) > unfolded)


def link(found: Source) -> Link:
    """Return the link to a submission."""
    return Link(found.label, address(found.page))
