"""How far a run is kept from everything else."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How far a run was kept from everything else; ordered from the weakest."""

    PROCESS = "process"
    CONFINED = "confined"

    @property
    def rank(self) -> int:
        """Position in the order of levels, 0 for the weakest."""
        return list(Level).index(self)
