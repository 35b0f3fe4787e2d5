"""The shipped exercises see what beginners usually get wrong: the reference with one thing changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graders.grading.session import Session
from graders.result import Graded, Outcome
from graders.sandbox.runner import open_sandbox

COURSE = Path(__file__).resolve().parents[2] / "exercises"
NAMES = sorted(path.stem for path in COURSE.glob("ex*.yaml"))

BUILD = "np.column_stack([hours, quiz, lessons]).astype(float)"
PREDICT = "w * np.asarray(x)[()] + b"
SQUARE = "(y - y_hat) ** 2"

# exercise, what is replaced in the reference, by what, a check that must fail, if any, and the cause that is told
MISTAKES = [
    ("ex1", BUILD, "np.array([hours, quiz, lessons], dtype=float)", "build_shape", "arr-transposed"),
    (
        "ex1",
        BUILD,
        "np.array([hours, quiz, lessons], dtype=float).reshape(-1, 3)",
        "build_values",
        "arr-reshape-not-transpose",
    ),
    ("ex1", BUILD, "[list(row) for row in zip(hours, quiz, lessons)]", "build_shape", "arr-list"),
    (
        "ex1",
        BUILD,
        "np.array([[str(v) for v in row] for row in zip(hours, quiz, lessons)])",
        "build_values",
        "arr-strings",
    ),
    ("ex1", BUILD, "np.column_stack([hours, quiz, lessons]).astype(int)", "build_values", "arr-int-truncated"),
    ("ex1", BUILD, "np.column_stack([hours, quiz, lessons])", "build_values", ""),
    ("ex1", BUILD, "np.column_stack([quiz, hours, lessons]).astype(float)", "build_values", "arr-column-order"),
    ("ex1", BUILD, "np.column_stack([hours, np.array(quiz) / 100, lessons])", "build_values", "arr-percent-fraction"),
    ("ex1", BUILD, "np.array([np.column_stack([hours, quiz, lessons])])", "build_shape", "arr-extra-axis"),
    ("ex1", "X = np.array(", "X = list(", "x_array", ""),
    ("ex1", "X = np.array(", "X = list(", "file", ""),
    ("ex1", "[6.0, 88.0, 11.0],", "", "x_shape", ""),
    ("ex1", "[4.5, 72.0, 8.0],", "[4, 72, 8],", None, ""),
    ("ex1", "    ]\n)\n", "    ], dtype=int\n)\n", "x_dtype", ""),
    ("ex1", "    ]\n)\n", "    ]\n).T\n", "x_rows", ""),
    ("ex1", "[4.5, 72.0, 8.0],", "[72.0, 4.5, 8.0],", "x_rows", ""),
    ("ex1", "[4.5, 72.0, 8.0],", "[4.5, 0.72, 8.0],", "x_rows", ""),
    ("ex1", "[6.0, 88.0, 11.0],", "[2.0, 55.0, 3.0],", "x_different", ""),
    ("ex1", "print(X.shape)", "print(X)", "prints_shape", ""),
    ("ex1", "X = np.array", "x = X_ = np.array", "file", ""),
    ("ex2", PREDICT, "w * x", "predict", "pred-no-bias"),
    ("ex2", PREDICT, "b * x + w", "predict", "pred-swapped-wb"),
    ("ex2", PREDICT, "w * (x + b)", "predict", "pred-bias-first"),
    ("ex2", PREDICT, "34", "predict", "pred-hardcoded"),
    ("ex2", PREDICT, "3 * x + 10", "any_numbers", "pred-fixed-numbers"),
    ("ex2", PREDICT, "print(w * x + b)", "predict", ""),
    ("ex2", PREDICT, "str(w * x + b)", "predict", "pred-string"),
    ("ex2", PREDICT, "round(w * x) + b", "any_numbers", "pred-rounded"),
    ("ex2", PREDICT, "int(w * x + b)", "any_numbers", "integer@answer"),
    ("ex2", "explain_3 =", "predict = predict(8)\nexplain_3 =", "predict", ""),
    ("ex2", "y_hat = predict(8)", "y_hat = 83", "y_hat", ""),
    ("ex2", "y_hat = predict(8)", "y_hat = '34'", "y_hat", ""),
    ("ex2", "y_hat = predict(8)", "y_hat = predict", "y_hat", ""),
    ("ex3", SQUARE, "y - y_hat", "error_72", "se-no-square"),
    ("ex3", SQUARE, "abs(y - y_hat)", "error_72", "se-abs"),
    ("ex3", SQUARE, "((y - y_hat) ** 2) ** 0.5", "error_72", "se-abs"),
    ("ex3", SQUARE, "2 * (y - y_hat)", "error_78", "se-doubled"),
    ("ex3", SQUARE, "y**2 - y_hat**2", "error_72", "se-diff-of-squares"),
    ("ex3", SQUARE, "(y - y_hat) ^ 2", "error_72", "se-xor"),
    ("ex3", SQUARE, "y - y_hat**2", "error_72", "se-precedence"),
    ("ex3", SQUARE, "0.5 * (y - y_hat) ** 2", "error_72", "se-half"),
    ("ex3", SQUARE, "(y - y_hat) ** 2 / 2", "error_72", "se-half"),
    ("ex3", SQUARE, "(84 - y_hat) ** 2", "squared_error", "se-fixed-y"),
    ("ex3", SQUARE, "np.sum((y - y_hat) ** 2)", "arrays", "se-summed"),
    ("ex3", "error_72 / error_78", "12 / 6", "times_smaller", ""),
    ("ex3", "error_72 / error_78", "error_78 / error_72", "times_smaller", ""),
    ("ex4", "np.array([4.5, 72.0, 8.0])", "np.array([[4.5, 72.0, 8.0]])", "learner", ""),
    ("ex4", "np.zeros((28, 30, 3))", "np.zeros((3, 28, 30))", "image", ""),
    ("ex4", "make_batch(16, 28, 30, 3)", "image", "batch", ""),
    ("ex4", '"numbers": a.size', '"size": a.size', "describe_keys", ""),
    ("ex5", "np.dot(inputs, weights) + bias", "np.sum(inputs * weights) + bias", "lengths", ""),
    ("ex5", "np.dot(inputs, weights) + bias", "[np.dot(inputs, weights) + bias]", "one_number", ""),
    ("ex6", "print(output.shape)", "print(output)", "prints_shape", ""),
    ("ex6", "X @ W + b", "(X @ W if len(X[0]) == len(W) else X @ W.T) + b", "inner_sizes", ""),
    ("ex7", "np.mean((np.ravel(y) - np.ravel(y_hat)) ** 2)", "np.mean((y - y_hat) ** 2)", "mse_column", ""),
    ("ex7", "np.mean((np.ravel(y) - np.ravel(y_hat)) ** 2)", "int(np.mean((y - y_hat) ** 2))", "mse", "mse-floor"),
    ("ex7", "b2 = 36.0", "b2 = 40.0", "good", ""),
    ("ex7", "w2 = 8.0\nb2 = 36.0", "w2 = y / X\nb2 = 0.0", "better", ""),
    ("ex7", "b2 = 36.0", "b2 = y - w2 * X", "better", ""),
    ("ex14", "probs = softmax(logits)", "probs = np.True_", "probs_sum", ""),
    ("ex7", '"b": "parameter"', '"b": "bias"', "parts", ""),
    ("ex8", '"increase"', '"decrease"', "w_should", ""),
    ("ex8", "(f(x + h) - f(x - h)) / (2 * h)", "abs(f(x + h) - f(x - h)) / (2 * h)", "falling", "der-abs"),
    ("ex8", "(f(x + h) - f(x - h)) / (2 * h)", "2 * x", "curve", ""),
    ("ex9", "return w - lr * dw, b - lr * db", "w -= lr * dw\n    return w, b - lr * db", "many_weights", ""),
    ("ex9", "return w - lr * dw, b - lr * db", "w -= lr * dw\n    return w, b - lr * db", "unchanged", ""),
    ("ex9", "which_lr = 0.08", "which_lr = 0.1", "which_lr", ""),
    ("ex10", "train(x, y, 0.1, 50)", "train(x, y, 1.5, 50)", "w", ""),
    ("ex10", "train(x, y, 0.1, 50)", "train(x, y, 0.1, 49)", "b", ""),
    ("ex10", "epoch % 10 == 0", "epoch % 10 == 1", "prints", ""),
    ("ex11", "np.sum(a) / len(a)", "np.sum(a) / 5", "mean", "mean-fixed-count"),
    ("ex11", "np.sum(a) / len(a)", "69.2", "mean", "mean-fixed-data"),
    ("ex11", "return np.sum(a) / len(a)", "for x in a: return x / len(a)", "mean", "mean-first-pass"),
    ("ex11", "np.sum(a) / len(a)", "sum(a[i] for i in range(1, len(a))) / len(a)", "mean", "mean-without-first"),
    ("ex11", "(ordered[half - 1] + ordered[half]) / 2", "ordered[half]", "median", "med-upper"),
    (
        "ex11",
        "(ordered[half - 1] + ordered[half]) / 2",
        "(ordered[half] + ordered[half + 1]) / 2",
        "median",
        "med-pair-too-high",
    ),
    ("ex11", "(a - mean(a)) ** 2", "(a - median(a)) ** 2", "variance", "var-round-median"),
    ("ex11", "ordered = np.sort(a)", "a.sort(); ordered = a", "unchanged", ""),
    ("ex11", "half = len(ordered) // 2", "half = len(ordered) / 2", "median", ""),
    ("ex11", 'bigger_risk = "b"', "bigger_risk = group_b", "bigger_risk", ""),
    ("ex12", "np.where(spread == 0, 1.0, spread)", "spread", "equal_column", "z-zero-spread"),
    ("ex14", "e = np.exp(x - np.max(x))", "e = np.exp(x)", "large", "sm-overflow"),
    ("ex14", "e = np.exp(x - np.max(x))", "e = np.exp(x - np.mean(x))", "large", "sm-subtract-mean"),
    ("ex14", "e = np.exp(x - np.max(x))", "e = 2.718 ** (x - np.max(x))", "softmax", "sm-short-e"),
    ("ex14", "e / np.sum(e)", "e / len(e)", "softmax", "sm-divided-by-count"),
    ("ex14", "e / np.sum(e)", "e / np.sum(np.exp(x))", "softmax", "sm-shift-above-only"),
    ("ex14", "e / np.sum(e)", "(e / np.sum(e)).astype(int)", "softmax", "sm-whole-numbers"),
    ("ex14", "e / e.sum(axis=1, keepdims=True)", "softmax(X[0])", "rows", "sm2-first-row"),
    (
        "ex14",
        "return e / e.sum(axis=1, keepdims=True)",
        "out = np.zeros_like(X)\n    for i in range(len(X)): out[i] = softmax(X[i])\n    return out",
        "rows",
        "sm2-whole-numbers",
    ),
    ("ex14", "e = np.exp(x - np.max(x))", "x -= np.max(x); e = np.exp(x)", "unchanged", ""),
    ("ex15", "(p >= 0.5)", "np.round(p)", "accuracy_edge", "acc-strict"),
    ("ex16", SQUARE, "y**2 - y_hat**2", "mse", "mse-squares-apart"),
    ("ex16", f"np.mean({SQUARE})", "np.var(y - y_hat)", "mse", "mse-variance"),
    ("ex16", f"np.mean({SQUARE})", f"np.sum({SQUARE}) // len(y)", "mse", "mse-floor"),
    ("ex16", f"np.mean({SQUARE})", f"int(np.mean({SQUARE}))", "mse", "mse-floor"),
    ("ex16", f"np.mean({SQUARE})", f"np.sum({SQUARE}) / 5", "mse", "mse-fixed-count"),
    ("ex16", "np.mean(np.abs(y - y_hat))", f"np.mean({SQUARE})", "mae", "mae-mse"),
    ("ex16", "np.mean(np.abs(y - y_hat))", "np.max(np.abs(y - y_hat))", "mae", "mae-max"),
    ("ex16", 'better_loss = "mae"', "better_loss = mae", "better_loss", ""),
]


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_sandbox() as sandbox:
        yield Session(sandbox, course=COURSE, seed=0)


def _grade(session: Session, folder: Path, name: str, source: str) -> Graded:
    (folder / f"{name}.py").write_text(source)
    return session.grade(folder / f"{name}.py")[0]


@pytest.mark.parametrize("changed", MISTAKES)
def test_a_usual_mistake_is_seen_and_its_cause_told(
    session: Session, tmp_path: Path, changed: tuple[str, str, str, str | None, str]
) -> None:
    name, right, mistake, check, cause = changed
    source = (COURSE / "solutions" / f"{name}.py").read_text()
    assert source.count(right) == 1
    graded = _grade(session, tmp_path, name, "import numpy as np\n" + source.replace(right, mistake))
    failing = {result.id for result in graded.checks if result.outcome is not Outcome.PASSED}
    assert check in failing if check else not failing
    assert {result.diagnosis.id for result in graded.checks if result.diagnosis} == ({cause} if cause else set())


def test_a_ratio_of_wrong_errors_earns_its_points_when_it_is_their_ratio(session: Session, tmp_path: Path) -> None:
    source = (COURSE / "solutions" / "ex3.py").read_text().replace(SQUARE, "abs(y - y_hat)")
    checks = {check.id: check for check in _grade(session, tmp_path, "ex3", source).checks}
    assert checks["times_smaller"].score == 2
    assert checks["times_smaller"].follow_through == ("error_72", "error_78")
    assert {checks["error_72"].outcome, checks["error_78"].outcome} == {Outcome.WRONG}


FOLLOWED = [
    ("ex3", SQUARE, "2 * (y - y_hat)", "times_smaller"),
    (
        "ex5",
        "inputs * weights\nprediction = neuron",
        "inputs + weights\nprediction = sum(contributions)  #",
        "prediction",
    ),
    ("ex7", "y_hat = w * X + b", "y_hat = w * X", "loss"),
    ("ex9", "return w - lr * dw, b - lr * db", "return w + lr * dw, b + lr * db", "loss_after"),
]


@pytest.mark.parametrize("changed", FOLLOWED)
def test_what_is_rightly_made_of_a_wrong_value_earns_its_points(
    session: Session, tmp_path: Path, changed: tuple[str, str, str, str]
) -> None:
    name, right, mistake, check = changed
    source = (COURSE / "solutions" / f"{name}.py").read_text()
    assert source.count(right) == 1
    checks = {check.id: check for check in _grade(session, tmp_path, name, source.replace(right, mistake)).checks}
    assert checks[check].outcome is Outcome.PASSED
    assert checks[check].follow_through


def test_a_slip_in_one_function_costs_nothing_in_those_that_do_not_use_it(session: Session, tmp_path: Path) -> None:
    source = (COURSE / "solutions" / "ex11.py").read_text()
    slip = source.replace("np.sum(a) / len(a)", "np.sum(a) / 5").replace("np.mean((a - mean(a)) ** 2)", "np.var(a)")
    failing = {check.id for check in _grade(session, tmp_path, "ex11", slip).checks if not check.score}
    assert failing == {"mean", "shift"}


def test_an_empty_function_does_not_earn_the_points_for_leaving_its_array_alone(
    session: Session, tmp_path: Path
) -> None:
    source = (COURSE / "solutions" / "ex11.py").read_text().replace("return np.sqrt(variance(a))", "...")
    checks = {check.id: check for check in _grade(session, tmp_path, "ex11", source).checks}
    assert checks["unchanged"].outcome is Outcome.MISSING


def test_a_function_that_returns_an_array_may_still_leave_its_own_alone(session: Session, tmp_path: Path) -> None:
    source = (COURSE / "solutions" / "ex11.py").read_text().replace("return np.sum(a) / len(a)", "return a + 1")
    checks = {check.id: check for check in _grade(session, tmp_path, "ex11", source).checks}
    assert (checks["mean"].outcome, checks["unchanged"].outcome) == (Outcome.WRONG, Outcome.PASSED)


@pytest.mark.parametrize("name", NAMES)
def test_the_starter_has_no_points_and_says_what_is_missing(session: Session, tmp_path: Path, name: str) -> None:
    graded = _grade(session, tmp_path, name, (COURSE / f"{name}.py").read_text())
    assert graded.score == 0
    assert all(check.outcome in {Outcome.MISSING, Outcome.NOT_RUN, Outcome.WRONG} for check in graded.checks)
    assert any("is still empty" in check.message for check in graded.checks)


@pytest.mark.parametrize("name", NAMES)
def test_every_check_has_three_hints_and_the_points_add_up_to_ten(session: Session, tmp_path: Path, name: str) -> None:
    graded = _grade(session, tmp_path, name, "")
    assert all(len(check.hints) == 3 for check in graded.checks)
    assert graded.max_score == 10


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("seed", range(3))
def test_the_reference_has_full_marks_whatever_is_drawn(tmp_path: Path, name: str, seed: int) -> None:
    with open_sandbox() as sandbox:
        graded = _grade(
            Session(sandbox, course=COURSE, seed=seed),
            tmp_path,
            name,
            (COURSE / "solutions" / f"{name}.py").read_text(),
        )
    assert (graded.score, graded.outcome) == (10, Outcome.PASSED)
