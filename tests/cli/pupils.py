"""A class of a dozen for the tests of ``grade DIR``: every kind of right and wrong, and the course that they take."""

import csv
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graders.result import Outcome
from tests.cli.running import ROOT

COURSE = ROOT / "exercises"
RIGHT = (COURSE / "solutions" / "ex2.py").read_text(encoding="utf-8")
FOR_EVER = "while True:\n    pass\n"

SOURCES = {
    "ada": RIGHT,
    "ben": RIGHT.replace(" + b", ""),
    "cleo": RIGHT.replace("w * np", "w + np"),
    "dan": RIGHT.replace("def predict(", "def predict"),
    "eva": RIGHT.replace("predict", "forecast"),
    "finn": RIGHT.replace("return w", "return w / 0"),
    "gus": RIGHT.replace("return ", "print(").replace(" + b", " + b)"),
    "hana": FOR_EVER,
    "ian": "raise SystemExit\n" + RIGHT,
    "jo": RIGHT + "import os\nos.abort()\n",
    "kim": RIGHT.replace(
        "The weight: each hour of study adds 3 points to the prediction.", "It is the number of things."
    ),
    "lea": "",
}
OUTCOMES = {
    "ada": Outcome.PASSED,
    "ben": Outcome.WRONG,
    "cleo": Outcome.WRONG,
    "dan": Outcome.RAISED,
    "eva": Outcome.MISSING,
    "finn": Outcome.RAISED,
    "gus": Outcome.WRONG,
    "hana": Outcome.TIMED_OUT,
    "ian": Outcome.RAISED,
    "jo": Outcome.KILLED,
    "kim": Outcome.NEEDS_REVIEW,
    "lea": Outcome.MISSING,
}
FEW = {student: SOURCES[student] for student in ("ada", "ben", "dan", "kim")}


def make_course(folder: Path, *names: str) -> Path:
    """Copy exercises of the course, with less time to compute than they have there.

    On the clock there is more than anybody needs: a busy machine must not change what becomes of a submission.
    """
    (folder / "solutions").mkdir(parents=True)
    for name in names or ("ex2",):
        spec = (COURSE / f"{name}.yaml").read_text(encoding="utf-8")
        (folder / f"{name}.yaml").write_text(f"{spec}limits: {{cpu: 1 s, wall: 600 s}}\n", encoding="utf-8")
        shutil.copy(COURSE / "solutions" / f"{name}.py", folder / "solutions")
    return folder


def hand_in(folder: Path, sources: Mapping[str, str | bytes], exercise: str = "ex2") -> Path:
    """Write what each student hands in to a folder of the student's own."""
    for student, source in sources.items():
        (folder / student).mkdir(parents=True, exist_ok=True)
        (folder / student / f"{exercise}.py").write_bytes(source.encode() if isinstance(source, str) else source)
    return folder


def numbered(size: int, *, name: str = "s") -> dict[str, str]:
    """Return a class of any size, no two of whom hand in the same bytes."""
    return {f"{name}{number:03}": f"# {number}\n{RIGHT if number % 3 else SOURCES['ben']}" for number in range(size)}


def written(reports: Path) -> dict[str, bytes]:
    """Return every report in a folder, by its path from there; the gradebook is none."""
    files = (path for path in reports.rglob("*") if path.is_file() and not path.name.startswith("gradebook."))
    return {str(path.relative_to(reports)): path.read_bytes() for path in files}


def records(reports: Path) -> dict[str, dict[str, Any]]:
    lines = (reports / "results.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["student"]: record for record in map(json.loads, lines)}


def outcomes(reports: Path) -> dict[str, str]:
    return {student: record["outcome"] for student, record in records(reports).items()}


def rows(reports: Path) -> dict[str, dict[str, str]]:
    text = (reports / "grades.csv").read_text(encoding="utf-8-sig")
    return {row["student"]: row for row in csv.DictReader(text.splitlines())}
