"""Zygotes that start before anything else."""

from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.sandbox.launch import Launched, launch, launching


def is_there(zygote: Launched) -> bool:
    return Path(f"/proc/{zygote.pid}").exists()


def test_zygotes_end_with_the_block_that_they_were_started_for() -> None:
    with launching(2) as zygotes:
        assert [is_there(zygote) for zygote in zygotes] == [True, True]
    assert [is_there(zygote) for zygote in zygotes] == [False, False]


def test_so_they_do_when_it_fails_or_one_of_them_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Launched] = []

    def second_fails() -> Launched:
        if started:
            raise OSError("no more processes")
        started.append(launch())
        return started[0]

    monkeypatch.setattr("graders.sandbox.launch.launch", second_fails)
    with pytest.raises(OSError, match="no more"), launching(2):
        pass
    assert [is_there(zygote) for zygote in started] == [False]


def test_where_there_are_no_zygotes_none_are_started(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    with launching(2) as zygotes:
        assert zygotes == []


def test_that_there_can_be_no_more_processes_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> int:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("os.posix_spawn", refused)
    before = sorted(Path("/proc/self/fd").iterdir())
    with pytest.raises(SandboxError, match="no process can be started to run submissions in: Resource temporarily"):
        launch()
    assert sorted(Path("/proc/self/fd").iterdir()) == before
