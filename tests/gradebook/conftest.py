from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from tests.gradebook.entries import ticking


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "grades.db"


@pytest.fixture
def book(path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(path, clock=ticking().__next__) as opened:
        yield opened
