"""How far apart two values are by rounding, and what tolerance allows for it."""

import numpy as np
import pytest

from graders.authoring.rounding import Gap, gap
from graders.exercise import Tolerance
from graders.transcript import NotAsked, Returned, Value


def between(one: Value, other: Value) -> Gap | None:
    return gap(Returned(one), Returned(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (1.0, 1.0, Gap(0.0, 0.0)),
        (0.0, 0.0, Gap(0.0, 0.0)),
        (1 + 2**-40, 1.0, Gap(2**-40, 0.0)),
        ([2**-40, 1.0], [0.0, 1.0], Gap(0.0, 2**-40)),
        ({"w": (np.array([2 + 2**-39]), "text")}, {"w": (np.array([2.0]), "text")}, Gap(2**-40, 0.0)),
        (np.float32(3), 3, Gap(0.0, 0.0)),
    ],
)
def test_the_largest_difference_is_relative_where_it_can_be(one: Value, other: Value, expected: Gap) -> None:
    assert between(one, other) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [(1.0, 1.1), ([1.0, 2.0], [1.0]), (float("nan"), 1.0), (float("inf"), float("inf")), ("a", "a"), (None, None)],
)
def test_what_rounding_cannot_explain_has_no_gap(one: Value, other: Value) -> None:
    assert between(one, other) is None
    assert gap(NotAsked(), Returned(one)) is None


def test_what_is_allowed_leaves_room_for_ten_times_the_gap() -> None:
    usual = Tolerance(0.0, 0.0)
    assert Gap(3e-16, 0.0).allowed(usual) == Tolerance(1e-14, 0.0)
    assert Gap(0.0, 5e-17).allowed(usual) == Tolerance(0.0, 1e-15)
    assert Gap(3e-16, 5e-17).allowed(Tolerance(1e-6, 1e-9)) == Tolerance(1e-6, 1e-9)
