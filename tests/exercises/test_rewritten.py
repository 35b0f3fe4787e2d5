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
    """A function or a line that stands in place of that of the reference, a check that fails, and the cause told."""

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
    assert {check.diagnosis.id for check in checks if check.diagnosis} == {slip.cause}
