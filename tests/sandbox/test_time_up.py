"""What a program is told to have done when its processor time is used up, at every level."""

from collections.abc import Sequence
from typing import Any

import pytest

from graders.exercise import Limits
from graders.sandbox.runner import Sandbox
from graders.transcript import (
    Answer,
    Ask,
    Call,
    Ended,
    Evaluate,
    Get,
    Missing,
    NotAsked,
    Program,
    Questions,
    Returned,
    Stop,
    Transcript,
)

LIMITS = Limits(cpu_s=1, wall_s=60)
KILLED = Ended(Stop.CPU, "SIGKILL")
NO_LINE = Ended(Stop.CPU, "SIGXCPU")


@pytest.fixture(params=["confined", "process"])
def sandbox(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def _run(sandbox: Sandbox, source: str, *batches: Sequence[Ask]) -> Transcript:
    return sandbox.run(Program(name="ex1.py", source=source.encode()), Questions(batches), LIMITS)


def _answers(sandbox: Sandbox, source: str, *asks: Ask) -> list[Answer]:
    return [answer for (answer,) in _run(sandbox, source, *[[ask] for ask in asks]).answers]


def _in_loop(line: int, source_line: str, printed: str = "") -> Ended:
    return Ended(Stop.CPU, "SIGXCPU", printed, line, source_line, is_loop=True)


def test_a_file_whose_loading_does_not_end_is_told_by_its_line_and_keeps_what_it_had_defined(sandbox: Sandbox) -> None:
    source = "x = 3\ndef f():\n    return x\nprint('on')\nwhile x < 10: pass\ny = 4\n"
    transcript = _run(sandbox, source, [Get("x"), Get("y")], [Call("f")])
    assert transcript.load == _in_loop(5, "while x < 10: pass", "on\n")
    assert transcript.answers == ((Returned(value=3), Missing("y")), (Returned(value=3),))


def test_a_call_in_what_loading_has_left_over_is_killed_and_the_rest_asked_anew(sandbox: Sandbox) -> None:
    source = "x = 3\ndef f():\n    while True: pass\nf()\n"
    transcript = _run(sandbox, source, [Call("f"), Get("x")], [Get("x")])
    assert transcript.load == _in_loop(3, "    while True: pass")
    assert transcript.answers == ((KILLED, NotAsked()), (Returned(value=3),))


def test_the_line_is_that_of_the_loop_in_which_the_time_ran_out(sandbox: Sandbox) -> None:
    source = (
        "import numpy as np\n"
        "def nested():\n    def inner():\n        while 1: pass\n    inner()\n"
        "def comprehension():\n    return any(n for n in iter(int, 1))\n"
        "def library():\n    while True:\n        np.linalg.svd(np.eye(300))\n"
    )
    nested, comprehension, library = _answers(sandbox, source, Call("nested"), Call("comprehension"), Call("library"))
    assert nested == _in_loop(4, "        while 1: pass")
    assert comprehension == _in_loop(7, "    return any(n for n in iter(int, 1))")
    assert library == _in_loop(9, "    while True:")


def test_the_loop_may_stand_in_a_function_that_calls_but_recursion_is_no_loop(sandbox: Sandbox) -> None:
    source = (
        "def step(x):\n    return sum(range(100))\n"
        "def loop():\n    x = 0\n    while x < 10**9:\n        step(x)\n"
        "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
        "def fibs():\n    for n in range(90, 99):\n        fib(n)\n"
    )
    loop, fibs = _answers(sandbox, source, Call("loop"), Call("fibs"))
    assert loop == _in_loop(5, "    while x < 10**9:")
    assert isinstance(fibs, Ended)
    assert fibs.line in {7, 8}
    assert not fibs.is_loop


def test_an_expression_that_does_not_end_has_no_line(sandbox: Sandbox) -> None:
    assert _answers(sandbox, "", Evaluate("any(n for n in iter(int, 1))")) == [NO_LINE]


def test_what_is_raised_is_not_told_when_its_own_words_do_not_end(sandbox: Sandbox) -> None:
    source = "class E(Exception):\n    def __str__(self):\n        while True: pass\ndef f():\n    raise E\n"
    assert _answers(sandbox, source, Call("f")) == [_in_loop(3, "        while True: pass")]


@pytest.mark.parametrize("what", ["BaseException", ""])
def test_a_program_that_catches_the_end_of_its_time_has_no_answer_all_the_same(sandbox: Sandbox, what: str) -> None:
    source = f"def f():\n    try:\n        while True: pass\n    except {what}:\n        return 7\n"
    assert _answers(sandbox, source, Call("f"), Call("f", (1,)))[0] == _in_loop(3, "        while True: pass")


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n        try:\n            spin()\n        except:\n            pass",
        "return sum(iter(int, 1))",
        "import signal\n    signal.signal(signal.SIGXCPU, signal.SIG_IGN)\n    while True: pass",
    ],
    ids=["catches everything", "stays in C", "ignores the signal"],
)
def test_a_program_that_cannot_be_broken_off_is_killed_a_second_later(sandbox: Sandbox, body: str) -> None:
    spin = "def spin():\n    while True: pass\n"
    assert _answers(sandbox, f"{spin}def f():\n    {body}\n", Call("f")) == [KILLED]


def test_a_program_that_takes_the_signal_back_is_ended_by_it(sandbox: Sandbox) -> None:
    source = "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_DFL)\nwhile True: pass\n"
    transcript = _run(sandbox, source, [Get("signal")])
    assert (transcript.load, transcript.answers) == (NO_LINE, ((NotAsked(),),))


def test_a_thread_of_the_program_uses_up_its_time_as_well(process: Sandbox) -> None:
    source = (
        "import threading\ndef spin():\n    while True: pass\n"
        "def f():\n    thread = threading.Thread(target=spin, daemon=True)\n    thread.start()\n    thread.join()\n"
    )
    [answer] = _answers(process, source, Call("f"))
    assert isinstance(answer, Ended)
    assert answer.stop is Stop.CPU


def test_an_answer_that_was_there_when_the_time_ran_out_is_told(process: Sandbox) -> None:
    source = (
        "import signal, sys\nclass Late:\n    def write(self, text): pass\n"
        "    def flush(self): signal.raise_signal(signal.SIGXCPU)\n"
        "def f():\n    sys.stdout = Late()\n    return 7\n"
    )
    ((first, second),) = _run(process, source, [Call("f"), Call("f")]).answers
    assert first == Returned(value=7)
    assert isinstance(second, Ended)
    assert second.stop is Stop.CPU
