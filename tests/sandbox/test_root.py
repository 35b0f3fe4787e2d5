"""What is different when the grader is started by root."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from graders.sandbox.privileges import unused_user

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]

pytestmark = pytest.mark.root


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False, cwd=REPOSITORY
    )


def _result(code: str, *arguments: str) -> Any:
    done = _python("-c", code, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_ordinary_user_has_the_same_jail() -> None:
    modules = [str(HERE / f"test_{name}.py") for name in ("jail", "attest", "hostile", "confined", "work_folder")]
    options = ["-q", "-m", "not root", "-p", "no:cacheprovider", "-p", "no:hypothesispytest"]
    done = _python(str(HERE / "ordinary_user.py"), "-m", "pytest", *options, *modules)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " passed" in done.stdout


REACH = """
import errno, json, os, sys
from graders.sandbox.mounts import make_reachable
from graders.sandbox.privileges import become
tree, hidden = sys.argv[1:]
make_reachable([tree])
become(1 << 30)
def attempt(function, *arguments):
    try:
        return function(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
print(json.dumps([
    attempt(lambda: open(os.path.join(tree, "module.py")).read()),
    attempt(os.listdir, os.path.dirname(tree)),
    attempt(os.path.exists, hidden),
    attempt(os.mkdir, os.path.join(tree, "new")),
    attempt(os.mkdir, os.path.join(os.path.dirname(tree), "new")),
]))
"""


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A folder that only its owner may enter, with a library that everyone may read and an answer beside it."""
    library = tmp_path / "closed" / "lib"
    library.mkdir(parents=True)
    (library / "module.py").write_text("x = 1\n", encoding="utf-8")
    library.chmod(0o777)
    (tmp_path / "closed" / "answer").write_text("42", encoding="utf-8")
    (tmp_path / "closed").chmod(0o700)
    return tmp_path / "closed"


def test_a_tree_out_of_reach_is_made_reachable_alone_and_for_reading(closed: Path) -> None:
    found = _result(REACH, str(closed / "lib"), str(closed / "answer"))
    assert found == ["x = 1\n", ["lib"], False, "EROFS", "EROFS"]


def test_nobody_else_sees_the_view_that_was_made(closed: Path) -> None:
    _result(REACH, str(closed / "lib"), str(closed / "answer"))
    assert sorted(path.name for path in closed.iterdir()) == ["answer", "lib"]


def test_without_it_the_tree_is_out_of_reach(closed: Path) -> None:
    found = _result(REACH.replace("make_reachable([tree])", ""), str(closed / "lib"), str(closed / "answer"))
    assert found[:3] == ["EACCES", "EACCES", False]


ALONE = """
import json, os, sys
from graders.sandbox.kernel import unshare
from graders.sandbox.runner import open_sandbox
from graders.level import Level
from graders.transcript import Get, Program, Questions
from graders.exercise import Limits
unshare(0x10000000)
for name, text in (("setgroups", "deny"), ("uid_map", "0 0 1"), ("gid_map", "0 0 1")):
    with open(f"/proc/self/{name}", "w") as file:
        file.write(text)
with open_sandbox() as sandbox:
    transcript = sandbox.run(Program(name="e.py", source=b"x = 1"), Questions([[Get("x")]]), Limits())
    print(json.dumps([sandbox.level, sandbox.shortfall, transcript.level, repr(transcript.answers)]))
"""


def test_where_there_is_no_user_but_root_the_level_is_lower_and_says_why() -> None:
    level, shortfall, attested, answers = _result(ALONE)
    assert level == attested == "process"
    assert shortfall == "student code would run as root, for there is no other user id here; map more of them"
    assert "value=1" in answers


def test_a_level_that_cannot_be_reached_is_refused_with_the_reason() -> None:
    done = _python("-c", ALONE.replace("open_sandbox()", "open_sandbox(Level.CONFINED)"))
    assert done.returncode == 1
    assert "SandboxError: level confined is required, but only process can be had: student code" in done.stderr


def test_the_unused_user_is_no_account() -> None:
    user = unused_user()
    assert user is not None
    assert user >= 1 << 30
