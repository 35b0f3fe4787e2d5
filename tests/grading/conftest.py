from collections.abc import Callable
from pathlib import Path

import pytest

from graders.grading.session import Session
from graders.result import Graded
from graders.sandbox.runner import Sandbox


@pytest.fixture
def graded(sandbox: Sandbox, tmp_path: Path) -> Callable[..., Graded]:
    """Return a function that grades ``source`` against a reference and the checks of an exercise."""

    def run(checks: str, reference: str, source: str | bytes, limits: str = "{}", **files: str) -> Graded:
        course = tmp_path / "course"
        (course / "solutions").mkdir(parents=True, exist_ok=True)
        (course / "ex.yaml").write_text(f"title: T\ntask: T\nlimits: {limits}\nchecks:\n{checks}")
        (course / "solutions" / "ex.py").write_text(reference)
        (tmp_path / "ex.py").write_bytes(source.encode() if isinstance(source, str) else source)
        for name, text in files.items():
            (tmp_path / name.replace("__", ".")).write_text(text)
        return Session(sandbox, course=course, seed=0).grade(tmp_path / "ex.py")[0]

    return run
