"""A picture that an exercise asks its report to draw."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class PictureKind(StrEnum):
    """What a picture shows; the values are the keys that declare one."""

    CURVE = "curve"  # numbers by index
    LINE = "line"  # a straight line over points
    BARS = "bars"  # a few numbers side by side
    CALIBRATION = "calibration"  # how often what was predicted came true
    DISTRIBUTIONS = "distributions"  # how the numbers of two groups spread
    BOXES = "boxes"  # the shape of an array


class Sketch(NamedTuple):
    """A picture that the report is to draw, of ``variables`` by name; their order depends on the kind.

    ``points`` are two variables of the reference that a line is drawn over, ``labels`` the words for bars, and
    ``edges`` the bounds of the bins of a calibration. ``line`` and ``column`` are as in a check.
    """

    kind: PictureKind
    variables: tuple[str, ...]
    title: str
    points: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    edges: tuple[float, ...] = ()
    line: int = 1
    column: int = 1
