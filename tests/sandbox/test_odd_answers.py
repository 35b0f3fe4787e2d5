"""Whatever a program returns or raises is told for what it is, and does not end its process."""

from pathlib import Path

import pytest

from graders.exercise import Limits
from graders.sandbox.runner import Sandbox
from graders.transcript import Call, Ended, Get, Opaque, Program, Questions, Raised, Returned, Stop

SOURCE = Path(__file__).with_name("odd.py").read_text(encoding="utf-8")
RAISED = "    raise made(number, list(ERRORS), ASKED_OF_ALL + ASKED_OF_ERRORS)"
NUMBERS = range(400)
LOW_LIMIT = """
import sys
for limit in range(1, 100):
    try:
        sys.setrecursionlimit(limit)
    except RecursionError:
        continue
    break
"""


def ask(sandbox: Sandbox, source: str, *asks: Call | Get) -> tuple[object, ...]:
    [answers] = sandbox.run(Program("odd.py", source.encode()), Questions([asks]), Limits(cpu_s=20, wall_s=60)).answers
    return answers


def test_a_value_of_any_class_is_named_by_its_class(confined: Sandbox) -> None:
    answers = ask(confined, SOURCE, *(Call("value", (number,)) for number in NUMBERS))
    assert answers == tuple(Returned([Opaque(f"Odd{number}")]) for number in NUMBERS)


def test_an_exception_of_any_class_is_told_with_its_class_and_its_line(confined: Sandbox) -> None:
    answers = ask(confined, SOURCE, *(Call("error", (number,)) for number in NUMBERS))
    told = [(one.exception, one.source_line) if isinstance(one, Raised) else one for one in answers]
    assert told == [(f"Odd{number}", RAISED) for number in NUMBERS]
    assert all(one.bases[-1] == "BaseException" for one in answers if isinstance(one, Raised))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ("np.array(['a'], np.dtypes.StringDType())", "its elements are of dtype StringDType128"),
        ("np.zeros(2, [('a', 'i4')])", "its elements are of dtype void32"),
        ("np.array([object()])", "its elements are of dtype object"),
        ("np.array(['2026-01-01'], 'M8[D]')", "its elements are of dtype datetime64[D]"),
        ("np.full(3, 0x7fffffff, 'u4').view('U1')", "its text has characters that do not exist"),
    ],
)
def test_an_array_of_anything_but_numbers_and_text_is_told_with_its_elements(
    confined: Sandbox, made: str, reason: str
) -> None:
    answers = ask(confined, f"import numpy as np\ndef f():\n    return {made}", Call("f"))
    assert answers == (Returned(Opaque("ndarray", reason)),)


@pytest.mark.parametrize("dtype", ["np.dtype('f8', metadata={'a': 1})", "'>f8'"])
def test_numbers_are_numbers_whatever_else_their_dtype_says(confined: Sandbox, dtype: str) -> None:
    [answer] = ask(confined, f"import numpy as np\ndef f():\n    return np.ones(2, {dtype})", Call("f"))
    assert isinstance(answer, Returned)
    assert repr(answer.value) == "array([1., 1.])"


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("class A:\n    __class__ = property(lambda self: 1 / 0)\na = A()", id="a name for a liar"),
        pytest.param(
            "import sys, types\nclass M(types.ModuleType):\n    __dict__ = property(lambda self: 1 / 0)\n"
            "sys.modules[__name__].__class__ = M",
            id="a module of another class",
        ),
        pytest.param("import sys\ndel sys.stdout", id="no standard output"),
        pytest.param(
            "import sys\nclass Out:\n    def flush(self): raise SystemExit\nsys.stdout = Out()",
            id="an output that exits",
        ),
        pytest.param("import warnings\nfor i in range(300): warnings.warn(str(i) + 'é' * 3000)", id="many warnings"),
        pytest.param("for i in range(300): globals()['x' * 3000 + str(i)] = i", id="long names"),
        pytest.param("\n".join(f"def f{'x' * 3000}{i}(): pass" for i in range(100)), id="long names of functions"),
    ],
)
def test_a_program_that_is_odd_elsewhere_still_answers(confined: Sandbox, before: str) -> None:
    assert ask(confined, f"{before}\nanswer = 41", Get("answer")) == (Returned(41),)


def test_many_long_warnings_of_one_call_do_not_cost_its_value(confined: Sandbox) -> None:
    source = "import warnings\ndef f():\n    for i in range(300): warnings.warn(str(i) + 'é' * 3000)\n    return 41"
    [answer] = ask(confined, source, Call("f"))
    assert isinstance(answer, Returned)
    assert answer.value == 41


@pytest.mark.parametrize("where", ["'odd.py', '1', 2, ''", "'odd.py', 10**5000, 10**5000, ''", "'odd.py', -1, -1, ''"])
def test_a_syntax_error_of_no_line_is_told_with_the_line_that_raises_it(confined: Sandbox, where: str) -> None:
    [answer] = ask(confined, f"def f():\n    raise SyntaxError('x', ({where}))", Call("f"))
    assert isinstance(answer, Raised)
    assert (answer.message, answer.line, answer.column) == ("x", 2, None)


@pytest.mark.parametrize(
    "odd",
    [
        pytest.param("import linecache\nlinecache.cache['odd.py'] = (1, None, 3, 'odd.py')\nx", id="an exception"),
        pytest.param(f"{LOW_LIMIT}\nx = [[[1]]]", id="a low limit of recursion"),
        pytest.param("import builtins\nbuiltins.issubclass = builtins.len = None\nx = 1", id="no built-in functions"),
    ],
)
def test_what_defies_description_cannot_be_read_and_the_next_check_is_asked(confined: Sandbox, odd: str) -> None:
    body = odd.replace("\n", "\n    ")
    program = Program("odd.py", f"def f():\n    {body}\n    return x\ny = 41".encode())
    [odd_one], [next_one] = confined.run(program, Questions([[Call("f")], [Get("y")]]), Limits()).answers
    assert isinstance(odd_one, Ended)
    assert odd_one.stop is Stop.GARBLED
    assert next_one == Returned(41)


def test_a_value_for_which_there_is_no_memory_left_is_told_so(confined: Sandbox) -> None:
    source = "import numpy as np\nkept = np.ones(60 << 17)\ndef f():\n    return np.ones(1 << 19)"
    [answer] = confined.run(Program("odd.py", source.encode()), Questions([[Call("f")]]), Limits(memory_mib=66)).answers
    assert answer == (Ended(Stop.MEMORY, "status 137"),)
