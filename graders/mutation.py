"""One small change of a reference: of what kind it is, where, and what it is called."""

from __future__ import annotations

from typing import NamedTuple

ID_PATTERN = r"^\S+@[0-9]+:[0-9]+(/[0-9]+)?$"
"""What every :attr:`Mutation.id` matches."""


class Mutation(NamedTuple):
    """A change of a kind, such as ``sign-changed``, at a line and a column of the reference; all count from 1.

    ``number`` tells those apart that are of one kind in one place.
    """

    kind: str
    line: int
    column: int
    number: int = 1

    @property
    def id(self) -> str:
        """What it is called: ``sign-changed@5:12``, and ``sign-changed@5:12/2`` the second one there."""
        place = f"{self.kind}@{self.line}:{self.column}"
        return place if self.number == 1 else f"{place}/{self.number}"
