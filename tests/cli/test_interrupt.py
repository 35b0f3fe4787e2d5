"""An interrupt that arrives where Python can raise nothing, and drops it."""

import sys
from contextlib import suppress
from pathlib import Path

import pytest

from graders.cli.interrupt import interruptible
from graders.cli.main import main
from graders.cli.status import INTERRUPTED
from graders.grading.reports_folder import ReportsFolder
from tests.cli.pupils import hand_in, numbered


class Finalized:
    """An object in whose finalizer something is raised."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def __del__(self) -> None:
        raise self._error


def drop(error: BaseException) -> None:
    Finalized(error)


def test_what_was_dropped_is_raised_when_somebody_asks_and_without_a_message(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with suppress(KeyboardInterrupt), interruptible() as heed:
        heed()
        drop(KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            heed()
    assert capsys.readouterr().err == ""


def test_what_was_dropped_is_raised_at_the_end_when_nobody_asked() -> None:
    with pytest.raises(KeyboardInterrupt), interruptible():
        drop(KeyboardInterrupt())


def test_any_other_exception_is_told_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: told.append(unraisable.exc_type))
    before = sys.unraisablehook
    with interruptible() as heed:
        drop(ValueError("in a finalizer"))
        heed()
    assert told == [ValueError]
    assert sys.unraisablehook is before


@pytest.mark.usefixtures("course")
def test_a_class_ends_with_an_interrupt_that_was_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    submissions = hand_in(tmp_path / "class", numbered(3))
    monkeypatch.chdir(tmp_path)
    note = ReportsFolder.note_page

    def interrupted(self: ReportsFolder, path: str, version: str) -> None:
        note(self, path, version)
        drop(KeyboardInterrupt())

    monkeypatch.setattr(ReportsFolder, "note_page", interrupted)
    assert main([str(submissions), "--jobs", "1"]) == INTERRUPTED
    assert capsys.readouterr().err.endswith(
        "grade: interrupted; what was graded is kept, and the same command goes on from there\n"
    )
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    assert main([str(submissions), "--jobs", "1"]) == 0
    assert "3 submissions: 2 graded now, 1 known from before" in capsys.readouterr().out
