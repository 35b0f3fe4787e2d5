"""What every test may use: a sandbox, golden files, which ``--accept`` writes anew, and pytest in a folder of its own.

No test reads or writes what wrong solutions answered at another time, and none depends on how fast a machine is.
"""

import os
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

from graders.grading.kept_answers import PLACE
from graders.sandbox.runner import Sandbox, open_sandbox

pytest_plugins = ["pytester"]

os.environ[PLACE] = ""  # of processes that a test starts as well

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files in place of comparing with them")


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox() as opened:
        yield opened


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Assert that a text equals the file of that name in the folder ``golden`` beside the test."""
    golden = request.path.with_name("golden")

    def check(text: str, name: str) -> None:
        path = golden / name
        if request.config.getoption("--accept"):
            path.write_text(text, encoding="utf-8")
        expected = path.read_text(encoding="utf-8")
        assert text == expected, f"{name} differs; if it should: pytest tests/{golden.parent.name} --accept"

    return check
