"""Zygotes that are forked from one that has run nothing yet."""

import errno
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.launch import Launched
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.transcript import Get, Program, Returned


def value(sandbox: Sandbox, source: str, files: dict[str, bytes] | None = None) -> object:
    program = Program(name="e.py", source=source.encode(), files=files or {})
    ((answer,),) = sandbox.run(program, [[Get("x")]], Limits()).answers
    assert isinstance(answer, Returned), answer
    return answer.value


def is_there(zygote: Launched) -> bool:
    return Path(f"/proc/{zygote.pid}").exists()


@contextmanager
def siblings(count: int) -> Iterator[tuple[list[Launched], list[Sandbox]]]:
    """Give zygotes that were forked from one that is gone, and a sandbox with each."""
    with ExitStack() as opened:
        with open_sandbox(Level.CONFINED) as first:
            zygotes = [zygote for _ in range(count) if (zygote := first.another())]
            for zygote in zygotes:
                opened.callback(zygote.close)
        yield zygotes, [opened.enter_context(open_sandbox(Level.CONFINED, zygote)) for zygote in zygotes]


def test_another_zygote_runs_programs_when_the_first_one_is_gone() -> None:
    with siblings(2) as (zygotes, sandboxes):
        assert [value(sandbox, f"x = {number}") for number, sandbox in enumerate(sandboxes)] == [0, 1]
        assert all(map(is_there, zygotes))
    assert not any(map(is_there, zygotes))


def test_it_is_cleared_away_when_it_is_closed_and_a_sandbox_with_it_then_says_so() -> None:
    with siblings(1) as ([zygote], [sandbox]):
        zygote.close()
        assert not is_there(zygote)
        with pytest.raises(SandboxError, match="is closed"):
            value(sandbox, "x = 1")


def test_it_can_be_closed_while_the_first_one_is_there_and_leaves_nothing_open() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with open_sandbox(Level.CONFINED) as first:
        zygote = first.another()
        assert zygote is not None
        zygote.close()
        zygote.close()
        assert value(first, "x = 1") == 1
    assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_what_one_of_them_may_read_another_may_not() -> None:
    own = {"data.csv": b"1"}
    with siblings(2) as (_, [ada, ben]):
        folder = Path(str(value(ada, "import os\nx = os.getcwd()", own)))
        (folder / "note").write_text("ada's", encoding="ascii")
        look = f"""
try:
    x = open("{folder}/note").read()
except OSError as error:
    x = error.errno
"""
        assert value(ben, look, own) == errno.EACCES
        assert value(ada, look, own) == "ada's"


def test_a_zygote_that_has_run_a_program_has_no_other_one() -> None:
    with open_sandbox(Level.CONFINED) as first:
        assert value(first, "x = 1") == 1
        with pytest.raises(SandboxError, match="another zygote would have in its memory what this one has run"):
            first.another()


def test_where_there_are_no_zygotes_there_is_no_other_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "darwin")
    with open_sandbox() as sandbox:
        assert sandbox.another() is None
