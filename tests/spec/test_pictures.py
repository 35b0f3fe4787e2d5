from __future__ import annotations

import pytest

from graders.sketch import PictureKind, Sketch
from graders.spec.load import parse

BEFORE = "title: t\ntask: t\nchecks: [{id: a, variable: a, asks: a, points: 1}]\npictures:\n"


@pytest.mark.parametrize(
    ("written", "sketch"),
    [
        ("{curve: losses, title: t}", Sketch(PictureKind.CURVE, ("losses",), "t")),
        ("{line: [w, b], points: [x, y], title: t}", Sketch(PictureKind.LINE, ("w", "b"), "t", points=("x", "y"))),
        ("{bars: p, labels: [no, 1], title: t}", Sketch(PictureKind.BARS, ("p",), "t", labels=("no", "1"))),
        (
            "{calibration: [p, y], title: t}",
            Sketch(PictureKind.CALIBRATION, ("p", "y"), "t", edges=(0, 0.2, 0.4, 0.6, 0.8, 1)),
        ),
        ("{distributions: [a, b], title: t}", Sketch(PictureKind.DISTRIBUTIONS, ("a", "b"), "t")),
        ("{boxes: X, title: t}", Sketch(PictureKind.BOXES, ("X",), "t")),
    ],
)
def test_a_picture_is_read_with_its_place(written: str, sketch: Sketch) -> None:
    [found] = parse(f"{BEFORE}  - {written}\n".encode(), "ex.yaml", "ex").pictures
    assert found._replace(line=1, column=1) == sketch
    assert (found.line, found.column) == (5, written.index(": ") + 7)
