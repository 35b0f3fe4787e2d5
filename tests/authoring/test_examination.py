"""A course that is spoilt in one place: what was spoilt is found there, under its code, and nothing else."""

import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest

from graders.cli.main import main
from graders.sandbox.runner import Sandbox
from tests.authoring.sample import REFERENCE, SPEC, STARTER, write_course

Examined: TypeAlias = Callable[..., tuple[int, list[str]]]


class Spoilt(NamedTuple):
    """A file of the course in which ``old`` is replaced by ``new``; ``found`` are place and code of all findings."""

    file: str
    old: str
    new: str
    found: tuple[str, ...]


def also(misconception: str, *found: str) -> Spoilt:
    """Add a misconception, whose id stands in line 31."""
    return Spoilt("line.yaml", "The bias was never added.\n", f"The bias was never added.\n{misconception}", found)


def slip(of: str, instead: str) -> str:
    return f"  - id: slip\n    of: {of}\n    instead: {instead}\n    says: A slip.\n"


EQUIVALENT = "equivalent:\n  - mutants: {}\n    because: Nobody can tell.\n"
SPOILT = {
    "a key that is none": Spoilt("line.yaml", "title:", "titel:", ("line.yaml:2:1 G101",)),
    "two fields missing": Spoilt(
        "line.yaml", "    points: 1\n", "    marks: 1\n", ("line.yaml:18:5 G101", "line.yaml:21:5 G101")
    ),
    "no YAML at all": Spoilt("line.yaml", "checks:", "checks: [", ("line.yaml:6:3 G101",)),
    "no line for editors": Spoilt("line.yaml", "# yaml-language-server", "# schema", ("line.yaml:1:1 G102",)),
    "blanks at the end of a line": Spoilt("line.yaml", "points: 1", "points: 1  ", ("line.yaml:21:14 G103",)),
    "a tab": Spoilt("line.yaml", "never added.", "never\tadded.", ("line.yaml:30:29 G103",)),
    "no line end": Spoilt("line.yaml", "never added.\n", "never added.", ("line.yaml:30:1 G103",)),
    "an empty line at the end": Spoilt("line.yaml", "never added.\n", "never added.\n\n", ("line.yaml:31:1 G103",)),
    "fields in another order": Spoilt(
        "line.yaml", "added.\n", "added.\nlimits: {cpu: 1 s}\n", ("line.yaml:31:1 G104",)
    ),
    "rules for no exercise": Spoilt(
        "course.yaml", "UTC\n", "UTC\nexercises: {lime: {bonus: true}}\n", ("course.yaml:3:13 G113",)
    ),
    "an exercise that builds on none": Spoilt("line.yaml", "task:", "builds_on: [lime]\ntask:", ("line.yaml G115",)),
    "a schema of long ago": Spoilt("exercise.schema.json", "properties", "property", ("exercise.schema.json G114",)),
    "a schema that is none": Spoilt("exercise.schema.json", "{", "", ("exercise.schema.json G114",)),
    "a reference that Python cannot read": Spoilt("solutions/line.py", "def line(", "def line", ("line.yaml G202",)),
    "a reference that stops": Spoilt("solutions/line.py", "y = line", "y = lime", ("line.yaml G202",)),
    "a reference that lacks a name": Spoilt("solutions/line.py", "y = ", "z = ", ("line.yaml:19:15 G203",)),
    "a reference that lacks two": Spoilt(
        "solutions/line.py", REFERENCE, "", ("line.yaml:7:15 G203", "line.yaml:19:15 G203")
    ),
    "a reference without a number": Spoilt(
        "solutions/line.py", "line(8, 2.5, 10)", "float('nan')", ("line.yaml:19:15 G204",)
    ),
    "a reference that draws": Spoilt(
        "solutions/line.py", "line(8, 2.5, 10)", "np.random.normal()", ("line.yaml:19:15 G205",)
    ),
    "a function that draws": Spoilt(
        "solutions/line.py",
        "w * np.asarray(x)[()] + b",
        "np.random.normal()",
        ("line.yaml:7:15 G205", "line.yaml:19:15 G205", "line.yaml:27:9 G304"),
    ),
    "a starter that stops": Spoilt("line.py", "import numpy", "import numpi", ("line.py:1:1 G212",)),
    "a starter that Python cannot read": Spoilt("line.py", "def line(", "def line", ("line.py:4:1 G212",)),
    "a starter without end": Spoilt("line.py", "y = ...", "while True: pass", ("line.py G212",)),
    "a starter that is solved": Spoilt(
        "line.py", "    ...\n\n\ny = ...", "    return w * np.asarray(x)[()] + b\ny = 30.0", ("line.py G213",)
    ),
    "a misconception of what is not defined": Spoilt(
        "solutions/line.py", "def line(x, w, b):\n", "if True:\n  def line(x, w, b):\n", ("line.yaml:27:9 G301",)
    ),
    "a misconception that does not run": also(slip("line", "w * z"), "line.yaml:31:9 G302"),
    "a misconception that cannot be": also(slip("y", "line(8)"), "line.yaml:31:9 G302"),
    "a misconception that is right": also(slip("line", "b + x * w"), "line.yaml:31:9 G303"),
    "a misconception that one value shows": also(slip("y", "20.0"), "line.yaml:31:9 G304"),
    "a misconception too slow to be known": also(
        slip("line", "sum(w * x for _ in range(20_000)) / 20_000"), "line.yaml:31:9 G305"
    ),
    "a misconception that is there already": also(slip("line", "x * w"), "line.yaml:27:9 G306", "line.yaml:31:9 G306"),
    "a tolerance too wide": Spoilt(
        "line.yaml",
        "points: 3\n",
        "points: 3\n    tolerance: {atol: 20}\n",
        ("line.yaml:7:15 G311", "line.yaml:7:15 G402", "line.yaml:28:9 G304"),
    ),
    "a number so small that 0 passes": Spoilt(
        "solutions/line.py", "y = line(8, 2.5, 10)", "y = 3e-12", ("line.yaml:19:15 G406",)
    ),
    "cases that can be looked up": Spoilt(
        "line.yaml",
        """, hidden: true}
      - {args: ["uniform(-20, 20)", "uniform(-3, 3)", "integers(1, 9)"], draws: 3, hidden: true}""",
        "}",
        ("line.yaml:7:15 G403",),
    ),
    "a property that does not see the shape": Spoilt(
        "line.yaml",
        "misconceptions:",
        """  - id: high
    property: np.all(y > 20)
    let: [y]
    asks: "`y` is high"
    points: 1
    hints: [How high?, Look at the bias., "`y = line(____)`"]
misconceptions:""",
        ("line.yaml:27:15 G405",),
    ),
    "a hint too few": Spoilt("line.yaml", "      - Multiply first, then add.\n", "", ("line.yaml:7:15 G501",)),
    "an explanation of no mutant": Spoilt(
        "line.yaml", "added.\n", "added.\n" + EQUIVALENT.format("term-dropped@5:21"), ("line.yaml:32:14 G312",)
    ),
    "an explanation of a mutant that is caught": Spoilt(
        "line.yaml", "added.\n", "added.\n" + EQUIVALENT.format("term-dropped@5:12"), ("line.yaml:32:14 G313",)
    ),
}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "exercises")


@pytest.fixture
def examined(
    course: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Examined:
    """Return a function that examines the course and returns the status, and place and code of each finding."""
    monkeypatch.chdir(course.parent)
    monkeypatch.setattr("graders.cli.check.open_sandbox", lambda: nullcontext(sandbox))  # starting one takes longest

    def run(*arguments: str) -> tuple[int, list[str]]:
        status = main(["check", *arguments])
        said = capsys.readouterr()
        assert said.err == ""
        *lines, _ = said.out.splitlines()
        return status, [re.sub(r"^exercises/(.*?): (G\d+) .*", r"\1 \2", line) for line in lines]

    return run


def test_the_course_has_no_fault_before_it_is_spoilt(examined: Examined) -> None:
    assert examined() == (0, [])


@pytest.mark.parametrize("kind", SPOILT)
def test_what_is_spoilt_is_found_in_its_place(kind: str, course: Path, examined: Examined) -> None:
    spoilt = SPOILT[kind]
    path = course / spoilt.file
    text = path.read_text(encoding="utf-8")
    assert spoilt.old in text
    path.write_text(text.replace(spoilt.old, spoilt.new, 1), encoding="utf-8")
    assert examined() == (1, list(spoilt.found))


@pytest.mark.parametrize(
    ("file", "found"), [("line.py", "line.py G211"), ("solutions/line.py", "solutions/line.py G201")]
)
def test_what_is_missing_is_told(file: str, found: str, course: Path, examined: Examined) -> None:
    (course / file).unlink()
    assert examined() == (1, [found])


def test_a_reference_in_another_encoding_is_told(course: Path, examined: Examined) -> None:
    text = "# coding: latin-1\nname = 'é'\n" + REFERENCE
    (course / "solutions" / "line.py").write_bytes(text.encode("latin-1"))
    assert examined() == (1, ["solutions/line.py G201"])


def test_a_starter_on_which_the_grader_fails_is_told(course: Path, examined: Examined) -> None:
    check = (
        "  - id: few\n    property: n < 9 or eval('unheard_of')\n    let: [n]\n"
        "    asks: few\n    points: 1\n    hints: [A?, B., C.]\n"
    )
    spec = SPEC.replace("misconceptions:", f"{check}misconceptions:")
    (course / "line.yaml").write_text(spec, encoding="utf-8")
    (course / "solutions" / "line.py").write_text(REFERENCE + "n = 3\n", encoding="utf-8")
    (course / "line.py").write_text("n = 12\n", encoding="utf-8")
    assert examined() == (1, ["line.py G214"])


READS = "def later():\n    return np.loadtxt('{}'), open(path)\n"


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("line.csv", []),
        ("other.csv", ["line.py:10:12 G215"]),
        ("lime.csv", ["line.py:10:12 G215"]),
        ("data/line.csv", ["line.py:10:12 G215"]),
    ],
)
def test_a_file_that_a_starter_reads_is_data_of_the_exercise(
    file: str, found: list[str], course: Path, examined: Examined
) -> None:
    for name in ("line.csv", "other.csv"):
        (course / name).touch()
    (course / "solutions" / "line.py").write_text(f"{REFERENCE}open('line.csv')\n", encoding="utf-8")
    (course / "line.py").write_text(STARTER.rstrip() + "\n" + READS.format(file), encoding="utf-8")
    assert examined("line") == (int(bool(found)), found)


def test_the_other_exercises_are_examined_all_the_same(course: Path, examined: Examined) -> None:
    (course / "a.yaml").write_text("title: A\n", encoding="utf-8")
    (course / "line.py").unlink()
    assert examined() == (1, ["a.yaml:1:1 G101", "a.yaml:1:1 G101", "a.yaml:1:1 G102", "line.py G211"])


def test_an_exercise_that_is_named_is_examined_alone(course: Path, examined: Examined) -> None:
    (course / "a.yaml").write_text("title: A\n", encoding="utf-8")
    (course / "notes.txt").touch()
    assert examined("line") == (0, [])
    assert examined("exercises/line.yaml", "line") == (0, [])
    assert examined("line", "exercises/a.yaml")[0] == 1


def test_so_many_survivors_are_accepted_as_one_says(course: Path, examined: Examined) -> None:
    text = SPEC.replace("10", "0").replace("2, 5]", "2, 0]").replace('"integers(1, 9)"', "0")
    (course / "line.yaml").write_text(text.partition("misconceptions:")[0], encoding="utf-8")
    (course / "solutions" / "line.py").write_text(REFERENCE.replace("10", "0"), encoding="utf-8")
    status, found = examined()
    assert (status, set(found)) == (1, {"line.yaml:7:15 G311"})
    assert examined("--max-survivors", "4") == (0, [])
    assert examined("--max-survivors", "3") == (1, found)
