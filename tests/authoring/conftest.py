from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graders.authoring.bench import Bench
from graders.grading.course import Course
from graders.grading.grade import prepare
from graders.sandbox.runner import Sandbox, open_sandbox


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with open_sandbox() as opened:
        yield opened


@pytest.fixture
def bench(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Bench]:
    """Return a function that puts an exercise, with its starter and reference, into a course and on the bench."""

    def put(checks: str, reference: str, *, starter: str = "", more: str = "", task: str = "T") -> Bench:
        (tmp_path / "solutions").mkdir(exist_ok=True)
        (tmp_path / "ex.yaml").write_text(f"title: T\ntask: {task}\nchecks:\n{checks}\n{more}")
        (tmp_path / "ex.py").write_text(starter)
        (tmp_path / "solutions" / "ex.py").write_text(reference)
        course = Course(tmp_path)
        exercise, program = course.exercise("ex"), course.program("ex")
        return Bench(course, prepare(exercise, program, spec="ex.yaml", seed=0, sandbox=sandbox), sandbox)

    return put
