"""One thing to try after an exception, by what beginners most often mean by the line that raised it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graders.transcript import Raised

_BY_EXCEPTION = {
    "EOFError": "Nobody is at the keyboard here. Set the value in the code instead of asking with `input()`.",
    "ModuleNotFoundError": "Python's own modules and NumPy are available. Leave other imports out.",
    "ImportError": "Check the spelling of what is imported, and from where.",
    "RecursionError": "The function calls itself again and again. Give it a case in which it stops.",
    "MemoryError": "Look for an array or a list that grows without end.",
    "ZeroDivisionError": "Look at what is divided by, and when it can be zero.",
    "IndexError": "Print the `.shape` or the length first. The first index is 0.",
    "KeyError": "Print the keys of the dict and compare the spelling.",
    "NameError": "Check the spelling of the name, and that it gets its value earlier.",
    "UnboundLocalError": "Check the spelling of the name, and that it gets its value earlier.",
    "AttributeError": "Check the spelling after the dot, and print what stands before it.",
    "AssertionError": "This line claims something that is not so. Print what stands on both sides of the comparison.",
    "FileNotFoundError": "Only files beside the submission can be read, and only if the code names them.",
    "PermissionError": "Files, the network and other programs are out of reach here. The task needs none of them.",
    "RuntimeError": "Read Python's message above, then look at the line that it names.",
    "NotImplementedError": "Replace the `raise NotImplementedError` line with your own code.",
    "SystemExit": "Leave `exit()`, `quit()` and `sys.exit()` out, so that the file runs to its end.",
    "ValueError": "Print what goes into this line, and the `.shape` of each array.",
    "TypeError": "Print the `type(...)` of what goes into this line.",
}


class _Clue(NamedTuple):
    """An exception whose message has ``sign``, a regular expression, and what to do about it."""

    exception: str
    sign: str
    step: str


# The special before the general: the first clue that fits is told.
_BY_MESSAGE = (
    _Clue("NameError", "'np'", "Add `import numpy as np` at the top of the file."),
    _Clue("NameError", "'(exit|quit)'", _BY_EXCEPTION["SystemExit"]),
    _Clue(
        "NameError",
        "'(arange|argmax|argmin|array|column_stack|exp|linspace|log|ones|sqrt|vstack|zeros)'",
        "What NumPy brings is written with `np.` in front, such as `np.exp`.",
    ),
    _Clue(
        "TypeError",
        "not callable",
        "What stands before the brackets is no function. Look where it gets its value, or for a missing `*`.",
    ),
    _Clue(
        "TypeError",
        "same_kind",
        "An array of whole numbers cannot hold a fraction. Write `x = x - ...` in place of `x -= ...`.",
    ),
    _Clue("TypeError", r"bitwise_xor|for \^", "In Python a power is written `**`. The sign `^` means something else."),
    _Clue(
        "TypeError",
        "NoneType",
        "Something in this line is `None`. `print(...)`, `a.sort()` and a function without `return` give `None`.",
    ),
    _Clue(
        "TypeError",
        r"'(function|builtin_function_or_method|method|numpy\.ufunc|numpy\._ArrayFunctionDispatcher)'",
        "One value in this line is a function. Look where it comes from, and write `(...)` after its name.",
    ),
    _Clue(
        "TypeError",
        "converted to Python scalars",
        "This needs one number, but got an array. For arrays there is NumPy, such as `np.exp` for `math.exp`.",
    ),
    _Clue(
        "TypeError",
        r"and 'str'|: 'str' and|dtype\('<U",
        "A text stands where a number is needed. Take the quotes away, or convert it with `float(...)`.",
    ),
    _Clue("IndexError", "only integers", "A position is a whole number. Divide with `//`, since `/` gives a fraction."),
    _Clue("ValueError", "broadcast", "Two shapes do not fit together. Print the `.shape` of both arrays."),
    _Clue(
        "ValueError",
        r"axis -?\d+ is out of bounds",
        "The array has no such axis. Print its `.shape`: the first number there is `axis=0`.",
    ),
    _Clue(
        "ValueError",
        "truth value of an array",
        "`if`, `and` and `a < b < c` need one True or False. Join comparisons of arrays with `&`, each in brackets.",
    ),
)
_ARGUMENTS = re.compile(r"(positional|keyword) argument|takes no arguments|values for argument")
_ATTRIBUTE = re.compile(r"^'.*' object has no attribute '(\w+)'$")
_NAME = re.compile(r"^name '(\w+)' is not defined")


def remedy(raised: Raised) -> str:
    """Return one thing to try; of the exception's classes the nearest built-in one counts."""
    exception = raised.bases[0] if raised.bases else "Exception"
    line = raised.source_line.strip()
    if exception != "SystemExit" and line.startswith("raise "):
        return "This line raises it on purpose. Look at the condition above it, and when it is true."
    if exception == "TypeError" and _ARGUMENTS.search(raised.message):
        return _about_arguments(line)
    if exception == "AttributeError" and _is_numpy_replaced(raised.message, line):
        return "`np` no longer stands for NumPy here. Look for a line that gives `np` another value."
    for clue in _BY_MESSAGE:
        if exception == clue.exception and re.search(clue.sign, raised.message):
            return clue.step
    if exception == "NameError" and _may_be_text(raised.message, line):
        return "Check the spelling of the name. If it is meant as text, put quotation marks around it."
    return _BY_EXCEPTION.get(exception, "Look at the line that Python names, and print what goes into it.")


def _about_arguments(line: str) -> str:
    """Return what to compare: without a line of the submission, the call was the grader's."""
    if not line:
        return "Compare the names between the brackets of the `def` line with the task."
    return "Compare what stands between the brackets here with the `def` line of that function."


def _is_numpy_replaced(message: str, line: str) -> bool:
    found = _ATTRIBUTE.match(message)
    return found is not None and re.search(rf"\bnp\.{found[1]}\b", line) is not None


def _may_be_text(message: str, line: str) -> bool:
    """Say whether a line does nothing but give the unknown name to another one, as in ``answer = b``."""
    found = _NAME.match(message)
    return found is not None and re.fullmatch(rf"\w+\s*=\s*{found[1]}", line) is not None
