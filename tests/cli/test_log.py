"""In the log of a CI service, nothing that a submission prints is obeyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.pupils import RIGHT, hand_in, make_course
from tests.cli.running import Run

FORGED = "::error file=app.js,line=1::forged"
SOURCE = RIGHT.replace("return w", f"raise ValueError('x\\n{FORGED}')\n    return w")


def obeyed(log: str) -> list[str]:
    """Return the commands that a runner of GitHub Actions would obey: it looks at the beginning of each line."""
    commands, token = [], ""
    for line in map(str.strip, log.splitlines()):
        if token:
            token = "" if line == f"::{token}::" else token
        elif stop := re.fullmatch(r"::stop-commands::(.+)", line):
            token = stop[1]
        elif line.startswith("::"):
            commands.append(line)
    return commands


@pytest.fixture
def work(tmp_path: Path) -> Path:
    make_course(tmp_path / "exercises")
    return hand_in(tmp_path / "class", {"eve": SOURCE})


def test_a_forged_command_would_stand_at_the_beginning_of_a_line(
    grade: Run, work: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    log = grade("--course", "exercises", work / "eve" / "ex2.py").stdout
    assert "stop-commands" not in log
    assert [line for line in obeyed(log) if line.startswith("::error")]


def test_no_forged_command_is_obeyed(grade: Run, work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("COLUMNS", "40")
    runs = [grade("--course", "exercises", work / "eve" / "ex2.py").stdout for _ in range(2)]
    assert [obeyed(log) for log in runs] == [[], []]
    assert all(FORGED.split(maxsplit=1)[0] in log for log in runs)
    tokens = [re.findall(r"::stop-commands::(\w+)", log) for log in runs]
    assert tokens[0] != tokens[1]
