import json
import subprocess
import sys
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.runner import open_sandbox
from graders.transcript import Get, Program, Questions, Returned

REPOSITORY = Path(__file__).parents[2]


def test_another_platform_has_a_process_of_its_own_for_each_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    with open_sandbox() as sandbox:
        monkeypatch.undo()
        assert sandbox.level is Level.PROCESS
        assert sandbox.shortfall == "darwin has neither Landlock nor seccomp; grade on Linux"
        transcript = sandbox.run(Program(name="e.py", source=b"x = 1"), Questions([[Get("x")]]), Limits())
    assert transcript.level is Level.PROCESS
    assert transcript.answers == ((Returned(value=1),),)


def test_another_platform_refuses_what_it_cannot_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(SandboxError, match="level confined is required, but only process can be had: win32 has"):
        open_sandbox(Level.CONFINED)


def test_the_zygote_is_launched_before_anything_that_takes_time_is_imported() -> None:
    code = (
        "import sys\nimport graders.sandbox.launch\nloaded = list(sys.modules)\nimport json\nprint(json.dumps(loaded))"
    )
    argv = [sys.executable, "-S", "-P", "-c", f"import sys; sys.path.append({str(REPOSITORY)!r})\n{code}"]
    loaded = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
    slow = {"typing", "dataclasses", "enum", "signal", "socket", "subprocess", "json", "pathlib", "numpy", "ctypes"}
    assert slow.isdisjoint(loaded)


def test_the_process_level_is_not_loaded_where_it_is_not_needed() -> None:
    code = (
        "import sys\nfrom graders.sandbox.runner import open_sandbox\n"
        "with open_sandbox() as sandbox:\n    level = str(sandbox.level)\n"
        "import json\nprint(json.dumps([level, list(sys.modules)]))"
    )
    argv = [sys.executable, "-c", f"import sys; sys.path.append({str(REPOSITORY)!r})\n{code}"]
    level, loaded = json.loads(subprocess.run(argv, capture_output=True, text=True, check=True).stdout)
    assert level == "confined"
    assert {"subprocess", "tempfile", "queue", "graders.sandbox.process"}.isdisjoint(loaded)
