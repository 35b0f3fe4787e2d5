"""In the log of a CI service, nothing that a submission prints is obeyed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.books import book_in
from tests.cli.pupils import RIGHT, hand_in, make_course
from tests.cli.running import Run
from tests.gradebook.entries import check, entry

FORGED = "::error file=app.js,line=1::forged"
WITHIN_A_LINE = "##[error]forged"
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


def test_a_command_within_a_line_is_spelt_out_in_every_output(grade: Run, work: Path) -> None:
    source = RIGHT + f"print('{WITHIN_A_LINE}')\nundefined('{WITHIN_A_LINE}')\n"
    hand_in(work, {WITHIN_A_LINE: source})
    card = grade("--course", "exercises", work / WITHIN_A_LINE / "ex2.py")
    record = grade("--course", "exercises", "--json", "-", work / WITHIN_A_LINE / "ex2.py")
    fault = grade("--course", "exercises", work / WITHIN_A_LINE / "ex9.py")
    matched = grade("--course", "exercises", "--dry-run", work)
    for shown in (card.stdout, record.stdout, fault.stderr, matched.stdout):
        assert WITHIN_A_LINE not in shown
        assert "x23#[error]" in shown


@pytest.mark.parametrize("records", [[], ["--json", "-"]])
def test_what_a_class_came_to_is_told_without_a_command(
    grade: Run, work: Path, tmp_path: Path, records: list[str]
) -> None:
    stranger = "::error::the_build_is_broken_by_you"
    hand_in(work, {stranger: RIGHT})
    (tmp_path / "roster.csv").write_text("student\neve\n", encoding="utf-8")
    logs = {}
    for actions in ("false", "true"):
        result = grade(work, "--roster", "roster.csv", *records, COLUMNS="40", GITHUB_ACTIONS=actions)
        logs[actions] = result.stderr if records else result.stdout
        assert stranger in logs[actions]
    assert [line for line in obeyed(logs["false"]) if line.startswith(stranger)]
    assert obeyed(logs["true"]) == []


def test_points_from_a_person_are_told_without_a_command(
    grade: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("COLUMNS", "40")
    student = f"{'a' * 72} {FORGED}"
    with book_in(tmp_path) as book:
        book.add([entry(student, check("explain", outcome="needs_review", sentence="It adds 3."))])
    table = tmp_path / "reports" / "review.csv"
    grade("review")
    table.write_text(table.read_text(encoding="utf-8-sig").replace(",,", ",1,", 1), encoding="utf-8")
    told = grade("review", "reports/review.csv")
    assert FORGED.split(maxsplit=1)[0] in told.stdout
    assert obeyed(told.stdout) == []
