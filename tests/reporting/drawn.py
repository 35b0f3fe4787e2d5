"""A picture of each kind, of values that are wrong, and one of nothing."""

from __future__ import annotations

from graders.result import Picture, Series
from graders.sketch import PictureKind

CURVE = Picture(
    PictureKind.CURVE,
    "The loss after each epoch",
    (Series(("losses",), (0.0, 1.0, 2.0, 3.0), (40.0, 20.0, 25.0, 60.0), 4),),
    (Series(("losses",), (0.0, 1.0, 2.0, 3.0, 4.0), (40.0, 20.0, 12.0, 8.0, 6.5), 5),),
)
LINE = Picture(
    PictureKind.LINE,
    "The line $y_hat = w * x + b$ over the points",
    (Series(("w", "b"), (2.0,), (0.0,), 1),),
    (Series(("w", "b"), (3.0,), (10.0,), 1),),
    (Series(("hours", "score"), (0.0, 5.0, 10.0), (11.0, 24.0, 41.0), 3),),
)
BARS = Picture(
    PictureKind.BARS,
    "The three probabilities",
    (Series(("probs",), (), (0.5, 0.25, -0.25, 0.5), 4),),
    (Series(("probs",), (), (0.5, 0.3, 0.2), 3),),
    labels=("no", "maybe", "yes"),
)
CALIBRATION = Picture(
    PictureKind.CALIBRATION,
    "What was predicted, and what came true",
    (Series(("p",), (0.1, 0.9), (0.3, 0.6), 20),),
    (Series(("p",), (0.1, 0.9), (0.1, 0.95), 20),),
)
DISTRIBUTIONS = Picture(
    PictureKind.DISTRIBUTIONS,
    "Minutes in both groups",
    (
        Series(("a",), (0.0, 1.0, 2.0, 3.0), (1.0, 4.0, 0.0), 6, 1, 1.25),
        Series(("b",), (0.0, 1.0, 2.0, 3.0), (0.0, 2.0, 2.0), 4, 0, 2.0),
    ),
    (
        Series(("a",), (0.0, 1.0, 2.0, 3.0), (1.0, 4.0, 0.0), 5, 0, 1.25),
        Series(("b",), (0.0, 1.0, 2.0, 3.0), (0.0, 1.0, 3.0), 4, 0, 2.25),
    ),
)
BOXES = Picture(
    PictureKind.BOXES,
    "The shape of `batch`",
    (Series(("batch",), (), (2.0, 3.0, 4.0), 24),),
    (Series(("batch",), (), (3.0, 40.0), 120),),
)
NOTHING = Picture(PictureKind.CURVE, "The loss", note="`losses` has no value yet, so there is nothing to draw.")

PICTURES = (CURVE, LINE, BARS, CALIBRATION, DISTRIBUTIONS, BOXES, NOTHING)
