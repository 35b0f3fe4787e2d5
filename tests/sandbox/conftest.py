from collections.abc import Iterator

import pytest

from graders.level import Level
from graders.sandbox.process import ProcessSandbox
from graders.sandbox.runner import Sandbox, open_sandbox


@pytest.fixture(scope="session")
def confined() -> Iterator[Sandbox]:
    """Give the one sandbox of the session: that a run leaves nothing behind for the next is part of the test."""
    with open_sandbox(Level.CONFINED) as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def process() -> Iterator[Sandbox]:
    with ProcessSandbox("for comparison") as sandbox:
        yield sandbox
