from collections.abc import Callable
from pathlib import Path

import pytest

from graders.authoring.bench import Bench
from graders.grading.course import Course
from graders.grading.grade import prepare
from graders.sandbox.runner import Sandbox
from graders.spec.load import parse


@pytest.fixture
def bench(tmp_path: Path, sandbox: Sandbox) -> Callable[..., Bench]:
    """Return a function that puts an exercise on the bench: its checks, its reference and its other fields."""

    def made(checks: str, reference: str, more: str = "", task: str = "T") -> Bench:
        (tmp_path / "solutions").mkdir(exist_ok=True)
        (tmp_path / "solutions" / "ex.py").write_text(reference, encoding="utf-8")
        exercise = parse(f"title: T\ntask: {task}\nchecks:\n{checks}\n{more}".encode(), "ex.yaml", "ex")
        course = Course(tmp_path)
        prepared = prepare(exercise, course.solution("ex"), spec="ex.yaml", seed=0, sandbox=sandbox)
        return Bench(course, prepared, sandbox)

    return made
