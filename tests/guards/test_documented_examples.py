"""The examples of the documentation work as they stand, and what is shown of a run is what a run shows."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from graders.errors import SpecError
from graders.exercise import Exercise
from graders.spec.load import parse
from graders.submissions.folder import find

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
WRITING = ROOT / "docs/writing-exercises.md"
CHECKING = ROOT / "docs/checking.md"
CLASSES = ROOT / "docs/classes.md"
MISCONCEPTIONS = ROOT / "docs/misconceptions.md"
EXERCISES = ROOT / "exercises"
EXERCISE = "# yaml-language-server: $schema=exercise.schema.json\ntitle: Any\ntask: |\n  Do it.\n"
NAMES = ("standardize", "mse", "predict", "y_hat")  # what the fragments build on
CHECKS = "checks:\n" + "".join(f"  - {{id: {name}, variable: {name}, asks: a, points: 1}}\n" for name in NAMES)
HINTS = "    hints: [Which one?, There., '`____`']\n"


def blocks(page: Path, language: str) -> list[str]:
    """Return the fenced blocks of a page that are in a language."""
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def flat(text: str) -> str:
    return " ".join(text.split())


def grade(cwd: Path, *arguments: object) -> str:
    """Return what a command prints, however it ends."""
    command = [sys.executable, "-m", "graders", *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def course(folder: Path, name: str, spec: str, reference: str, starter: str) -> Path:
    """Write a course of one exercise."""
    solutions = folder / "exercises" / "solutions"
    solutions.mkdir(parents=True)
    (solutions / f"{name}.py").write_text(reference, encoding="utf-8")
    (folder / f"exercises/{name}.py").write_text(starter, encoding="utf-8")
    (folder / f"exercises/{name}.yaml").write_text(spec, encoding="utf-8")
    return folder


def read(fragment: str) -> Exercise:
    """Return an exercise that has a fragment, which is a list of checks or stands at the margin."""
    whole = CHECKS + fragment if fragment.startswith("  - ") else fragment + CHECKS
    return parse((EXERCISE + whole).encode(), "ex.yaml", "ex")


def test_the_exercise_that_is_written_step_by_step_works(tmp_path: Path) -> None:
    reference, starter = blocks(WRITING, "python")
    spec = next(block for block in blocks(WRITING, "yaml") if "title:" in block)
    named = next(block for block in blocks(WRITING, "yaml") if block.startswith("misconceptions:"))
    course(tmp_path, "ex7", spec + named, reference, starter)
    right = grade(tmp_path, "--course", "exercises", "exercises/solutions/ex7.py", "--require", "process")
    assert "4 of 4 points" in right
    assert "0 of 4 points" in grade(tmp_path, "exercises/ex7.py")
    assert re.findall(r"(G\d+) '(\w+)'", grade(tmp_path, "check", "ex7")) == [("G501", "mse"), ("G501", "loss")]


def test_the_exercise_of_the_readme_has_nothing_to_mend_but_its_first_line(tmp_path: Path) -> None:
    [spec] = blocks(README, "yaml")
    reference, starter = (EXERCISES / "solutions/ex3.py").read_text(), (EXERCISES / "ex3.py").read_text()
    course(tmp_path, "ex3", spec, reference, starter)
    assert re.findall(r"G\d+", grade(tmp_path, "check")) == ["G102"]


def test_the_fragments_of_exercises_can_be_read() -> None:
    fragments = [block for page in (WRITING, CHECKING, MISCONCEPTIONS) for block in blocks(page, "yaml")]
    fragments = [block for block in fragments if "title: Mean" not in block]
    assert len(fragments) > 6
    assert all(read(block).checks for block in fragments)


@pytest.mark.parametrize("block", ["  - id: mse\n    functions: mse\n", "misconceptions:\n  - {id: none, of: gone}\n"])
def test_a_fragment_that_cannot_be_read_is_seen(block: str) -> None:
    with pytest.raises(SpecError):
        read(block)


@pytest.mark.parametrize("page", [README, MISCONCEPTIONS], ids=lambda page: page.name)
def test_the_card_that_names_a_cause_is_what_such_a_file_gets(page: Path, tmp_path: Path) -> None:
    shown = next(block for block in blocks(page, "text") if "Likely cause" in block)
    (tmp_path / "ex2.py").write_text("def predict(x, w=3, b=10):\n    return w * x\n\n\ny_hat = 34\n")
    assert flat(shown) in flat(grade(tmp_path, "--course", EXERCISES, "ex2.py"))


def test_the_finding_of_the_readme_is_what_an_exercise_without_these_cases_gets(tmp_path: Path) -> None:
    shown = next(block for block in blocks(README, "text") if "G311" in block)
    spec = (EXERCISES / "ex11.yaml").read_text(encoding="utf-8")
    before, _, after = spec.partition("  - id: median\n")
    cases = re.search(r"    cases:\n      - \[\[40, 55, 72, 88, 91\]\]\n((?:      - .+\n)+)", after)
    assert cases
    fewer = before + "  - id: median\n" + after.replace(cases[1], "", 1)
    texts = [(EXERCISES / name).read_text(encoding="utf-8") for name in ("solutions/ex11.py", "ex11.py")]
    course(tmp_path, "ex11", fewer, *texts)
    assert flat(shown) in flat(grade(tmp_path, "check", "ex11"))


@pytest.mark.parametrize(
    ("name", "reference", "cases"),
    [
        (
            "mse",
            "import numpy as np\n\n\ndef mse(y, y_hat):\n    return np.mean((y - y_hat) ** 2)\n",
            "[[[1, 2], [3, 5]]]",
        ),
        ("line", "\ndef line(x, w, b):\n    return w * x + b\n", "[[1, 2, 0], [3, 4, 0]]"),
    ],
)
def test_the_findings_on_mutants_are_what_such_cases_get(name: str, reference: str, cases: str, tmp_path: Path) -> None:
    pattern = rf"(G311 '{name}' cannot tell .+ tells them apart: - .+)"
    [shown] = re.findall(pattern, "".join(blocks(CHECKING, "text")))
    check = f"  - id: {name}\n    function: {name}\n    asks: a\n    points: 1\n    cases: {cases}\n"
    course(tmp_path, "ex1", f"{EXERCISE}checks:\n{check}{HINTS}", reference, f"{name} = ...\n")
    assert shown in grade(tmp_path, "check", "ex1")


def test_what_platforms_hand_out_is_renamed_as_it_is_said(tmp_path: Path) -> None:
    names = ("Ada Lovelace_1234_assignsubmission_file_/ex2.py", "ex2-ben/ex2.py", "okridan_12_3456_ex2-1.py")
    for name in (*names, "lovelaceada_LATE_13_3457_ex2.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    [recipes] = [block for block in blocks(CLASSES, "sh") if "Moodle" in block]
    subprocess.run(["bash", "-euc", recipes], cwd=tmp_path, check=True)
    students = {found.student for found in find(tmp_path, ["ex2"]).found}
    assert students == {"Ada Lovelace", "ben", "okridan-12", "lovelaceada-13"}


def test_the_record_that_is_shown_has_the_keys_of_a_record() -> None:
    [shown] = [json.loads(block) for block in blocks(ROOT / "docs/results.md", "json") if '"graders/1"' in block]
    records = map(json.loads, (ROOT / "reports/sample/results.jsonl").read_text(encoding="utf-8").splitlines())
    [real] = [record for record in records if record["submission"] == "ben/ex2.py"]
    [check] = [one for one in real["checks"] if one["id"] == "predict"]
    assert list(shown) == list(real)
    assert list(shown["checks"][0]) == list(check)
    assert list(shown["checks"][0]["mismatch"]) == list(check["mismatch"])
    [diagnosis] = [json.loads(f"{{{block}}}") for block in blocks(MISCONCEPTIONS, "json")]
    assert list(diagnosis["diagnosis"]) == list(shown["checks"][0]["diagnosis"]) == list(check["diagnosis"])
