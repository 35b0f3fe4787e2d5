"""Properties that hold of values of another shape."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.shapes import shapes

Put = Callable[..., Bench]

REFERENCE = """\
import numpy as np
def twice(x): return 2 * x
w = 8.0
p = np.array([0.5, 0.25, 0.25])
rows = np.array([[1.0, 2.0], [3.0, 4.0]])
says = np.array(["a", "b"])
name = "bbab"
"""


def check(kind: str) -> str:
    return f"  - {{id: one, asks: it, points: 1, {kind}}}\n"


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        (
            "property: np.mean((w * x - 8 * x) ** 2) < 1, let: [w], given: {x: [1, 2, 3]}",
            "'one' passes with an array of shape (3,) in place of `w`. Add to the property: np.ndim(w) == 0",
        ),
        ("property: np.sum(w) > 0, let: [w]", "an array of shape (2,) in place of `w`"),
        (
            "property: 'np.isclose(np.sum(p), 1)', let: [p]",
            "'one' passes with True in place of `p`. Add to the property: np.shape(p) == (3,)",
        ),
        (
            "property: np.all(rows < 5), let: [rows]",
            "True in place of `rows`. Add to the property: np.shape(rows) == (2, 2)",
        ),
        ("property: 'np.allclose(np.mean(p), 1 / 3)', let: [p]", "one number in place of `p`"),
        (
            "property: 'np.allclose(d, 2 * x)', let: {d: twice(x)}, given: {x: 'uniform(0, 1)'}, draws: 3",
            "in place of `d`",
        ),
    ],
)
def test_a_property_that_holds_of_another_shape_is_named(bench: Put, kind: str, says: str) -> None:
    [finding] = shapes(bench(check(kind), REFERENCE))
    assert (finding.place.line, finding.code) == (4, "G405")
    assert says in finding.text


@pytest.mark.parametrize(
    "kind",
    [
        "property: np.ndim(w) == 0 and np.mean((w * x - 8 * x) ** 2) < 1, let: [w], given: {x: [1, 2, 3]}",
        "property: w < 9, let: [w]",
        "property: 'np.shape(p) == (3,) and np.isclose(np.sum(p), 1)', let: [p]",
        "property: 'np.isclose(p.sum(), 1) and (p > 0).all() and p[1] == 0.25', let: [p]",
        "property: 'd[0] == 2 * x[0]', let: {d: twice(x)}, given: {x: normal(4)}, draws: 3",
        "property: 'np.shape(w) == ()', let: {w: w, shown_only: np.sum(w)}",
        "property: 'says[0] == name[2]', let: [says, name]",
        "variable: w",
    ],
)
def test_a_property_that_sees_the_shape_is_not(bench: Put, kind: str) -> None:
    assert not list(shapes(bench(check(kind), REFERENCE)))


def test_each_name_is_told_once(bench: Put) -> None:
    kind = "property: np.all(p < 2) and np.all(rows < 5) and np.all(w > 0), let: [p, rows, w]"
    found = [finding.text for finding in shapes(bench(check(kind), REFERENCE))]
    assert [text.partition("in place of ")[2][:4] for text in found] == ["`p`.", "`row", "`w`."]
