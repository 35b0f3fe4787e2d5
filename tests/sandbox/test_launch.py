"""A zygote that starts before anything else."""

from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.sandbox.launch import launch


def test_that_there_can_be_no_more_processes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.posix_spawn", refused)
    before = sorted(Path("/proc/self/fd").iterdir())
    with pytest.raises(SandboxError, match="no process can be started to run submissions in: Resource temporarily"):
        launch()
    assert sorted(Path("/proc/self/fd").iterdir()) == before
