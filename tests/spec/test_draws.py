import numpy as np
import pytest

from graders.errors import SpecError
from graders.exercise import Distribution, Draw
from graders.problem import Place
from graders.spec.draws import MOST_NUMBERS, read_draw
from graders.spec.nodes import Scalar


def read(text: str) -> Draw | None:
    return read_draw(Scalar(Place("f", 1, 1), "", text, plain=False))


@pytest.mark.parametrize(
    ("text", "draw"),
    [
        ("normal()", Draw(Distribution.NORMAL)),
        ("normal(5)", Draw(Distribution.NORMAL, shape=(5,))),
        (" normal ( 2 , 3 ) ", Draw(Distribution.NORMAL, shape=(2, 3))),
        ("uniform(-3, 3)", Draw(Distribution.UNIFORM, -3, 3)),
        ("uniform(0, 1e-2, 4)", Draw(Distribution.UNIFORM, 0, 0.01, (4,))),
        ("integers(0, 9, 1, 2, 3, 4)", Draw(Distribution.INTEGERS, 0, 9, (1, 2, 3, 4))),
        (f"integers(0, 1, {MOST_NUMBERS})", Draw(Distribution.INTEGERS, 0, 1, (MOST_NUMBERS,))),
    ],
)
def test_a_draw_is_read_with_its_bounds_and_shape(text: str, draw: Draw) -> None:
    assert read(text) == draw


@pytest.mark.parametrize(
    "text", ["", "normal", "abnormal things", "np.zeros(3)", "f(x)", "print('a')", "(3, 3)", "normality", "zeros(5)"]
)
def test_any_other_text_is_a_text(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize("text", ["norml(5)", "Normal(5)", "unifrom(0, 1)", "integer(0, 9)", "randnormal(5)"])
def test_a_misspelt_draw_is_no_text(text: str) -> None:
    with pytest.raises(SpecError, match="is no way to draw numbers; did you mean '"):
        read(text)


@pytest.mark.parametrize("text", ["normal(-1)", "normal(1, 0)", "uniform(1)", "integers(1.0, 2)", "normal(true)"])
def test_a_draw_that_cannot_be_made_is_refused_with_its_form(text: str) -> None:
    with pytest.raises(SpecError, match=r"^f:1:1: expected (normal|uniform|integers)\(.*shape…\) with "):
        read(text)


@pytest.mark.parametrize("distribution", Distribution)
def test_a_distribution_has_the_name_of_the_generator_method(distribution: Distribution) -> None:
    assert callable(getattr(np.random.default_rng(0), distribution))
