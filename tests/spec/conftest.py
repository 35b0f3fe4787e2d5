from collections.abc import Callable

import pytest

from graders.exercise import Check
from graders.spec.load import parse


@pytest.fixture
def check() -> Callable[[str], Check]:
    """Read the last check of a list that stands in an exercise which is right otherwise."""

    def read(checks: str) -> Check:
        return parse(f"title: t\ntask: t\nchecks:\n{checks}".encode(), "ex.yaml", "ex").checks[-1]

    return read
