"""How far a run is kept from everything else."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How far a run was kept from everything else."""

    PROCESS = "process"
    CONFINED = "confined"
