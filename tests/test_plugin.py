"""Real courses in a folder of their own, tried by pytest in a process of its own."""

import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pytest

COURSE = Path(__file__).parents[1] / "exercises"

SPEC = """\
title: A line
task: Write `line`, and set `start`.
checks:
- {id: line, function: line, asks: "`line` is a line", points: 3, cases: [[2, 3], [-1, -5], [0.5, -4]]}
- {id: start, variable: start, asks: "`start` is where it starts", points: 1, needs: [line]}
misconceptions:
- {id: no-bias, of: line, instead: w * x, says: The 7 was never added.}
- {id: root, of: line, instead: "np.sqrt(w ** 2) * x + 7", says: The sign of the weight is lost.}
"""
REFERENCE = "def line(x, w):\n    return w * x + 7\n\n\nstart = line(0, 1)\n"
STARTER = "def line(x, w):\n    ...\n\n\nstart = ...\n"

Write = Callable[..., None]


@pytest.fixture
def course(pytester: pytest.Pytester) -> Write:
    """A function that writes an exercise into the folder ``exercises``."""

    def write(name: str = "ex1", spec: str = SPEC, reference: str = REFERENCE, starter: str = STARTER) -> None:
        solutions = pytester.path / "exercises" / "solutions"
        solutions.mkdir(parents=True, exist_ok=True)
        (solutions.parent / f"{name}.yaml").write_text(spec)
        (solutions.parent / f"{name}.py").write_text(starter)
        (solutions / f"{name}.py").write_text(reference)

    return write


def run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-W", "error", "-p", "no:randomly", "-p", "no:hypothesispytest", *options)


def problems(result: pytest.RunResult) -> list[str]:
    """Return what is told of the items that failed; there is no traceback to leave out."""
    assert "Traceback" not in result.stdout.str()
    return [line for line in result.outlines if line.startswith("exercises/") and ": " in line and "::" not in line]


def collected(pytester: pytest.Pytester, *options: str) -> list[str]:
    return [line for line in run(pytester, "--collect-only", "-q", *options).outlines if "::" in line]


def test_an_exercise_is_collected_as_its_checks_its_starter_and_its_misconceptions(
    pytester: pytest.Pytester, course: Write
) -> None:
    course()
    assert collected(pytester, "exercises/") == [
        "exercises/ex1.yaml::line",
        "exercises/ex1.yaml::start",
        "exercises/ex1.yaml::starter:unsolved",
        "exercises/ex1.yaml::misconception:no-bias",
        "exercises/ex1.yaml::misconception:root",
    ]


def test_a_sound_exercise_passes(pytester: pytest.Pytester, course: Write) -> None:
    course()
    run(pytester, "exercises/").assert_outcomes(passed=5)


def test_the_shipped_exercises_pass(pytester: pytest.Pytester) -> None:
    shutil.copytree(COURSE, pytester.path / "exercises")
    result = run(pytester, "exercises/")
    assert result.ret == 0
    assert result.parseoutcomes()["passed"] > 40


def test_a_reference_fails_in_the_check_it_does_not_pass_and_in_all_that_rests_on_it(
    pytester: pytest.Pytester, course: Write
) -> None:
    course(reference=REFERENCE.replace("+ 7", "+ [7]").replace("line(0, 1)", "7"))
    result = run(pytester, "exercises/")
    result.assert_outcomes(failed=5)
    line, start, *others = problems(result)
    assert line.startswith("exercises/ex1.yaml:4:24: G203 the reference solution does not pass 'line': ")
    assert "does not pass 'start': Not checked yet, because this comes first" in start
    assert len(others) == 3
    for text in others:
        assert text.startswith("exercises/ex1.yaml: not tried while the reference is not right: G203 the reference ")


def test_a_reference_that_does_not_run_fails_everywhere(pytester: pytest.Pytester, course: Write) -> None:
    course(reference=REFERENCE.replace("return w * x + 7", "raise ValueError('later')"))
    result = run(pytester, "exercises/")
    result.assert_outcomes(failed=5)
    for problem in problems(result)[:2]:
        assert "the reference, solutions/ex1.py, does not run" in problem
        assert "ValueError: later" in problem


@pytest.mark.parametrize(
    ("starter", "problem"),
    [
        (REFERENCE, "exercises/ex1.py: G213 the starter has full marks"),
        ("def line(", "exercises/ex1.py:1:1: G212 the starter does not run"),
        ("", ""),
    ],
    ids=["solved", "not Python", "empty"],
)
def test_a_starter_may_be_anything_that_runs_and_is_not_solved(
    pytester: pytest.Pytester, course: Write, starter: str, problem: str
) -> None:
    course(starter=starter)
    result = run(pytester, "exercises/", "-k", "starter")
    result.assert_outcomes(failed=1 if problem else 0, passed=0 if problem else 1, deselected=4)
    assert problem in result.stdout.str()


def test_a_starter_that_is_not_there_is_told(pytester: pytest.Pytester, course: Write) -> None:
    course()
    (pytester.path / "exercises" / "ex1.py").unlink()
    result = run(pytester, "exercises/", "-k", "starter")
    result.assert_outcomes(failed=1, deselected=4)
    result.stdout.fnmatch_lines("exercises/ex1.py: G211 the starter cannot be read: No such file or directory")


def test_an_exercise_of_ratings_alone_has_no_starter_to_try(pytester: pytest.Pytester, course: Write) -> None:
    spec = "title: T\ntask: T\nchecks:\n- {id: sure, rating: sure, asks: How sure are you?, items: {a: The first}}\n"
    course(spec=spec, reference="sure = {'a': 5}\n", starter="sure = {'a': None}\n")
    run(pytester, "exercises/").assert_outcomes(passed=1)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("instead: w * x,", "instead: x * w + 7.0,"), "G303 'no-bias' has full marks"),
        (("instead: w * x,", "instead: w * x + 7 * (x != 2),"), "G304 'no-bias' is caught, but no cause is told"),
        (("instead: w * x,", "instead: 'np.multiply(w, x)',"), ""),
    ],
    ids=["not caught", "not told", "numpy is there"],
)
def test_a_misconception_is_caught_and_told(
    pytester: pytest.Pytester, course: Write, change: tuple[str, str], problem: str
) -> None:
    course(spec=SPEC.replace(*change))
    result = run(pytester, "exercises/ex1.yaml::misconception:no-bias")
    result.assert_outcomes(failed=1 if problem else 0, passed=0 if problem else 1)
    assert problem in result.stdout.str()
    assert not problem or "exercises/ex1.yaml:7:" in result.stdout.str()


def test_a_misconception_of_what_is_not_defined_at_the_left_margin_is_told(
    pytester: pytest.Pytester, course: Write
) -> None:
    course(reference="if True:\n    def line(x, w):\n        return w * x + 7\nstart = 7\n")
    result = run(pytester, "exercises/", "-k", "no-bias")
    result.stdout.fnmatch_lines(
        "exercises/ex1.yaml:7:* G301 'no-bias': the reference does not define `line` by def or *"
    )


def test_a_spec_with_problems_is_one_failing_item_that_has_them_all(pytester: pytest.Pytester, course: Write) -> None:
    course()
    course("ex2", spec="title: T\ncheks: []\ntask: 5\ntitle: U\n")
    result = run(pytester, "exercises/")
    result.assert_outcomes(passed=5, failed=1)
    assert {line.split(":")[1] for line in problems(result)} >= {"2", "4"}
    assert "exercises/ex2.yaml::spec:valid" in result.stdout.str()


@pytest.mark.parametrize(
    "spoilt",
    [
        {"spec": "title: T\ncheks: []\n"},
        {"reference": "def line(x, w): return w\n"},
        {"reference": "raise ValueError\n"},
        {"reference": "if True:\n    def line(x, w):\n        return w * x + 7\nstart = 7\n"},
        {"starter": REFERENCE},
        {"starter": "1 / 0\n"},
        {"spec": SPEC.replace("instead: w * x,", "instead: x * w + 7.0,")},
        {"spec": SPEC.replace("instead: w * x,", "instead: w * z,")},
        {"spec": SPEC.replace("instead: w * x,", "instead: w * x + 7 * (x != 2),")},
        {"spec": SPEC.replace("np.sqrt(w ** 2) * x + 7", "x * w")},
    ],
    ids=str,
)
def test_a_fault_is_told_in_the_words_of_grade_check(
    pytester: pytest.Pytester, course: Write, spoilt: dict[str, str]
) -> None:
    course(**spoilt)
    checked = pytester.run(sys.executable, "-m", "graders", "check", "--course", "exercises", "ex1")
    of_both = re.compile(r"exercises/\S+: G(101|20[1-3]|21\d|30\d) ")
    said = {line for line in checked.outlines if of_both.match(line)}
    assert said
    assert {line for line in run(pytester, "exercises/").outlines if of_both.match(line)} == said


def test_an_exercise_without_a_reference_is_told(pytester: pytest.Pytester, course: Write) -> None:
    course()
    (pytester.path / "exercises" / "solutions" / "ex1.py").unlink()
    result = run(pytester, "exercises/ex1.yaml::line")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines("exercises/solutions/ex1.py: G201 the reference cannot be read: No such file*")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("exercises/course.yaml", "title: A course\n"),
        ("exercises/mkdocs.yaml", "title: A site\nnav: []\n"),
        ("exercises/.hidden.yaml", SPEC),
        ("exercises/broken.yaml", "a: [\n\x00"),
        ("exercises/ex2.yml", SPEC),
        ("elsewhere/ex2.yaml", SPEC),
    ],
)
def test_a_file_of_another_tool_is_neither_collected_nor_warned_about(
    pytester: pytest.Pytester, course: Write, path: str, text: str
) -> None:
    course()
    target = pytester.path / path
    target.parent.mkdir(exist_ok=True)
    target.write_text(text)
    assert {line.partition("::")[0] for line in collected(pytester, ".")} == {"exercises/ex1.yaml"}


def test_items_can_be_chosen_by_word_and_by_id(pytester: pytest.Pytester, course: Write) -> None:
    course()
    run(pytester, "exercises/", "-k", "misconception:root or start").assert_outcomes(passed=3, deselected=2)
    run(pytester, "exercises/ex1.yaml::line").assert_outcomes(passed=1)


def test_items_are_shown_by_their_ids(pytester: pytest.Pytester, course: Write) -> None:
    course(starter=REFERENCE)
    result = run(pytester, "exercises/", "-v")
    result.stdout.fnmatch_lines(["exercises/ex1.yaml::line PASSED*", "*_ ex1.yaml: starter:unsolved _*"])


def test_the_first_failure_can_end_the_run(pytester: pytest.Pytester, course: Write) -> None:
    course(reference="raise SystemExit\n")
    run(pytester, "exercises/", "-x").assert_outcomes(failed=1)


def test_the_xml_has_the_points_of_each_item(pytester: pytest.Pytester, course: Write) -> None:
    course(starter=REFERENCE.replace("line(0, 1)", "..."))
    run(pytester, "exercises/", "--junitxml", "out.xml").assert_outcomes(passed=5)
    cases = ET.parse(pytester.path / "out.xml").iter("testcase")  # noqa: S314  our own document
    points = {
        case.get("name"): [(one.get("name"), one.get("value")) for one in case.iter("property")] for case in cases
    }
    assert points["line"] == [("score", "3.0"), ("max_score", "3.0")]
    assert points["starter:unsolved"] == [("score", "3.0"), ("max_score", "4.0")]
    assert points["misconception:no-bias"] == [("score", "0.0"), ("max_score", "4.0")]


def test_several_processes_share_the_work(pytester: pytest.Pytester, course: Write) -> None:
    course()
    course("ex2", reference=REFERENCE.replace("start =", "begin ="))
    result = run(pytester, "exercises/", "-n", "2")
    result.assert_outcomes(passed=5 + 1, failed=4)
    result.stdout.fnmatch_lines("exercises/ex2.yaml:5:*: G203 the reference solution does not pass 'start'*")


def test_the_plugin_can_be_left_out(pytester: pytest.Pytester, course: Write) -> None:
    course()
    assert run(pytester, "exercises/", "-p", "no:graders").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_one_sandbox_serves_all_exercises_and_ends_with_pytest(pytester: pytest.Pytester, course: Write) -> None:
    course()
    course("ex2")
    pytester.makeconftest("""
        import atexit, os, sys

        started = []
        sys.addaudithook(lambda event, _: started.append(event) if event == "os.posix_spawn" else None)

        def has_child():
            try:
                return os.waitpid(-1, os.WNOHANG) is not None
            except ChildProcessError:
                return False

        def pytest_sessionfinish():
            print("started", len(started), "has one", has_child())
            atexit.register(lambda: print("in the end", has_child()))
    """)
    lines = run(pytester, "exercises/").outlines
    assert any("started 1 has one True" in line for line in lines)
    assert lines[-1] == "in the end False"
    assert any("started 0 has one False" in line for line in run(pytester, "exercises/", "--collect-only").outlines)
