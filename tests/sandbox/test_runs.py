"""What every sandbox does, whatever its level."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.errors import SandboxError
from graders.exercise import Limits
from graders.sandbox.runner import Sandbox
from graders.sandbox.work_folder import check_names
from graders.transcript import (
    Ask,
    Call,
    Ended,
    Evaluate,
    Get,
    Loaded,
    LoadFailed,
    Missing,
    NotAsked,
    Opaque,
    Program,
    Questions,
    Raised,
    Returned,
    Stop,
    Transcript,
)

QUICK = Limits(wall_s=0.4)


@pytest.fixture(params=["confined", "process"])
def sandbox(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)


def _run(sandbox: Sandbox, source: str, *batches: Sequence[Ask], limits: Limits | None = None) -> Transcript:
    return sandbox.run(Program(name="ex1.py", source=source.encode()), Questions(batches), limits or Limits())


def _value(sandbox: Sandbox, source: str, ask: Ask) -> Any:
    ((answer,),) = _run(sandbox, source, [ask]).answers
    assert isinstance(answer, Returned), answer
    return answer.value


def test_asks_are_answered_in_order_in_the_batches_they_came_in(sandbox: Sandbox) -> None:
    source = "x = 3\ndef f(a, b=2):\n    return a * b\n"
    asks: list[list[Ask]] = [
        [Get("x"), Call("f", (4,)), Call("f", (4,), {"b": 5})],
        [],
        [Evaluate("f(x) + y", {"y": 0.5})],
    ]
    transcript = _run(sandbox, source, *asks)
    assert transcript.answers == (
        (Returned(value=3), Returned(value=8), Returned(value=20)),
        (),
        (Returned(value=6.5),),
    )
    assert transcript.load == Loaded(names=("x", "f"))
    assert transcript.level is sandbox.level


def test_arrays_go_in_and_come_out(sandbox: Sandbox) -> None:
    value = _value(sandbox, "def f(a):\n    return a[:, ::-1].T", Call("f", (np.arange(6.0).reshape(2, 3),)))
    assert value.tolist() == [[2.0, 5.0], [1.0, 4.0], [0.0, 3.0]]


def test_megabytes_go_both_ways_without_a_deadlock(sandbox: Sandbox) -> None:
    large = np.arange(1_000_000.0)
    assert (_value(sandbox, "def f(a):\n    return a", Call("f", (large,))) == large).all()


def test_arguments_are_made_anew_for_each_call(sandbox: Sandbox) -> None:
    rows = np.zeros(2)
    asks = [Call("f", (rows,)), Call("f", (rows,))]
    transcript = _run(sandbox, "def f(a):\n    a += 1\n    return float(a.sum())", asks)
    assert transcript.answers == ((Returned(value=2.0), Returned(value=2.0)),)
    assert rows.tolist() == [0.0, 0.0]


def test_a_name_that_is_not_there_or_cannot_be_called_is_missing(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "x = 3", [Get("y"), Call("y"), Call("x"), Get("len")])
    assert transcript.answers == ((Missing("y"), Missing("y"), Missing("x", "int"), Missing("len")),)


def test_what_was_defined_before_an_exception_still_answers(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "x = 3\n1 / 0\ny = 4", [Get("x"), Get("y")])
    assert isinstance(transcript.load, LoadFailed)
    assert transcript.load.names == ("x",)
    assert transcript.answers == ((Returned(value=3), Missing("y")),)


def test_an_exception_tells_its_classes_and_the_innermost_line_of_the_file(sandbox: Sandbox) -> None:
    source = "def g(x):\n    return  1 / x\n\ndef f():\n    return g(0)\n"
    transcript = _run(sandbox, source, [Call("f")])
    assert transcript.answers == (
        (
            Raised(
                exception="ZeroDivisionError",
                bases=("ZeroDivisionError", "ArithmeticError", "Exception", "BaseException"),
                message="division by zero",
                line=2,
                source_line="    return  1 / x",
            ),
        ),
    )


def test_an_exception_below_the_file_points_to_the_line_that_called(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "import numpy as np\n\nnp.linalg.inv(np.zeros((2, 2)))", [])
    assert isinstance(transcript.load, LoadFailed)
    raised = transcript.load.raised
    assert (raised.exception, raised.bases[0], raised.line) == ("LinAlgError", "ValueError", 3)


def test_a_syntax_error_has_line_and_column(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "x = 1\ny = = 2\n", [Get("x")])
    assert isinstance(transcript.load, LoadFailed)
    raised = transcript.load.raised
    assert (raised.exception, raised.message, raised.line, raised.column) == ("SyntaxError", "invalid syntax", 2, 5)
    assert raised.source_line == "y = = 2"
    assert transcript.answers == ((Missing("x"),),)


@pytest.mark.parametrize(("line", "column"), [("y = 1 / 0", None), ("y = = 2", 5)])
def test_a_mark_of_the_byte_order_is_no_part_of_the_first_line(sandbox: Sandbox, line: str, column: int | None) -> None:
    transcript = _run(sandbox, f"\ufeff{line}\n")
    assert isinstance(transcript.load, LoadFailed)
    raised = transcript.load.raised
    assert (raised.line, raised.column, raised.source_line) == (1, column, line)


def test_a_program_can_print_its_own_traceback(sandbox: Sandbox) -> None:
    source = "import traceback\ntry:\n    1 / 0  # here\nexcept ZeroDivisionError:\n    traceback.print_exc()"
    transcript = _run(sandbox, source)
    assert isinstance(transcript.load, Loaded)
    assert "1 / 0  # here" in transcript.load.printed


def test_what_is_printed_belongs_to_the_ask_that_printed_it(sandbox: Sandbox) -> None:
    source = (
        "import sys\nprint('load')\n"
        "def f(x):\n    print('call', x)\n    print('é', end='', file=sys.stderr)\n    return x"
    )
    transcript = _run(sandbox, source, [Call("f", (1,)), Get("sys"), Call("f", (2,))])
    assert isinstance(transcript.load, Loaded)
    assert transcript.load.printed == "load\n"
    first, second, third = transcript.answers[0]
    assert first == Returned(value=1, printed="call 1\né")
    assert second == Returned(value=Opaque("module"))
    assert third == Returned(value=2, printed="call 2\né")


def test_what_c_code_prints_is_captured_as_well(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "import os\nos.write(1, b'raw \\xff')")
    assert isinstance(transcript.load, Loaded)
    assert transcript.load.printed == "raw \\xff"


def test_output_is_kept_up_to_the_limit_and_the_rest_is_dropped(sandbox: Sandbox) -> None:
    source = "print('x' * 3000)\ndef f():\n    print('y' * 3000)\n    return 1"
    transcript = _run(sandbox, source, [Call("f"), Call("f")], limits=Limits(output_kib=4))
    assert isinstance(transcript.load, Loaded)
    assert transcript.load.printed == "x" * 3000 + "\n"
    assert transcript.answers[0] == (Returned(value=1, printed="y" * (4096 - 3001)), Returned(value=1))


def test_warnings_are_told_with_the_ask_each_once(sandbox: Sandbox) -> None:
    source = (
        "import numpy as np, warnings\nwarnings.warn('first')\n"
        "def f():\n    return np.log(0.0) + np.log(0.0)\n"
        "def g():\n    warnings.warn('old', DeprecationWarning)"
    )
    transcript = _run(sandbox, source, [Call("f"), Call("f"), Call("g")])
    assert isinstance(transcript.load, Loaded)
    assert transcript.load.warnings == ("UserWarning: first",)
    seen = [answer.warnings for answer in transcript.answers[0] if isinstance(answer, Returned)]
    assert seen == [("RuntimeWarning: divide by zero encountered in log",)] * 2 + [()]


def test_a_time_out_is_told_of_its_call_with_what_was_printed_until_then(sandbox: Sandbox) -> None:
    source = "def f(x):\n    print('f', x)\n    while x:\n        pass\n    return x"
    transcript = _run(sandbox, source, [Call("f", (0,)), Call("f", (1,)), Call("f", (0,))], limits=QUICK)
    assert transcript.answers == (
        (
            Returned(value=0, printed="f 0\n"),
            Ended(stop=Stop.WALL, detail="0.4 s", printed="f 1\n"),
            NotAsked(),
        ),
    )


def test_the_next_check_goes_on_in_a_new_process(sandbox: Sandbox) -> None:
    source = "import os\nn = 0\ndef f():\n    global n\n    n += 1\n    return n\ndef g():\n    os._exit(3)"
    transcript = _run(sandbox, source, [Call("f"), Call("g")], [Call("f"), Call("f")])
    assert transcript.answers == (
        (Returned(value=1), Ended(stop=Stop.EXITED, detail="status 3")),
        (Returned(value=1), Returned(value=2)),
    )


def test_a_question_that_is_too_large_to_be_sent_stops_its_check_alone(sandbox: Sandbox) -> None:
    source = "def f(*x):\n    return 1"
    large = Call("f", ("x" * 200_000, "x" * 200_000))
    transcript = _run(sandbox, source, [Call("f"), large, Call("f")], [Call("f")])
    ended = Ended(stop=Stop.OVERSIZED, detail="more than one message carries")
    assert transcript.answers == ((Returned(value=1), ended, NotAsked()), (Returned(value=1),))


def test_a_process_may_send_so_much_in_all_answers_together_and_no_more(sandbox: Sandbox) -> None:
    source = "import numpy as np\nx = np.zeros(1_000_000)"
    [answers] = _run(sandbox, source, [Get("x")] * 9).answers
    assert all(isinstance(answer, Returned) for answer in answers[:8])
    assert answers[8] == Ended(stop=Stop.GARBLED, detail="more bytes than one run may send")


def test_after_two_new_processes_nothing_more_is_asked(sandbox: Sandbox) -> None:
    source = "import os\ndef f():\n    os._exit(3)"
    transcript = _run(sandbox, source, [Call("f")], [Call("f")], [Call("f")], [Call("f")], [Get("f")])
    ended = Ended(stop=Stop.EXITED, detail="status 3")
    assert transcript.answers == ((ended,), (ended,), (ended,), (NotAsked(),), (NotAsked(),))


def test_a_program_that_ends_while_it_loads_is_not_started_again(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "import os\nprint('bye')\nos._exit(3)", [Get("x")], [Get("y")])
    assert transcript.load == Ended(stop=Stop.EXITED, detail="status 3", printed="bye\n")
    assert transcript.answers == ((NotAsked(),), (NotAsked(),))


def test_a_signal_is_named(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "import ctypes\ndef f():\n    ctypes.string_at(0)", [Call("f")])
    assert transcript.answers == ((Ended(stop=Stop.CRASHED, detail="SIGSEGV"),),)


def test_processor_time_ends_before_the_clock_does(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "while True:\n    pass", limits=Limits(cpu_s=1, wall_s=60))
    assert isinstance(transcript.load, Ended)
    assert (transcript.load.stop, transcript.load.line) == (Stop.CPU, 1)


def test_memory_beyond_the_limit_is_an_ordinary_exception(sandbox: Sandbox) -> None:
    source = "import numpy as np\ndef f(mib):\n    return np.ones(mib << 17).size >> 17"
    transcript = _run(sandbox, source, [Call("f", (30,)), Call("f", (100,))], limits=Limits(memory_mib=64))
    first, second = transcript.answers[0]
    assert first == Returned(value=30)
    assert isinstance(second, Raised)
    assert second.bases[0] == "MemoryError"


def test_the_program_is_a_module_that_is_not_the_main_one(sandbox: Sandbox) -> None:
    source = "import submission\nme = __name__, submission.__name__, __file__\nif me[0] == '__main__':\n    x = 1"
    assert _value(sandbox, source, Get("me")) == ("submission", "submission", "ex1.py")


def test_an_expression_sees_np_the_programs_names_and_before_them_its_bindings(sandbox: Sandbox) -> None:
    assert _value(sandbox, "x = 2", Evaluate("[float(np.sqrt(x * y)) for y in [b]]", {"b": 8})) == [4.0]
    assert _value(sandbox, "np = 7\nx = 1", Evaluate("np + x", {"x": 3})) == 10


def test_a_value_that_came_out_can_go_in_again_even_if_it_is_opaque(sandbox: Sandbox) -> None:
    assert _value(sandbox, "", Evaluate("type(v).__name__", {"v": Opaque("function")})) == "Opaque"


def test_the_same_program_gives_the_same_transcript(sandbox: Sandbox) -> None:
    source = (
        "import random\nimport numpy as np\nprint({'a', 'b', 'c', 'd'})\n"
        "def f():\n    return random.random(), float(np.random.normal()), hash('text')"
    )
    assert _run(sandbox, source, [Call("f")], [Call("f")]) == _run(sandbox, source, [Call("f")], [Call("f")])


@pytest.mark.parametrize(
    "generator", ["default_rng()", "Generator(np.random.PCG64())", "Generator(np.random.MT19937())", "RandomState()"]
)
def test_a_generator_of_numpy_without_a_seed_draws_the_same_each_time_that_the_program_runs(
    sandbox: Sandbox, generator: str
) -> None:
    source = f"import numpy as np\nx = [np.random.{generator}.normal() for _ in range(2)]"
    first, second = _value(sandbox, source, Get("x"))
    assert first != second
    assert _value(sandbox, source, Get("x")) == [first, second]


FILES = {"data.csv": b"1,2\n", "helper.py": b"y = 4\n", "numpy.py": b"1 / 0\n", ".hidden": b""}


def test_files_beside_the_program_can_be_read_and_imported(sandbox: Sandbox) -> None:
    source = b"import os, helper, numpy\nx = [open('data.csv').read(), helper.y, numpy.pi > 3, sorted(os.listdir())]"
    program = Program(name="ex1.py", source=source, files=FILES)
    for _ in range(2):
        transcript = sandbox.run(program, Questions([[Get("x")]]), Limits())
        assert transcript.answers == ((Returned(value=["1,2\n", 4, True, sorted(FILES)]),),)


def test_files_of_one_program_are_not_there_for_the_next(sandbox: Sandbox) -> None:
    sandbox.run(Program(name="ex1.py", source=b"", files=FILES), Questions([]), Limits())
    transcript = _run(sandbox, "import helper")
    assert isinstance(transcript.load, LoadFailed)
    assert transcript.load.raised.exception == "ModuleNotFoundError"


def test_the_path_for_imports_has_the_standard_library_and_the_folder_last(sandbox: Sandbox) -> None:
    program = Program(name="ex1.py", source=b"import sys\npath = sys.path", files=FILES)
    ((answer,),) = sandbox.run(program, Questions([[Get("path")]]), Limits()).answers
    assert isinstance(answer, Returned)
    assert isinstance(answer.value, list)
    *standard, folder = answer.value
    assert Path(folder).name.startswith("graders-")
    assert not any("-packages" in entry or "graders" in entry for entry in standard)


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc/passwd", "a\\b", "a\0"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    with pytest.raises(SandboxError, match="no plain file name"):
        check_names([name])


def test_no_installed_package_can_be_imported(sandbox: Sandbox) -> None:
    transcript = _run(sandbox, "import yaml")
    assert isinstance(transcript.load, LoadFailed)
    assert transcript.load.raised.message == "No module named 'yaml'"


def test_a_batch_is_not_asked_when_the_run_ended_in_one_that_it_needs(sandbox: Sandbox) -> None:
    program = Program(name="ex1.py", source=b"import os\nx = 1\ndef f(): os._exit(3)\n")
    batches: list[list[Ask]] = [[Call("f")], [Call("f")], [Get("x")], [Get("x")]]
    answers = sandbox.run(program, Questions(batches, [(), (0,), (1,), ()]), Limits()).answers
    assert [type(answer) for (answer,) in answers] == [Ended, NotAsked, NotAsked, Returned]
