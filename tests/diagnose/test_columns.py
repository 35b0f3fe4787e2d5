import ast

import numpy as np
import pytest

from graders.diagnose.columns import columns
from graders.diagnose.edit import Source

VECTORS = {"p": np.array([1.0, 2.0, 5.0]), "y": np.array([1.0, 0.0, 4.0])}


def texts(code: str) -> list[str]:
    """Return what stands in place of an expression, or of the first one in it that is changed."""
    source = Source(code.encode())
    nodes = (node for node in ast.walk(source.tree) if isinstance(node, ast.expr))
    return next(filter(None, ([edit.text.decode() for edit in columns(node, source)] for node in nodes)), [])


def values(code: str, **names: object) -> list[object]:
    return [eval(text, {"np": np, **names}) for text in texts(code)]  # noqa: S307 - texts of this test


@pytest.mark.parametrize("code", ["p - y", "p == y", "p < y", "(p - y) ** 2"])
def test_each_side_in_turn_is_a_column(code: str) -> None:
    bare = code.removesuffix(" ** 2")
    right, left = values(code, **VECTORS)
    as_columns = {name: value[:, np.newaxis] for name, value in VECTORS.items()}
    np.testing.assert_array_equal(right, eval(bare, {**VECTORS, "y": as_columns["y"]}))  # noqa: S307 - as above
    np.testing.assert_array_equal(left, eval(bare, {**VECTORS, "p": as_columns["p"]}))  # noqa: S307


@pytest.mark.parametrize(
    "other", [2.0, np.array(2.0), np.array([1.0, 2.0]), np.ones((3, 3)), np.ones((2, 3))], ids=np.shape
)
def test_what_are_not_two_vectors_of_as_many_items_give_no_value(other: object) -> None:
    for text in texts("p - y"):
        with pytest.raises((TypeError, ValueError)):
            eval(text, {"np": np, "p": VECTORS["p"], "y": other})  # noqa: S307 - as above


@pytest.mark.parametrize(
    "code",
    [
        "p + y",
        "1 - p",
        "p - 0.5",
        "p - -1",
        "p - p.mean()",
        "p - np.mean(p)",
        "len(p) - k",
        "p.size - k",
        "p.shape[0] - k",
        "p - (2 * np.max(y) + 1)",
        "0 < p < y",
        "p in y",
    ],
)
def test_what_is_one_number_is_no_column(code: str) -> None:
    assert texts(code) == []


@pytest.mark.parametrize("code", ["np.mean(p - y)", "(p - y).mean()"])
def test_a_difference_that_is_averaged_is_the_same_from_columns(code: str) -> None:
    assert texts(code) == []
    for text in texts("p - y"):
        assert np.mean(eval(text, {"np": np, **VECTORS})) == eval(code, {"np": np, **VECTORS})  # noqa: S307 - as above


@pytest.mark.parametrize(
    "code", ["np.mean((p - y) ** 2)", "((p - y) ** 2).sum()", "np.sum(p - y)", "np.mean(p == y)", "(p < y).sum()"]
)
def test_of_a_sum_or_a_mean_it_is_the_same_which_side_is_the_column(code: str) -> None:
    assert len(texts(code)) == 1
    both = [eval(code, {"np": np, **VECTORS, name: value[:, np.newaxis]}) for name, value in VECTORS.items()]  # noqa: S307
    assert both[0] == both[1] != eval(code, {"np": np, **VECTORS})  # noqa: S307


@pytest.mark.parametrize(
    "code", ["np.mean((p - y) ** 2, axis=0)", "((p - y) ** 2).sum(0)", "np.sum(p - y, 0)", "np.median(p - y)"]
)
def test_elsewhere_both_sides_are_tried(code: str) -> None:
    assert len(texts(code)) == 2


def test_columns_are_told_where_an_axis_is_kept() -> None:
    assert len(texts("p - y.mean(axis=1)")) == 2
