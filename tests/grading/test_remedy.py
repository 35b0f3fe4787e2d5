"""What to try after an exception: lines that beginners write, and what stands above them."""

from collections.abc import Callable

import pytest

from graders.grading.remedy import refusal, remedy
from graders.result import Graded, Outcome
from graders.transcript import Raised
from tests.compare.test_wording import faults

A = "a = np.array([3.0, 1.0, 2.0])\n"
F = "def f(x): pass\n"
FILE = "import io\ndef file(lines): return io.StringIO('\\n'.join(lines))\n"

# what stands above, the line that raises, and a part of the next step
SLIPS = [
    ("del np\n", "np.array([1])", "Add `import numpy as np`"),
    ("", "e = exp(3)", "`np.` in front"),
    ("", "get_ipython().run_line_magic('matplotlib', 'inline')", "This line comes from a notebook. Delete it."),
    ("", "answer = b", "put quotation marks around it"),
    ("", "answer = b + 1", "that it gets its value earlier"),
    ("", "answer = lenght(3)", "that it gets its value earlier"),
    (A, "a[len(a) / 2]", "Divide with `//`"),
    (A, "a[a[0] / 2]", "Divide with `//`"),
    (A, "a[np.max(a)]", "`np.argmax` gives the place"),
    (A, "a[a.min()]", "`np.argmin` gives the place"),
    (A, "a[0] / len(a) + a[a[1]]", "Print what stands between the brackets"),
    (A + "half = len(a) / 2\n", "a[half]", "Print what stands between the brackets"),
    (A, "b = [a[1.5] / 2, 1]", "Print what stands between the brackets"),
    (A, 'a["km/h"]', "Print what stands between the brackets"),
    ("", "np.zeros((10**9, 10**3))", "An array of shape `(1000000000, 1000)` is asked for here, which takes 7.28 TiB."),
    (A, "a[3]", "The first index is 0"),
    (A, "np.sum(a, axis=1)", "no such axis"),
    (A, "a + np.ones(2)", "Two shapes do not fit together"),
    (A, "(a - 1) ^ 2", "a power is written `**`"),
    ("", "2.0 ^ 2", "a power is written `**`"),
    ("", "X = np.array([1, 2], [3, 4], [5, 6])", "one more pair of square brackets"),
    ("", "X = np.zeros(2, 3)", "A shape is one tuple, with brackets of its own: `np.zeros((2, 3))`."),
    (A, "a.shape()", "`.shape` is no function. Leave out the brackets"),
    ("", "X = np.array([[4,5, 72], [2, 55]])", "`4,5` are two, `4.5` is one"),
    (A, "if a == 0: pass", "`np.where(...)` chooses for each number"),
    (A, "if 1 < a < 3: pass", "Join comparisons of arrays with `&`"),
    (A, "if a > 1 and a < 3: pass", "Join comparisons of arrays with `&`"),
    ("rows = []\n", "rows = rows.append(1)[0]", "`a.append(...)`"),
    ("", "y == 3 * 8", "Write one `=`, as in `y = ...`"),
    ("def f(x):\n    if x > 1: y = x\n    return y\n", "f(1)", "`y` gets no value on the way to this line"),
    ("", "X = np.array([1, 2], type=float)", "`help(np.array)` lists them"),
    ("", "y = [1, 2] / 3", "NumPy does: make it an array"),
    ("", "y = [1, 2] * [3, 4]", "A list or a text stands beside `*`"),
    ("", "y = [1, 2] * 0.5", "A list or a text stands beside `*`"),
    (A, "a > 1 & a < 3", "Put each comparison in brackets"),
    (A, "b = a[a > 1 | a < 3]", "Put each comparison in brackets"),
    (A, "(a > 1) & a", "Print the `type(...)`"),
    (A, "s = a.sort()[0]", "`a.sort()`"),
    (F, "1 + f(2)", "a function without `return`"),
    (A + "s = a.sort()\n", "len(s)", "`a.sort()`"),
    (A, "a / a.sum", "write `(...)` after its name"),
    (F, "1 - f", "write `(...)` after its name"),
    (A, "a - np.mean", "write `(...)` after its name"),
    (A, "a - np.exp", "write `(...)` after its name"),
    (A + "import math\n", "math.exp(a)", "such as `np.exp` for `math.exp`"),
    ("", "x = np.loadtxt(temps.csv, skiprows=1)", 'Put quotation marks around it: `"temps.csv"`.'),
    ("", "x = data.json()", "that it gets its value earlier"),
    ("", "x = sensor.dat[0]", "that it gets its value earlier"),
    ("", "x = np.loadtxt(folder + 'folder.csv')", "that it gets its value earlier"),
    (FILE, "np.loadtxt(file(['hour,celsius', '0,1.5']), delimiter=',')", "skip it with `skiprows=1`"),
    (FILE, "np.loadtxt(file(['a', 'b', '1']), skiprows=1)", "Not every text is a number"),
    (FILE, "np.loadtxt(file(['1', 'b']))", "Not every text is a number"),
    (FILE, "np.loadtxt(file(['1,2', '3,4']))", 'Say what stands between the numbers: `delimiter=","`.'),
    (FILE, "np.loadtxt(file(['1;2', '3;4']))", 'Say what stands between the numbers: `delimiter=";"`.'),
    (FILE, "np.loadtxt(file(['1,5;2,5']))", 'Say what stands between the numbers: `delimiter=";"`.'),
    ("epochs = 3\n", "for i in epochs: pass", "Print the `type(...)`"),
    ("epochs = 3\n", "for i in epochs:\n    pass", "To count up to it, write `range(epochs)`."),
    (A, "for i in len(a):  # each\n    pass", "To count up to it, write `range(len(a))`."),
    ("rows = [1, 2]\n", "[sum(row) for row in rows]", "Print the `type(...)`"),
    ("number = 3\n", "print('(' + number)", "Write `str(...)` around the number, or use an f-string."),
    ("number = 3\n", "text = '4' + number", "or add numbers with `float(...)`."),
    ("", "print('(' + [1])", "Print the `type(...)`"),
    (A, "a - '2'", "Take the quotes away"),
    ("", "3 - '2'", "Take the quotes away"),
    ("", "'2' - 3", "Take the quotes away"),
    ("", "2(3)", "a missing `*`"),
    (F, "f()", "with the `def` line of that function"),
    ("", "int([1])", "Print the `type(...)`"),
    ("np = 5\n", "x = np.array([1])", "`np` no longer stands for NumPy"),
    ("np = None\n", "x = 2 * np.exp(1)", "`np` no longer stands for NumPy"),
    ("", "np.maen([1])", "Check the spelling after the dot"),
    (A, "a.push(2)", "Check the spelling after the dot"),
    (
        "",
        "[1, 2].mean()",
        "A list stands before the dot; `.mean` belongs to arrays. Make it an array with `np.array(...)`.",
    ),
    ("", "[1, 2].items()", "A list stands before the dot; `.items` belongs to dicts. Look where it gets its value."),
    ("", "(1, 2).sort()", "`.sort` belongs to arrays and lists. Make it an array"),
    ("", "(1, 2).append(3)", "A tuple stands before the dot; `.append` belongs to lists. Make it a list"),
    ("", "['A'].lower()", "A list stands before the dot; `.lower` belongs to texts."),
    (
        A,
        "a.count(3)",
        "An array stands before the dot; `.count` belongs to lists, tuples and texts. `np.sum(a == x)` counts",
    ),
    (A, "a[0].append(3)", "A number stands before the dot; `.append` belongs to lists."),
    ("", "([1, 2] == 1).sum()", "`True` or `False` stands before the dot; `.sum` belongs to arrays."),
    ("", "[1].maen()", "Check the spelling after the dot"),
    (F, "f(1).items()", "Something in this line is `None`."),
    (A, "a.mean.round()", "write `(...)` after its name"),
    ("", "np.mean.round()", "write `(...)` after its name"),
    ("class List(list): pass\n", "List().mean()", "Check the spelling after the dot"),
    ("def g(x): return x.mean()\n", "g([1])", "A list stands before the dot"),
    ("", "exit()", "Leave `exit()`"),
    ("", "assert 1 == 2", "claims something that is not so"),
    ("", "raise TypeError('NoneType')", "raises it on purpose"),
    ("", "{}['a']", "Print the keys"),
    ("", "{3: 1}[4]", "no such key at this point"),
    ("class Odd(Exception): pass\n", "raise Odd", "raises it on purpose"),
    ("error = ValueError('no')\n", "raise error", "raises it on purpose"),
    ("", "raise error", "Check the spelling of the name"),
    ("", "raise Valueerror('no')", "Check the spelling of the name"),
    ("", "raise 'no'", "Behind `raise` stands an exception"),
    ("", "assert False, 'window'", "Look at the condition above it"),
    ("", "assert 1 > 2, 'window'", "Print the values that it looks at"),
    ("a = np.array([1, 2])\n", "a /= 2", "Write `a = a / ...` in place of `a /= ...`"),
    ("a = np.array([1, 2])\n", "a -= 0.5", "Write `a = a - ...` in place of `a -= ...`"),
    ("a = np.array([1, 2])\n", "a[:1] *= 0.5", "with `.astype(float)`"),
    (A, "a += 1j", "Print the `type(...)`"),
    ("text = 'pear'\n", "text / 2", "One value here is a text"),
    ("line = '1,2,3'\n", "a, b = line.split(',')", "Print what is taken apart here"),
    ("", "a, b = [1]", "Print what is taken apart here"),
    ("", "a, b = 1", "is one value, not several"),
    ("", "int('2.5')", "Not every text is a number"),
    ("import statistics\n", "statistics.stdev(np.array([1, 2, 4]))", "Print the `type(...)`"),
    ("", "np.savetxt('out.txt', [1])", "Writing files, the network and other programs"),
]


@pytest.mark.parametrize(("above", "line", "says"), SLIPS, ids=[f"{above}{line}" for above, line, _ in SLIPS])
def test_the_slip_behind_an_exception_is_named(graded: Callable[..., Graded], above: str, line: str, says: str) -> None:
    check = "- {id: y, variable: y_hat, asks: the prediction, points: 2}\n"
    file = graded(check, "y_hat = 34", f"import numpy as np\n{above}{line}\n").checks[0]
    assert (file.id, file.outcome) == ("file", Outcome.RAISED)
    assert says in file.next_step
    assert faults(file.next_step) == []


def test_a_call_of_the_grader_is_compared_with_the_task() -> None:
    message = "f() got an unexpected keyword argument 'x'"
    step = remedy(Raised(exception="TypeError", bases=("TypeError",), message=message))
    assert step == "Compare the names between the brackets of the `def` line with the task."


@pytest.mark.parametrize("message", ["", "Unable to allocate 8.00 KiB for an array with shape (1000,)"])
def test_memory_that_no_large_array_takes_is_taken_by_what_grows(message: str) -> None:
    step = remedy(Raised(exception="MemoryError", bases=("MemoryError",), message=message))
    assert step == "Look for an array or a list that grows without end."


# the body of a function that should raise ValueError for a text, and a part of the next step
NO_REFUSALS = [
    ("return x / 2", "Test the input above this line, and write `raise ValueError(...)`"),
    ("raise TypeError('text')", "If this line is meant for this input, write `raise ValueError(...)` there"),
    ("raise 'text'", "Behind `raise` stands an exception. Write `raise ValueError(...)`"),
    ("raise Valueerror('text')", "Check the spelling of the name"),
    ("assert x > 0, 'text'", "Test the input above"),
    ("assert x == 0, 'text'", "Write `if` and `raise ValueError(...)` in place of `assert`"),
    ("assert False, 'text'", "Write `if` and `raise ValueError(...)` in place of `assert`"),
    ("return x.mean()", "Test the input above"),
    ("return np.maen(x)", "Check the spelling after the dot"),
    ("return half()", "with the `def` line of that function"),
    ("return half(x)", "calls itself again and again"),
]


@pytest.mark.parametrize(("body", "says"), NO_REFUSALS, ids=[body for body, _ in NO_REFUSALS])
def test_another_exception_than_the_one_asked_for_is_no_slip_of_the_call(
    graded: Callable[..., Graded], body: str, says: str
) -> None:
    check = "- {id: r, raises: half, exception: ValueError, asks: refuses text, points: 1, cases: [[abc]]}\n"
    reference = "def half(x):\n    raise ValueError('text')\n"
    [result] = graded(check, reference, f"import numpy as np\ndef half(x):\n    {body}\n").checks
    assert result.outcome is Outcome.WRONG
    assert says in result.next_step
    assert faults(result.next_step) == []


def test_an_exception_without_a_line_of_the_submission_leads_to_the_task() -> None:
    step = refusal(Raised(exception="TypeError", bases=("TypeError",), message="bad operand"), "ValueError")
    assert step == "Look for the condition that the task names, and write `raise ValueError(...)` under it."


def test_a_message_that_says_the_same_over_and_over_takes_no_longer_than_one_that_says_it_once() -> None:
    line = "a" + "[" * 4000
    once, often = (
        remedy(Raised("IndexError", ("IndexError",), message="only integers " * times, source_line=line))
        for times in (1, 10_000)
    )
    assert once == often == "A position is a whole number, and this one is not. Print what stands between the brackets."
