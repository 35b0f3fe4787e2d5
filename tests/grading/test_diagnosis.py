"""Wrong solutions run in the jail, and told as the cause of a wrong submission."""

import pickle
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from graders.diagnose.lineup import differs
from graders.diagnose.suspect import Question, Suspect
from graders.errors import SpecError
from graders.exercise import Limits
from graders.grading.course import Course, Solution
from graders.grading.grade import Prepared, grade, prepare
from graders.result import CheckResult, Diagnosis, Graded, Outcome
from graders.sandbox.conversation import MAX_RESTARTS
from graders.sandbox.runner import Sandbox
from graders.spec.load import parse
from graders.submissions.submission import Submission
from graders.transcript import Ask, Call, NotAsked, Program, Questions, Returned, Transcript

COURSE = Course(Path(__file__).parents[2] / "exercises")
SHIPPED = ("ex1", "ex2", "ex3")

LINE = "def line(x, w, b):\n    return w * x + b\n"
CASES = "[[2, 3, 10], [5, -1, 4], [0.5, 8, 1], [-3, 2, 7]]"
CHECK = f"- {{id: line, function: line, asks: a line, points: 1, cases: {CASES}}}"
NO_BIAS = "- {id: no-bias, of: line, instead: w * x, says: The bias was never added., hint: Add b.}"


def exercise(sandbox: Sandbox, reference: str, checks: str = CHECK, misconceptions: str = "[]") -> Prepared:
    text = "title: t\ntask: t\nchecks:\n{}\nmisconceptions:\n{}\n".format(
        *(textwrap.indent(part, "  ") for part in (checks, misconceptions))
    )
    program = Program("ex.py", reference.encode(), {})
    return prepare(
        parse(text.encode(), "ex.yaml", "ex"), Solution(program, {}), spec="ex.yaml", seed=0, sandbox=sandbox
    )


def shipped(name: str, sandbox: Sandbox) -> Prepared:
    return prepare(COURSE.exercise(name), COURSE.solution(name), spec=name, seed=0, sandbox=sandbox)


def submitted(prepared: Prepared, source: str | bytes, sandbox: Sandbox) -> Graded:
    code = source.encode() if isinstance(source, str) else source
    name = prepared.exercise.name
    return grade(Submission(label=name, exercise=name, student=None, source=code, files={}), prepared, sandbox)


def causes(graded: Graded) -> set[str]:
    return {check.diagnosis.id for check in graded.checks if check.diagnosis}


def only(graded: Graded) -> CheckResult:
    [check] = graded.checks
    return check


class Counting:
    """A sandbox that counts the programs it runs, and what they are asked."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.programs: list[Program] = []
        self.asked: list[Sequence[Sequence[Ask]]] = []

    def run(self, program: Program, questions: Questions, limits: Limits) -> Transcript:
        self.programs.append(program)
        self.asked.append(questions.batches)
        return self._sandbox.run(program, questions, limits)


def test_a_declared_misconception_is_told_and_its_hint_is_the_next_step(sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, LINE, misconceptions=NO_BIAS)
    check = only(submitted(prepared, "def line(x, w, b):\n    y = x * w\n    return y\n", sandbox))
    assert check.diagnosis == Diagnosis("no-bias", "The bias was never added.", 4, 4)
    assert check.next_step == "Add b."


def test_what_nobody_declared_is_derived_from_the_reference(sandbox: Sandbox) -> None:
    check = only(submitted(exercise(sandbox, LINE), "def line(x, w, b):\n    return w * x - b\n", sandbox))
    assert check.diagnosis
    assert check.diagnosis.text == "It looks as if `- b` stood in place of `+ b`."
    assert check.next_step == "Go through your code line by line, and look where this comes in."


def test_what_only_the_numbers_show_names_no_place_to_look_at(sandbox: Sandbox) -> None:
    check = only(submitted(exercise(sandbox, LINE), "def line(x, w, b):\n    return -(w * x + b)\n", sandbox))
    assert check.diagnosis
    assert check.diagnosis.text == "The sign is the other way round throughout."
    assert check.next_step.startswith("Look for what makes it so in your code")


@pytest.mark.parametrize("body", ["w * x + b", "b + x * w", "sum([w * x, b])", "-(-w * x - b)"])
def test_what_is_right_has_no_cause_however_it_is_written(sandbox: Sandbox, body: str) -> None:
    graded = submitted(exercise(sandbox, LINE, misconceptions=NO_BIAS), f"def line(x, w, b): return {body}\n", sandbox)
    assert graded.outcome is Outcome.PASSED
    assert causes(graded) == set()


@pytest.mark.parametrize(
    "body", ["w * x + b + x * x", "w ** x", "print(w * x)", "no_such", "w * x if x > 1 else b - x"]
)
def test_what_equals_no_wrong_solution_has_no_cause(sandbox: Sandbox, body: str) -> None:
    graded = submitted(exercise(sandbox, LINE, misconceptions=NO_BIAS), f"def line(x, w, b): return {body}\n", sandbox)
    assert graded.outcome is not Outcome.PASSED
    assert causes(graded) == set()


def named_or_twin(prepared: Prepared, suspect: Suspect, everyone: Sequence[Suspect]) -> set[str]:
    """Return the names under which a wrong solution may be told: its own, or one with the same values."""
    questions = prepared.suspects.questions
    return {other.cause.id for other in everyone if not any(apart(suspect, other, one) for one in enumerate(questions))}


def apart(one: Suspect, other: Suspect, numbered: tuple[int, Question]) -> bool:
    number, question = numbered
    both = one.answers[number], other.answers[number]
    return any(isinstance(answer, Returned) for answer in both) and differs(*both, question.comparison)


def is_distinguishable(prepared: Prepared, suspect: Suspect, everyone: Sequence[Suspect]) -> bool:
    """Say whether two calls at least tell a wrong solution from the reference and from all that count as much."""
    twins = named_or_twin(prepared, suspect, everyone)
    rivals = [other for other in everyone if other.cause.id not in twins and other.cause.origin <= suspect.cause.origin]
    calls = {
        question.text
        for number, question in enumerate(prepared.suspects.questions)
        if question.size is not None
        and isinstance(suspect.answers[number], Returned)
        and differs(suspect.answers[number], question.expected, question.comparison)
        and all(differs(suspect.answers[number], other.answers[number], question.comparison) for other in rivals)
    }
    return len(calls) > 1


def test_every_wrong_solution_that_can_be_told_apart_is_named_when_it_is_handed_in(sandbox: Sandbox) -> None:
    """Here in jails of their own; tests/exercises has all exercises, with what is answered in one process."""
    prepared = shipped("ex2", sandbox)
    everyone = prepared.suspects.run(sandbox)
    told = 0
    for variant, suspect in zip(prepared.suspects.variants(), everyone, strict=True):
        named = causes(submitted(prepared, b"import numpy as np\n" + variant.source, sandbox))
        assert named <= named_or_twin(prepared, suspect, everyone), variant.cause
        if is_distinguishable(prepared, suspect, everyone):
            assert named, variant.cause
            told += 1
    assert told > len(prepared.exercise.misconceptions) - 1 > 5


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_misconception_is_told_by_its_own_name(name: str, sandbox: Sandbox) -> None:
    prepared = shipped(name, sandbox)
    for misconception, variant in zip(prepared.exercise.misconceptions, prepared.suspects.variants(), strict=False):
        graded = submitted(prepared, b"import numpy as np\n" + variant.source, sandbox)
        assert causes(graded) == {misconception.id}
        assert {check.next_step for check in graded.checks if check.diagnosis} == {misconception.hint}


REWRITTEN = [
    ("ex1", "np.column_stack([hours, quiz, lessons]).astype(float)", "np.array([hours, quiz, lessons], float).T"),
    ("ex1", "np.column_stack([hours, quiz, lessons])", "np.array(list(zip(hours, quiz, lessons)))"),
    ("ex2", "w * np.asarray(x)[()] + b", "b + x * w"),
    ("ex2", "w * np.asarray(x)[()] + b", "np.add(np.multiply(x, w), b)"),
    ("ex2", "predict(8)", "8 * 3 + 10.0"),
    ("ex3", "(y - y_hat) ** 2", "abs(y_hat - y) * abs(y - y_hat)"),
    ("ex3", "(y - y_hat) ** 2", "y * y - 2 * y * y_hat + y_hat * y_hat"),
    ("ex3", "error_72 / error_78", "2 ** 2"),
    ("ex4", "v.reshape(-1, 1)", "v[:, None]"),
    ("ex4", "a.size}", "int(np.prod(a.shape))}"),
    ("ex4", "make_batch(16, 28, 30, 3)", "np.zeros((16, *image.shape), dtype=int)"),
    ("ex5", "np.dot(inputs, weights) + bias", "sum(i * w for i, w in zip(inputs, weights, strict=True)) + bias"),
    ("ex5", "inputs * weights", "np.array([float(i) * w for i, w in zip(inputs, weights)])"),
    ("ex6", "X @ W + b", "np.array([[row @ column for column in W.T] for row in X]) + b"),
    ("ex6", "X @ W + b", "np.matmul(X, W) + np.ones((len(X), 1)) * b"),
    ("ex7", "np.mean((np.ravel(y) - np.ravel(y_hat)) ** 2)", "float(np.square(np.ravel(y_hat) - np.ravel(y)).mean())"),
    ("ex7", "(np.ravel(y) - np.ravel(y_hat)) ** 2", "[(a - p) ** 2 for a, p in zip(y.ravel(), y_hat.ravel())]"),
    ("ex7", "w2 = 8.0", "w2 = 7.7"),
    ("ex8", "(f(x + h) - f(x - h)) / (2 * h)", "(f(x + h) - f(x)) / h"),
    ("ex8", "(f(x + h) - f(x - h)) / (2 * h)", "(f(x + 1e-4) - f(x - 1e-4)) / 2e-4"),
    ("ex8", "2 * np.mean((y_hat - y) * x)", "-2 * sum((y - y_hat) * x) / len(x)"),
    ("ex9", "return w - lr * dw, b - lr * db", "return [w + -dw * lr, b + -db * lr]"),
    ("ex10", "losses.append(loss)", "losses = np.append(losses, loss)"),
    ("ex10", "2 * np.mean((y_hat - y) * x)", "-2 / len(x) * sum((y - y_hat) * x)"),
]


@pytest.mark.parametrize("change", REWRITTEN)
def test_a_reference_written_in_another_way_has_no_cause(change: tuple[str, str, str], sandbox: Sandbox) -> None:
    name, old, new = change
    prepared = shipped(name, sandbox)
    source = prepared.reference.source.decode()
    assert old in source
    graded = submitted(prepared, source.replace(old, new), sandbox)
    assert graded.outcome is Outcome.PASSED
    assert causes(graded) == set()


def test_a_value_that_was_not_returned_is_told_once_and_in_the_words_for_that(sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, LINE, misconceptions=NO_BIAS)
    sometimes = "def line(x, w, b):\n    if x != {missing}:\n        return w * x\n"
    shown_first = only(submitted(prepared, sometimes.format(missing=2), sandbox))
    assert "returned `None`" in shown_first.message
    assert "every path" in shown_first.next_step
    assert shown_first.diagnosis is None
    wrong_first = only(submitted(prepared, sometimes.format(missing=-3), sandbox))
    assert "returned `None`" not in wrong_first.message
    assert wrong_first.diagnosis is None  # None is not what the cause gives there
    branch = "def sign(x):\n    if x < 0:\n        return -1\n    return 1\n"
    checks = "- {id: s, function: sign, asks: s, points: 1, cases: [[-2], [3], [-7], [-1]]}"
    lost = only(submitted(exercise(sandbox, branch, checks), branch.replace("return -1", "-1"), sandbox))
    assert lost.diagnosis
    assert lost.diagnosis.text == "It looks as if `return` were missing before `-1`."


SPREAD = "import numpy as np\ndef spread(a):\n    return {'mean': np.mean(a), 'std': np.std(a)}\n"
SPREAD_CASES = "cases: [[[1, 2, 4, 9]], [[3, -1, 5]]]"
SPREAD_CHECKS = "\n".join(
    f"- {{id: {item}, function: spread, item: {item}, asks: the {item}, points: 1, {SPREAD_CASES}}}"
    for item in ("mean", "std")
)


@pytest.mark.parametrize(
    ("std", "told"), [("np.std(a, ddof=1)", {"`ddof=1`", "`median`"}), ("np.std(a) - len(a)", {"`median`"})]
)
def test_each_item_of_a_result_has_a_cause_of_its_own(std: str, told: set[str], sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, SPREAD, SPREAD_CHECKS)
    source = f"import numpy as np\ndef spread(a):\n    return {{'mean': np.median(a), 'std': {std}}}\n"
    texts = [check.diagnosis.text for check in submitted(prepared, source, sandbox).checks if check.diagnosis]
    assert len(texts) == len(told)
    assert all(any(word in text for text in texts) for word in told)


def test_a_cause_that_another_item_speaks_against_is_not_told(sandbox: Sandbox) -> None:
    swapped = (
        '- {id: swapped, of: spread, instead: \'{"mean": np.std(a), "std": np.mean(a)}\', says: They are swapped.}\n'
    )
    prepared = exercise(sandbox, SPREAD, SPREAD_CHECKS, swapped)
    source = "import numpy as np\ndef spread(a): return {'mean': np.std(a), 'std': np.%s(a)}\n"
    assert causes(submitted(prepared, source % "mean", sandbox)) == {"swapped"}
    assert causes(submitted(prepared, source % "std", sandbox)) == set()


COLUMN = """import numpy as np
def slopes(x, y):
    e = x - y
    return x.T @ e / len(y), 2 * np.mean(e)
"""
COLUMN_CASES = "cases: [[[1, 2, 4], [9, 1, 5]], [[3, -1, 5, 7], [0, 1, 2, 4]]]"
COLUMN_CHECKS = "\n".join(
    f"- {{id: {name}, function: slopes, item: {item}, asks: {name}, points: 1, {COLUMN_CASES}}}"
    for item, name in enumerate(("dw", "db"))
)


def test_a_cause_is_not_told_where_another_item_of_the_call_has_a_shape_that_it_does_not_explain(
    sandbox: Sandbox,
) -> None:
    prepared = exercise(sandbox, COLUMN, COLUMN_CHECKS)
    added_up = COLUMN.replace("np.mean(e)", "np.sum(e)")
    assert causes(submitted(prepared, added_up, sandbox)) == {"mean-to-sum@4:34"}
    assert causes(submitted(prepared, added_up.replace("x.T @ e", "7 + x.T @ e"), sandbox)) == {"mean-to-sum@4:34"}
    assert causes(submitted(prepared, added_up.replace("x.T @ e / len(y)", "None"), sandbox)) == {"mean-to-sum@4:34"}
    # The sum of n times n differences over n is that of the n right ones.
    column = COLUMN.replace("x - y", "x - y.reshape(-1, 1)").replace("np.mean(e)", "np.sum(e) / len(y)")
    graded = submitted(prepared, column, sandbox)
    assert causes(graded) == {"right-as-column@3:9"}
    assert [check.outcome for check in graded.checks] == [Outcome.WRONG, Outcome.WRONG]


@pytest.mark.parametrize(
    ("compared", "column"),
    [
        ("(p - y) ** 2", "(p - y[:, None]) ** 2"),
        ("(p - y) ** 2", "(p.reshape(-1, 1) - y) ** 2"),
        ("p == y", "p.reshape(len(p), 1) == y"),
        ("p >= y", "p >= y.reshape((-1, 1))"),
    ],
)
def test_a_column_in_place_of_a_vector_is_told(compared: str, column: str, sandbox: Sandbox) -> None:
    reference = f"import numpy as np\ndef score(p, y): return np.mean({compared})\n"
    cases = "cases: [[[1, 0, 2, 1], [1, 2, 2, 0]], [[3, 1, 1], [3, 3, 2]], [[0, 4], [0, 1]]]"
    prepared = exercise(sandbox, reference, f"- {{id: score, function: score, asks: it, points: 1, {cases}}}")
    check = only(submitted(prepared, reference.replace(compared, column), sandbox))
    assert check.diagnosis
    said = f"one side of `{compared.removesuffix(' ** 2').strip('()')}` were a column, shape (n, 1)"
    assert check.diagnosis.text == f"It looks as if {said}, which makes n times n numbers."


def test_two_items_of_one_call_are_one_piece_of_evidence(sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, SPREAD, SPREAD_CHECKS.replace(", [[3, -1, 5]]", ""))
    source = "import numpy as np\ndef spread(a): return {'mean': np.sum(a), 'std': np.var(a)}\n"
    graded = submitted(prepared, source, sandbox)
    assert graded.score == 0
    assert causes(graded) == set()


def test_of_a_call_with_several_items_wrong_solutions_are_asked_once(sandbox: Sandbox) -> None:
    counting = Counting(sandbox)
    exercise(sandbox, SPREAD, SPREAD_CHECKS).suspects.run(counting)  # type: ignore[arg-type]  # as below
    [[[ask], *_]] = counting.asked
    assert isinstance(ask, Call)
    assert len(ask.args[1]) == 2  # type: ignore[arg-type]  # the asks


def test_what_only_a_declared_wrong_solution_calls_takes_no_room(sandbox: Sandbox) -> None:
    shuffled = "\n\ndef shuffled(x, w, b):\n    return x * b + w\n"
    of_helper = "- {id: shuffled, of: line, instead: 'shuffled(x, w, b)', says: They have changed places.}"
    prepared = exercise(sandbox, LINE + shuffled, CHECK, of_helper)
    of = [one.cause.of for one in prepared.suspects.variants(every=True)]
    assert set(of) == {frozenset({"line"})}
    assert causes(submitted(prepared, LINE.replace("w * x + b", "b * x + w"), sandbox)) == {"shuffled"}


def test_a_number_of_the_task_in_place_of_a_parameter_is_told(sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, f"{LINE}y = line(8, 3, 10)\n")
    fixed = only(submitted(prepared, LINE.replace("+ b", "+ 10"), sandbox))
    assert fixed.diagnosis
    assert fixed.diagnosis.text == "It looks as if `b` were always `10`."


def test_a_reference_without_the_item_is_a_problem_of_the_exercise(sandbox: Sandbox) -> None:
    with pytest.raises(SpecError, match="does not pass 'mean'"):
        exercise(sandbox, SPREAD.replace("mean", "average", 1), SPREAD_CHECKS)


def test_variables_that_come_of_a_right_function_have_no_cause_of_its_own(sandbox: Sandbox) -> None:
    variables = "".join(f"- {{id: {name}, variable: {name}, asks: {name}, points: 1}}\n" for name in ("p", "q"))
    reference = LINE + "p = line(2, 3, 4)\nq = line(5, 3, 4)\n"
    prepared = exercise(sandbox, reference, f"{CHECK}\n{variables}", NO_BIAS)
    without_bias = reference.replace("3, 4)", "3, 0)")
    assert causes(submitted(prepared, without_bias, sandbox)) == set()
    assert causes(submitted(prepared, without_bias.replace(" + b", ""), sandbox)) == {"no-bias"}
    assert causes(
        submitted(prepared, without_bias.replace("def line", "def lines").replace("line(", "lines("), sandbox)
    )


FIT = """import numpy as np

def line(x, y):
    m = np.sum((x - np.mean(x)) * (y - np.mean(y))) / np.sum((x - np.mean(x)) ** 2)
    c = np.mean(y) - m * np.mean(x)
    return m, c

def rest(x, y):
    m, c = line(x, y)
    return np.sum((y - (m * x + c)) ** 2)
"""
FIT_CASES = "asks: it, points: 1, cases: [[[0, 1, 2, 4], [1, 3, 4, 9.5]], [[3, -1, 2], [-2, 5, 1]]]"
FIT_CHECKS = "".join(
    f"- {{id: {name}, function: {name.rstrip('01')}, {item}{FIT_CASES}}}\n"
    for name, item in (("line0", "item: 0, "), ("line1", "item: 1, "), ("rest", ""))
)
ORDER = "- {id: order, of: line, instead: 'np.polyfit(x, y, 1)[::-1]', says: The intercept comes first.}"


def test_a_declared_cause_is_not_told_of_another_function_while_all_items_of_its_own_are_right(
    sandbox: Sandbox,
) -> None:
    prepared = exercise(sandbox, FIT, FIT_CHECKS, ORDER)
    assert causes(submitted(prepared, FIT.replace("return m, c", "return c, m"), sandbox)) == {"order"}
    graded = submitted(prepared, FIT.replace("m * x + c", "c * x + m"), sandbox)
    assert [check.outcome for check in graded.checks] == [Outcome.PASSED, Outcome.PASSED, Outcome.WRONG]
    assert causes(graded) == set()


def test_of_a_wrong_helper_no_slip_of_the_function_that_calls_it_is_told(sandbox: Sandbox) -> None:
    reference = (
        "import numpy as np\ndef centred(x): return x - x.mean()\n"
        "def spread(x): return np.sqrt(np.mean(centred(x) ** 2))\n"
    )
    cases = "asks: it, points: 1, cases: [[[0, 1, 5]], [[3, -1, 2.5]]]"
    checks = "\n".join(f"- {{id: {name}, function: {name}, {cases}}}" for name in ("centred", "spread"))
    not_called = "- {id: not-called, of: spread, instead: np.sqrt(np.mean(x ** 2)), says: The mean is still in it.}"
    prepared = exercise(sandbox, reference, checks, not_called)
    by_itself = reference.replace("centred(x) **", "x **")
    assert causes(submitted(prepared, by_itself, sandbox)) == {"not-called"}
    assert causes(submitted(prepared, reference.replace("x - x.mean()", "x"), sandbox)) == {"term-dropped@2:24"}


def test_a_derived_cause_that_the_changed_function_contradicts_is_not_told_of_another_one(sandbox: Sandbox) -> None:
    reference = (
        "import numpy as np\ndef offset(x, y): return np.mean(y) - np.mean(x)\n"
        "def rest(x, y, c): return y - (x + c)\ndef size(x, y): return np.sum(rest(x, y, offset(x, y)) ** 2)\n"
    )
    pairs = "asks: it, points: 1, cases: [[[0, 1, 5], [1, 3, 4]], [[3, -1, 2.5], [-2, 5, 1]]]"
    checks = (
        f"- {{id: offset, function: offset, {pairs}}}\n- {{id: size, function: size, {pairs}}}\n"
        "- {id: rest, function: rest, asks: it, points: 1, cases: [[[0, 1], [1, 3], 0.5], [[3, -1], [-2, 5], 4]]}"
    )
    prepared = exercise(sandbox, reference, checks)
    without = submitted(prepared, reference.replace("(x + c)", "x"), sandbox)
    assert {check.id for check in without.checks if check.diagnosis} == {"rest", "size"}
    twice = submitted(prepared, reference.replace("(x + c)", "x - 2 * c"), sandbox)
    assert {check.id for check in twice.checks if check.outcome is Outcome.WRONG} == {"rest", "size"}
    assert causes(twice) == set()


def test_a_function_of_which_nothing_is_checked_yet_is_no_evidence(sandbox: Sandbox) -> None:
    """The one that is wrong counts with all of its calls, those of a check that waits for another among them."""
    reference = LINE + "def twice(x, w, b):\n    return 2 * line(x, w, b)\n"
    wrong = reference.replace(" + b", "")
    waiting = "\n" + CHECK.replace("line", "twice").replace("points", "needs: [line], points")
    one_call = CHECK.replace(CASES, "[[2, 3, 10]]")

    def told(checks: str) -> list[Diagnosis | None]:
        return [
            check.diagnosis for check in submitted(exercise(sandbox, reference, checks, NO_BIAS), wrong, sandbox).checks
        ]

    says = "The bias was never added."
    assert told(CHECK + waiting) == [Diagnosis("no-bias", says, 4, 4), None]
    assert told(one_call + waiting) == [None, None]
    assert told(one_call + waiting.replace("function: twice", "function: line"))[0] == Diagnosis("no-bias", says, 4, 4)


def test_a_count_is_not_divided(sandbox: Sandbox) -> None:
    reference = "import numpy as np\ndef stats(v):\n    return {'n': len(v), 'max': float(np.max(v))}\n"
    check = "- {id: s, function: stats, asks: s, points: 1, cases: [[[1, 2, 4]], [[3, 5, 2, 7]], [[1, 9]]]}"
    prepared = exercise(sandbox, reference, check)
    for wrong in ("len(v) - 1", "1", "len(v) ** 2"):
        graded = submitted(prepared, reference.replace("len(v)", wrong), sandbox)
        assert graded.outcome is Outcome.WRONG
        assert not any("divided" in check.diagnosis.text for check in graded.checks if check.diagnosis)


def test_what_is_hidden_stays_hidden(sandbox: Sandbox) -> None:
    hidden = (
        "[{args: [71.5, 3, 10], hidden: true}, {args: [64.5, 3, 10], hidden: true}, {args: [1.5, 3, 9], hidden: true}]"
    )
    prepared = exercise(sandbox, LINE, CHECK.replace(CASES, hidden))
    check = only(submitted(prepared, "def line(x, w, b): return w * x\n", sandbox))
    assert check.diagnosis
    assert check.diagnosis.text == "It looks as if `+ b` were left out."
    for secret in ("71.5", "64.5", "224.5", "214.5", "203.5", "193.5"):
        assert secret not in repr(check)


def test_a_wrong_solution_without_end_or_that_ends_its_process_takes_no_other_with_it(sandbox: Sandbox) -> None:
    reference = "def total(n):\n    s = 0\n    while n > 0:\n        s += n\n        n -= 1\n    return s\n"
    killers = (
        "- {id: killer, of: total, instead: __import__('os')._exit(3), says: Ends.}\n"
        + "".join(
            f"- {{id: endless{number}, of: total, instead: 'all(True for _ in iter(int, 1))', says: Runs on.}}\n"
            for number in range(MAX_RESTARTS + 1)
        )
        + "- {id: last, of: total, instead: n, says: This is the last number alone.}\n"
    )
    prepared = exercise(
        sandbox, reference, "- {id: t, function: total, asks: t, points: 1, cases: [[3], [4], [9]]}", killers
    )
    answered = {
        one.cause.id: any(isinstance(answer, Returned) for answer in one.answers)
        for one in prepared.suspects.run(sandbox)
    }
    assert not answered["killer"]
    assert not answered["endless0"]
    assert answered["last"]
    assert len(answered) > 10
    assert any(name.startswith("update-reversed") for name in answered)
    assert causes(submitted(prepared, "def total(n): return n\n", sandbox)) == {"last"}


SUM = "def total(n):\n    s = 0\n    for i in range(n):\n        s += i * i\n    return s\n"


def test_what_takes_the_reference_very_long_is_not_asked_of_wrong_solutions(sandbox: Sandbox) -> None:
    prepared = exercise(
        sandbox, SUM, "- {id: t, function: total, asks: t, points: 1, cases: [[3], [5], [8], [100000]]}", "[]"
    )
    suspects = prepared.suspects.run(sandbox)
    assert {tuple(map(type, one.answers))[-1] for one in suspects} == {NotAsked}
    check = only(submitted(prepared, SUM.replace("i * i", "i / i if i else 0"), sandbox))
    assert check.diagnosis is None
    check = only(submitted(prepared, SUM.replace("range(n)", "range(n + 1)"), sandbox))
    assert check.diagnosis
    assert check.diagnosis.text == "It looks as if `range(n + 1)` stood in place of `range(n)`."
    assert (check.diagnosis.equal, check.diagnosis.probes) == (3, 3)


def test_all_wrong_solutions_together_have_an_end(sandbox: Sandbox) -> None:
    slow = f"{SUM}big = total(60000)\n"
    check = "- {id: t, function: total, asks: t, points: 1, cases: [[3], [5], [8]]}"
    first, again = (exercise(sandbox, slow, check, "[]").suspects.run(sandbox) for _ in range(2))
    assert first == again
    asked = [not all(isinstance(answer, NotAsked) for answer in one.answers) for one in first]
    assert 3 < asked.index(False) < 10
    assert not any(asked[asked.index(False) :])


def test_a_reference_that_does_not_answer_twice_alike_tells_nothing(sandbox: Sandbox) -> None:
    prepared = exercise(sandbox, "seen = []\ndef line(x, w, b):\n    seen.append(x)\n    return w * x + b\n")
    assert causes(submitted(prepared, "def line(x, w, b): return w * x\n", sandbox)) != set()
    moody = "import os\nn = os.getpid()\ndef line(x, w, b):\n    return w * x + b + n\n"
    prepared = exercise(sandbox, moody)
    assert not any(isinstance(answer, Returned) for one in prepared.suspects.run(sandbox) for answer in one.answers)


def test_wrong_solutions_run_once_and_only_when_a_submission_is_wrong(sandbox: Sandbox) -> None:
    counting = Counting(sandbox)
    prepared = exercise(sandbox, LINE, misconceptions=NO_BIAS)
    submitted(prepared, LINE, counting)  # type: ignore[arg-type]  # runs programs, which is all that is needed
    assert len(counting.programs) == 1
    for _ in range(3):
        submitted(prepared, "def line(x, w, b): return w * x\n", counting)  # type: ignore[arg-type]  # see above
    assert len(counting.programs) == 5


def test_what_is_known_goes_to_another_process_with_the_exercise(sandbox: Sandbox) -> None:
    wrong = "def line(x, w, b): return w * x\n"
    prepared = exercise(sandbox, LINE, misconceptions=NO_BIAS)
    fresh = pickle.loads(pickle.dumps(prepared))  # noqa: S301 - what this test has just written
    first = submitted(prepared, wrong, sandbox)
    used = pickle.loads(pickle.dumps(prepared))  # noqa: S301 - see above
    assert first == submitted(fresh, wrong, sandbox) == submitted(used, wrong, sandbox)
    assert causes(first) == {"no-bias"}


def test_a_misconception_of_what_the_reference_imports_is_left_out(sandbox: Sandbox) -> None:
    imported = "from math import hypot as line\n"
    cases = "[[3, 4], [6, 8]]"
    prepared = exercise(sandbox, imported, CHECK.replace(CASES, cases), NO_BIAS)
    assert prepared.suspects.run(sandbox) == ()
    graded = submitted(prepared, "def line(x, y): return -(x * x + y * y) ** 0.5\n", sandbox)
    assert causes(graded) == {"negated@answer"}


RUN = (
    "import sys; from graders.cli.main import main; status = main(sys.argv[1:]);"
    "print(status, [name for name in sys.modules if name.startswith('graders.diagnose.')])"
)


def test_who_hands_in_what_is_right_waits_for_no_diagnosis(tmp_path: Path) -> None:
    def loaded(source: str) -> str:
        (tmp_path / "ex3.py").write_text(source)
        command = [sys.executable, "-c", RUN, "--course", str(COURSE.folder), str(tmp_path / "ex3.py")]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()[-1]

    right = COURSE.reference("ex3").read_text()
    assert loaded(right) == "0 []"
    wrong = loaded(right.replace("** 2", "* 2"))
    assert wrong.startswith("1 ['graders.diagnose.")


@pytest.fixture(autouse=True)
def _sandbox_survives(sandbox: Sandbox) -> Iterator[None]:
    """Each test leaves a sandbox that still runs programs."""
    yield
    assert sandbox.run(Program("a.py", b"x = 1"), Questions([]), Limits()).load
