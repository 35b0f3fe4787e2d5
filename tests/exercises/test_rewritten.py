"""The shipped exercises see slips in functions that are written in another way than those of the reference."""

import ast
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest

from graders.grading.session import Session
from graders.result import Graded, Outcome
from graders.sandbox.runner import open_sandbox

COURSE = Path(__file__).resolve().parents[2] / "exercises"


class Slip(NamedTuple):
    """A function or a line in place of that of the reference, a check that fails, and the cause told, if any."""

    exercise: str
    code: str
    check: str
    cause: str


SLIPS = {
    "an array like that of whole hours": Slip(
        "ex2",
        """
        def predict(x, w=3, b=10):
            x = np.asarray(x)
            out = np.zeros_like(x)
            for i in range(x.size):
                out.flat[i] = w * x.flat[i] + b
            return out[()]
        """,
        "arrays",
        "fractions-cut@answer",
    ),
    "a spread of n - 1, and care taken of equal columns": Slip(
        "ex12",
        """
        def standardise(X):
            spread = X.std(axis=0, ddof=1)
            spread[spread == 0] = 1
            return (X - X.mean(axis=0)) / spread
        """,
        "standardise",
        "z-ddof1",
    ),
    "a scale from 0 to 1, and care taken of equal columns": Slip(
        "ex12",
        """
        def standardise(X):
            low, high = X.min(axis=0), X.max(axis=0)
            return (X - low) / np.where(high == low, 1, high - low)
        """,
        "standardise",
        "z-minmax",
    ),
    "a largest size subtracted, which makes 0 of all small scores": Slip(
        "ex14",
        """
        def softmax(x):
            e = np.exp(x - np.abs(x).max())
            return e / e.sum()
        """,
        "large",
        "",
    ),
    "brackets that are missing, and care taken of equal columns": Slip(
        "ex12",
        """
        def standardise(X):
            spread = X.std(axis=0)
            spread[spread == 0] = 1
            return X - X.mean(axis=0) / spread
        """,
        "standardise",
        "z-precedence",
    ),
    "a return inside the loop over learners": Slip(
        "ex1",
        """
        def build_X(hours, quiz, lessons):
            rows = []
            for i in range(len(hours)):
                rows.append([hours[i], quiz[i], lessons[i]])
                return np.array(rows, dtype=float)
        """,
        "build_shape",
        "arr-first-row",
    ),
    "a return inside the loop over inputs": Slip(
        "ex5",
        """
        def neuron(inputs, weights, bias=0.0):
            total = 0
            for i in range(len(inputs)):
                total += inputs[i] * weights[i]
                return total + bias
        """,
        "dot_product",
        "neuron-first-pass",
    ),
    "a sum that forgets": Slip(
        "ex5",
        """
        def neuron(inputs, weights, bias=0.0):
            for i in range(len(inputs)):
                total = inputs[i] * weights[i]
            return total + bias
        """,
        "dot_product",
        "neuron-last-pass",
    ),
    "a loop that ends too early": Slip(
        "ex5",
        """
        def neuron(inputs, weights, bias=0.0):
            total = bias
            for i in range(len(inputs) - 1):
                total += inputs[i] * weights[i]
            return total
        """,
        "dot_product",
        "neuron-without-last",
    ),
    "a product turned round": Slip(
        "ex6", "def layer(X, W, b=0.0): return np.matmul(W.T, X.T) + b", "square", "mm-transposed-product"
    ),
    "a return inside the loop over errors": Slip(
        "ex7",
        """
        def mse(y, y_hat):
            total = 0
            for actual, predicted in zip(y, y_hat):
                total += (actual - predicted) ** 2
                return total / len(y)
        """,
        "mse",
        "mse-first-pass",
    ),
    "five learners, however many there are": Slip(
        "ex7", "def mse(y, y_hat): return sum((np.ravel(y) - np.ravel(y_hat)) ** 2) / 5", "mse_any", "mse-fixed-count"
    ),
    "a slope without its sign": Slip(
        "ex8",
        "def derivative(f, x, h=1e-5): return abs(f(x + h) - f(x - h)) / (2 * h)",
        "loss_slope",
        "der-abs",
    ),
    "slopes that forget": Slip(
        "ex8",
        """
        def gradients(x, y, w, b):
            for each_x, each_y in zip(x, y):
                error = w * each_x + b - each_y
                dw, db = 2 * error * each_x / len(x), 2 * error / len(x)
            return dw, db
        """,
        "dw",
        "grad-last-pass",
    ),
    "a line that was copied, but for its slope": Slip(
        "ex9",
        """
        def step(w, b, dw, db, lr):
            w = w - lr * dw
            b = b - lr * dw
            return w, b
        """,
        "step_b",
        "gd-dw-twice",
    ),
    "a list that is emptied in every epoch": Slip(
        "ex10",
        """
        def train(x, y, lr, epochs):
            w = b = 0.0
            for epoch in range(epochs):
                losses = []
                error = w * x + b - y
                losses.append(np.mean(error**2))
                w, b = w - lr * 2 * np.mean(error * x), b - lr * 2 * np.mean(error)
            return w, b, losses
        """,
        "losses",
        "train-losses-reset",
    ),
    "one seed for all": Slip(
        "ex12",
        "def init_weights(n, std=0.1, seed=0): return std * np.random.default_rng(0).standard_normal(n)",
        "init_weights",
        "nrm-fixed-seed",
    ),
    "the hits taken from 1": Slip(
        "ex13",
        "def evidence(p_b_given_a, p_b_given_not_a, p_a): return p_b_given_a * p_a + (1 - p_b_given_a) * (1 - p_a)",
        "evidence",
        "evi-hit-complement",
    ),
    "a return inside the loop over rows": Slip(
        "ex14",
        """
        def softmax_rows(X):
            rows = []
            for row in X:
                rows.append(softmax(row))
                return np.array(rows)
        """,
        "rows",
        "sm2-one-row",
    ),
    "a loop that begins with 1": Slip(
        "ex16",
        """
        def mse(y, y_hat):
            total = 0
            for i in range(1, len(y)):
                total += (y[i] - y_hat[i]) ** 2
            return total / len(y)
        """,
        "mse",
        "mse-without-first",
    ),
    "errors of which one is 0, in each other's place": Slip(
        "ex16",
        """
        train_mse_a = mse(y_train, model_b(x_train))
        train_mse_b = mse(y_train, model_a(x_train))
        """,
        "train_mse_b",
        "swapped@train_mse_a,train_mse_b",
    ),
}


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    with open_sandbox() as sandbox:
        yield Session(sandbox, course=COURSE, seed=0)


def names(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef):
        return {statement.name}
    nodes = ast.walk(statement) if isinstance(statement, ast.Assign) else ()
    return {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def rewritten(exercise: str, code: str) -> str:
    """Return the reference with each of these statements in place of its own that defines the same name."""
    tree = ast.parse((COURSE / "solutions" / f"{exercise}.py").read_text())
    for new in ast.parse(dedent(code)).body:
        [place] = [number for number, old in enumerate(tree.body) if names(new) & names(old)]
        tree.body[place] = new
    return ast.unparse(tree)


def graded(session: Session, folder: Path, exercise: str, source: str) -> Graded:
    (folder / f"{exercise}.py").write_text(source)
    return session.grade(folder / f"{exercise}.py")[0]


@pytest.mark.parametrize("slip", SLIPS.values(), ids=SLIPS)
def test_a_slip_is_seen_and_its_cause_told_however_the_function_is_written(
    session: Session, tmp_path: Path, slip: Slip
) -> None:
    checks = graded(session, tmp_path, slip.exercise, rewritten(slip.exercise, slip.code)).checks
    assert slip.check in {check.id for check in checks if check.outcome is not Outcome.PASSED}
    assert {check.diagnosis.id for check in checks if check.diagnosis} == ({slip.cause} if slip.cause else set())
