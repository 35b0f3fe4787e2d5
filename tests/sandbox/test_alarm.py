import signal
from collections.abc import Callable, Iterator
from types import CodeType

import pytest

from graders.sandbox.alarm import Alarm, TimeUpError

SOURCE = """
def ring(again=0):
    return ring(again - 1) if again else raise_signal(SIGXCPU)

def outer():
    return [
        ring(number) for number in (3,)
    ]
"""


def _work(asked: Callable[[], object]) -> object:
    return asked()


@pytest.fixture
def alarm() -> Iterator[Alarm]:
    before = signal.getsignal(signal.SIGXCPU)
    alarm = Alarm(_work)
    alarm.file = "ex1.py"
    alarm.set()
    yield alarm
    signal.signal(signal.SIGXCPU, before)


def _program(file: str = "ex1.py") -> dict[str, Callable[[], object]]:
    code: CodeType = compile(SOURCE, file, "exec")
    names = {"raise_signal": signal.raise_signal, "SIGXCPU": signal.SIGXCPU}
    exec(code, names)  # noqa: S102 - the source above
    return names  # type: ignore[return-value]  # of which the functions are used


def test_it_breaks_off_the_work_and_tells_the_lines_from_the_innermost_out(alarm: Alarm) -> None:
    with pytest.raises(TimeUpError):
        _work(_program()["ring"])
    assert alarm.take() == (3,)


def test_where_a_function_calls_itself_the_lines_end(alarm: Alarm) -> None:
    with pytest.raises(TimeUpError):
        _work(_program()["outer"])
    assert alarm.take() == (3,)


def test_lines_of_other_files_are_left_out(alarm: Alarm) -> None:
    with pytest.raises(TimeUpError):
        _work(_program("library.py")["ring"])
    assert alarm.take() == ()


def test_beside_the_work_it_is_noted_and_breaks_nothing_off(alarm: Alarm) -> None:
    _program()["ring"]()
    assert alarm.take() == (3,)


def test_it_is_told_once(alarm: Alarm) -> None:
    assert alarm.take() is None
    signal.raise_signal(signal.SIGXCPU)
    assert alarm.take() == ()
    assert alarm.take() is None
