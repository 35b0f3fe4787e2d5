"""Golden files: what a report looks like, kept beside the tests.

``pytest tests/reporting --accept`` writes what the code gives now; look at the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Assert that a text equals the golden file of that name."""

    def check(text: str, name: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--accept", default=False):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), (
            f"{name} differs; if it should: pytest tests/reporting --accept"
        )

    return check
