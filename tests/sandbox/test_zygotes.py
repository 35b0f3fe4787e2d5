"""The zygotes of a class: forked from one interpreter, and apart from each other all the same."""

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.channel import ZygoteChannel
from graders.sandbox.launch import Launched, launch
from graders.sandbox.order import Order
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.sandbox.zygotes import zygotes
from graders.transcript import Get, Program, Questions, Returned


def value(sandbox: Sandbox, source: str, files: dict[str, bytes] | None = None) -> object:
    program = Program(name="e.py", source=source.encode(), files=files or {})
    ((answer,),) = sandbox.run(program, Questions([[Get("x")]]), Limits()).answers
    assert isinstance(answer, Returned), answer
    return answer.value


def is_there(zygote: Launched) -> bool:
    return Path(f"/proc/{zygote.pid}").exists()


@contextmanager
def siblings(count: int) -> Iterator[tuple[list[Launched], list[Sandbox]]]:
    with ExitStack() as opened:
        stem = opened.enter_context(closing(launch()))
        launched = opened.enter_context(zygotes(count, stem))
        assert len(launched) == count
        yield launched, [opened.enter_context(open_sandbox(Level.CONFINED, zygote)) for zygote in launched]


def test_each_runs_programs_and_all_end_with_the_block() -> None:
    with siblings(2) as (launched, sandboxes):
        assert [value(sandbox, f"x = {number}") for number, sandbox in enumerate(sandboxes)] == [0, 1]
        assert all(map(is_there, launched))
        assert [os.getsid(zygote.pid) for zygote in launched] == [zygote.pid for zygote in launched]
    assert not any(map(is_there, launched))


def test_they_end_with_it_although_nobody_has_used_them_or_it_fails() -> None:
    before = len(list(Path("/proc/self/fd").iterdir()))
    with suppress(ZeroDivisionError), closing(launch()) as stem, zygotes(2, stem) as launched:
        raise ZeroDivisionError
    assert len(launched) == 2
    assert not is_there(stem)
    assert not any(map(is_there, launched))
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.root
def test_each_is_a_user_of_its_own_where_root_grades() -> None:
    with siblings(3) as (_, sandboxes):
        users = {value(sandbox, "import os\nx = os.getuid()") for sandbox in sandboxes}
    assert len(users) == 3
    assert 0 not in users


def test_what_one_may_read_another_may_not() -> None:
    own = {"data.csv": b"1"}
    with siblings(2) as (_, [ada, ben]):
        folder = Path(str(value(ada, "import os\nx = os.getcwd()", own)))
        note = folder / "note"
        note.write_text("ada's", encoding="ascii")
        note.chmod(0o644)
        folder.chmod(0o755)  # so that it is not its mode that keeps others out
        look = f"""
try:
    x = open("{note}").read()
except OSError as error:
    x = error.errno
"""
        assert value(ben, look, own) == errno.EACCES
        assert value(ada, look, own) == "ada's"


def opened(zygote: Launched) -> list[str]:
    """Return what a zygote that is ready has open, by kind."""
    links = (str(link.readlink()) for link in Path(f"/proc/{zygote.pid}/fd").iterdir())
    return sorted(link.partition(":[")[0] for link in links)


def test_none_has_anything_open_that_one_started_alone_has_not() -> None:
    with siblings(2) as (launched, _):
        alone = launch()
        with open_sandbox(Level.CONFINED, alone):
            assert [opened(zygote) for zygote in launched] == [opened(alone)] * 2


def test_one_that_is_killed_is_missed_at_once_and_leaves_the_others_alone() -> None:
    with siblings(2) as ([first, _], [ada, ben]):
        os.kill(first.pid, signal.SIGKILL)
        with pytest.raises(SandboxError, match=r"is lost: (?!timed out)"):
            value(ada, "x = 1")
        assert value(ben, "x = 2") == 2


class Nonsense(Order):
    """An order that no zygote can read."""

    def pack(self) -> bytes:
        return b"?"


def test_each_has_last_words_of_its_own() -> None:
    with closing(launch()) as stem, zygotes(2, stem) as launched:
        for zygote in launched:
            channel = ZygoteChannel(zygote)
            channel.await_ready()
            with pytest.raises(SandboxError, match=r"is lost: struct\.error: unpack_from requires a buffer"):
                channel.start(Nonsense(1, 1, False, b"", None), ())
            channel.close()


def test_what_they_were_forked_from_becomes_one_too() -> None:
    with closing(launch()) as stem, zygotes(1, stem) as [forked], open_sandbox(Level.CONFINED, stem) as own:
        assert value(own, "x = 1") == 1
        with open_sandbox(Level.CONFINED, forked) as other:
            assert value(other, "x = 2") == 2
        assert value(own, "x = 3") == 3


def test_where_they_cannot_be_forked_there_are_none() -> None:
    with closing(launch("nothing")) as stem, zygotes(2, stem) as launched:
        assert launched == []


def test_where_none_is_wanted_or_known_nothing_is_started() -> None:
    with zygotes(2, None) as launched:
        assert launched == []
    with closing(launch()) as stem, zygotes(0, stem) as launched:
        assert launched == []
