import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.errors import SpecError
from graders.exercise import Limits, Tolerance, VariableCheck
from graders.printable import one_line
from graders.problem import Problem
from graders.spec.document import LARGEST
from graders.spec.load import load, parse

EX2 = Path(__file__).parents[2] / "exercises" / "ex2.yaml"
SMALL = b"title: t\ntask: t\nchecks: [{id: a, variable: a, asks: a, points: 1}]\n"
WORDS = ["title", "task", "checks", "id", "variable", "function", "cases", "a", "normal(5)", "1e-6", "null", "limits"]
SIGNS = [
    ": ",
    ":\n",
    "\n",
    "\n  ",
    "\n  - ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ", ",
    "'",
    '"',
    "&a ",
    "*a",
    "!t ",
    "|\n",
    "<<: ",
    "#",
]


def told(path: Path) -> str:
    with pytest.raises(SpecError) as caught:
        load(path)
    return str(caught.value).replace(str(path), path.name)


def test_an_exercise_has_the_stem_of_its_file_as_name_and_all_that_is_left_out_by_default(tmp_path: Path) -> None:
    path = tmp_path / "squares.yaml"
    path.write_bytes(SMALL)
    exercise = load(path)
    assert (exercise.name, exercise.title, exercise.task) == ("squares", "t", "t")
    assert exercise.limits == Limits()
    check = exercise.checks[0]
    assert isinstance(check, VariableCheck)
    assert check.comparison.tolerance == Tolerance()
    assert (check.needs, check.hints) == ((), ())


def test_a_missing_file_is_no_traceback(tmp_path: Path) -> None:
    assert told(tmp_path / "none.yaml") == "none.yaml: expected a file with an exercise, found none of this name"


def test_a_folder_is_no_exercise(tmp_path: Path) -> None:
    assert told(tmp_path) == f"{tmp_path.name}: expected a file with an exercise, found a folder"


@pytest.mark.parametrize("name", ["a\0b.yaml", "a" * 300 + ".yaml"])
def test_a_name_that_no_file_can_have_is_no_traceback(name: str, tmp_path: Path) -> None:
    assert "expected a file that can be read: " in told(tmp_path / name)


def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert told(tmp_path / "pipe.yaml") == ("pipe.yaml: expected a file with an exercise, found a pipe or a device")


def test_a_file_of_ten_megabytes_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    (tmp_path / "large.yaml").write_bytes(b"[" * 10_000_000)
    assert told(tmp_path / "large.yaml") == "large.yaml: expected a file of at most 1 MiB, found a larger one"


def test_a_file_of_exactly_the_largest_size_is_read(tmp_path: Path) -> None:
    (tmp_path / "full.yaml").write_bytes(SMALL + b"#" * (LARGEST - len(SMALL)))
    assert load(tmp_path / "full.yaml").title == "t"


def test_problems_are_in_the_order_of_the_file() -> None:
    with pytest.raises(SpecError) as caught:
        parse(b"a: 1\nb: 2\nc: 3\n", "f", "f")
    assert [problem.place.line for problem in caught.value.problems] == [1, 1, 1, 1, 2, 3]


def test_reading_stops_at_a_hundred_problems_and_says_so() -> None:
    with pytest.raises(SpecError) as caught:
        parse(b"a: 1\n" * 100_000, "f", "f")
    *problems, last = caught.value.problems
    assert [problem.place.line for problem in problems] == list(range(2, 102))
    assert str(last) == "f:101:1: too many problems; there may be more from here on"


def test_a_hundred_problems_are_counted_across_the_parts_of_a_file() -> None:
    checks = "".join(f"- {{id: a{n}, variable: a, asks: a, points: 0, hints: 1}}\n" for n in range(300))
    with pytest.raises(SpecError) as caught:
        parse(f"title: t\ntask: t\nchecks:\n{checks}".encode(), "f", "f")
    assert len(caught.value.problems) == 101
    assert caught.value.problems[-1].place.line == 53


def test_what_an_author_wrote_is_shown_on_one_line_and_cut() -> None:
    with pytest.raises(SpecError) as caught:
        parse(b'limits: {cpu: "' + b"\\n\\u202e" * 500 + b'"}\n' + SMALL, "f", "f")
    (problem,) = caught.value.problems
    assert problem.text == one_line(problem.text, 10_000)
    assert len(problem.text) < 600


PROBE = """
import sys
from graders.spec.load import parse
for source in sys.argv[1:]:
    try:
        parse(source.encode(), "f", "f")
    except Exception:
        pass
    print(*sorted({"difflib", "jinja2", "numpy", "yaml"} & set(sys.modules)))
"""


def test_numpy_is_imported_for_arrays_only_and_difflib_for_problems_only() -> None:
    array = b"title: t\ntask: t\nchecks: [{id: a, function: f, asks: a, points: 1, cases: [[[1]]]}]"
    sources = [SMALL.decode(), "titel: t", array.decode()]
    done = subprocess.run([sys.executable, "-c", PROBE, *sources], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["yaml", "difflib yaml", "difflib numpy yaml"]


def only_problems(source: bytes) -> None:
    problems: tuple[Problem, ...] | None = None
    try:
        parse(source, "f", "f")
    except SpecError as error:
        problems = error.problems
    assert problems != ()
    for problem in problems or ():
        assert problem.place.line >= 1
        assert problem.place.column >= 1
        assert problem.text == one_line(problem.text, 10_000)


@given(st.binary(max_size=200))
def test_any_bytes_are_an_exercise_or_have_problems(source: bytes) -> None:
    only_problems(source)


@given(st.text(max_size=200))
def test_any_text_is_an_exercise_or_has_problems(text: str) -> None:
    only_problems(text.encode("utf-8", "surrogatepass"))


@given(st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=60).map("".join))
def test_anything_like_yaml_is_an_exercise_or_has_problems(text: str) -> None:
    only_problems(text.encode())


@given(st.data())
def test_an_exercise_with_a_piece_replaced_is_an_exercise_or_has_problems(data: st.DataObject) -> None:
    text = EX2.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    piece = data.draw(st.sampled_from([*WORDS, *SIGNS]) | st.text(max_size=3))
    only_problems((text[:start] + piece + text[end:]).encode("utf-8", "surrogatepass"))


def test_a_fault_of_ours_would_be_seen_by_these_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("graders.spec.document.read_tree", broken)
    with pytest.raises(RecursionError):
        only_problems(SMALL)
