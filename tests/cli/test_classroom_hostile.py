"""A class with hostile work, odd names and files that cannot be read."""

import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from graders.result import Outcome
from tests.cli.pupils import RIGHT, hand_in, outcomes, records, rows, written
from tests.cli.running import Run
from tests.cli.started import pages
from tests.hostile import Hostile, corpus

pytestmark = pytest.mark.usefixtures("course")

HOSTILE = [hostile for hostile in corpus() if hostile.asks == 1]
STOPS = {"wall": Outcome.TIMED_OUT, "cpu": Outcome.TIMED_OUT}


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_graded(grade: Run, few: Path, tmp_path: Path) -> None:
    (few / "ben" / "ex2.py").unlink()
    (few / "ben" / "ex2.py").symlink_to(few / "ada" / "ex2.py")
    (few / "dan" / "ex2.py").write_bytes(b"#" * (1 << 20) + b"#")
    os.mkfifo(few / "ex2_eva.py")
    result = grade(few)
    assert result.returncode == 0
    assert "files left over" in result.stdout
    assert outcomes(tmp_path / "reports") == {"ada": "passed", "kim": "needs_review"}
    page = (tmp_path / "reports" / "index.html").read_text(encoding="utf-8")
    assert all(name in page for name in ("ben/ex2.py", "dan/ex2.py", "ex2_eva.py"))


def expected(hostile: Hostile) -> set[Outcome]:
    kind, _, detail = hostile.outcome.partition(" ")
    if kind == "returned":
        return {Outcome.PASSED if detail == "42" else Outcome.WRONG}
    if kind == "raised":
        return {Outcome.RAISED}
    return {Outcome.MISSING} if kind == "missing" else {STOPS.get(detail, Outcome.KILLED)}


def test_hostile_submissions_change_nothing_for_the_honest_ones_between_them(
    grade: Run, course: Path, tmp_path: Path
) -> None:
    (course / "trap.yaml").write_text(
        "title: T\ntask: T\nlimits: {cpu: 2 s, wall: 4 s}\nchecks:\n"
        "  - {id: answer, function: answer, asks: an answer, points: 1, cases: [[]]}\n",
        encoding="utf-8",
    )
    (course / "solutions" / "trap.py").write_text("def answer():\n    return 42\n", encoding="utf-8")
    victim = tmp_path / "scratch" / "victim"
    victim.parent.mkdir(mode=0o777)
    victim.write_text("whole", encoding="utf-8")
    solution = course / "solutions" / "trap.py"
    places = {
        "@COURSE@": str(course),
        "@SOLUTION@": str(solution),
        "@SCRATCH@": str(victim.parent),
        "@VICTIM@": str(victim),
    }
    sources: dict[str, str | bytes] = {}
    for number, hostile in enumerate(HOSTILE):
        sources[f"{number:03}a"] = hostile.program(places).source
        sources[f"{number:03}b"] = f"# {number}\nimport numpy as np\ndef answer():\n    return int(np.sum([40, 2]))\n"
    result = grade(hand_in(tmp_path / "class", sources, "trap"))
    assert (result.returncode, result.stderr) == (0, "")
    found = outcomes(tmp_path / "reports")
    assert {student for student in sources if student.endswith("b") and found[student] != "passed"} == set()
    surprises = {
        hostile.id: found[f"{number:03}a"]
        for number, hostile in enumerate(HOSTILE)
        if found[f"{number:03}a"] not in expected(hostile)
    }
    assert surprises == {}
    assert victim.read_text(encoding="utf-8") == "whole"


NAMES = {
    "markup": "<script>alert(1)<",
    "formula": "=HYPERLINK(A1)",
    "command": "@SUM(1)|cmd",
    "option": "-rf",
    "escape": "\x1b[31mred\x1b[0m",
    "right to left": "\u202egnp.ada",
    "lone surrogate": os.fsdecode(b"\xff\xfeada"),
    "backslash": "ada\\ben",
    "dots": "ada..",
    "device": "con",
    "newline": "ada\nben",
    "quotes": "a\"b'c,d;e",
    "longest": "n" * 255,
    "blank": "a b",
    "null-like": "\u2400",
    "percent": "%2e%2e%2fada",
    "report": "index.html",
    "records": "results.jsonl",
    "gradebook": "gradebook.sqlite",
}


def test_a_student_may_be_called_anything(grade: Run, tmp_path: Path) -> None:
    result = grade(hand_in(tmp_path / "class", dict.fromkeys(NAMES.values(), RIGHT)))
    assert (result.returncode, result.stderr) == (0, "")
    reports = tmp_path / "reports"
    assert len(records(reports)) == len(rows(reports)) == len(pages(reports)) == len(NAMES)
    assert {path.parent.parent for path in pages(reports)} == {reports}
    assert [row for row in rows(reports) if row.startswith(("=", "@", "-", "+"))] == []
    for path, content in written(reports).items():
        text = content.decode("utf-8")
        assert "<script>alert" not in text or path.endswith((".csv", ".jsonl"))
        assert not {"\x1b", "\u202e"} & set(text), path
    index = (reports / "index.html").read_text(encoding="utf-8")
    links = {unquote(part.partition('"')[0]) for part in index.split('href="')[1:]}
    assert {str(path.relative_to(reports)) for path in pages(reports)} <= links
