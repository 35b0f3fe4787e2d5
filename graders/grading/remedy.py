"""One thing to try after an exception, by what beginners most often mean by the line that raised it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graders.printable import one_line
from graders.transcript import Raised

_BY_EXCEPTION = {
    "EOFError": "Nobody is at the keyboard here. Set the value in the code instead of asking with `input()`.",
    "ModuleNotFoundError": "Python's own modules and NumPy are available. Leave other imports out.",
    "ImportError": "Check the spelling of what is imported, and from where.",
    "RecursionError": "The function calls itself again and again. Give it a case in which it stops.",
    "MemoryError": "Look for an array or a list that grows without end.",
    "ZeroDivisionError": "Look at what is divided by, and when it can be zero.",
    "IndexError": "Print the `.shape` or the length first. The first index is 0.",
    "KeyError": "The dict has no such key at this point. Print the keys, and compare them with the one looked up.",
    "NameError": "Check the spelling of the name, and that it gets its value earlier.",
    "UnboundLocalError": "Check the spelling of the name, and that it gets its value earlier.",
    "AttributeError": "Check the spelling after the dot, and print what stands before it.",
    "AssertionError": "This line claims something that is not so. Print the values that it looks at.",
    "FileNotFoundError": "Only files beside the submission can be read, and only if the code names them.",
    "PermissionError": (
        "Only files beside the submission can be read. Writing files, the network and other programs are out of reach "
        "here. The task can be done without."
    ),
    "RuntimeError": "Read Python's message above, then look at the line that it names.",
    "NotImplementedError": "Replace the `raise NotImplementedError` line with your own code.",
    "SystemExit": "Leave `exit()`, `quit()` and `sys.exit()` out, so that the file runs to its end.",
    "ValueError": "Print what goes into this line, and of arrays the `.shape`.",
    "TypeError": "Print the `type(...)` of what goes into this line.",
}


_NO_EXCEPTION = "exceptions must derive from BaseException"


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
    _Clue("TypeError", _NO_EXCEPTION, "Behind `raise` stands an exception, such as `ValueError(...)`."),
    _Clue("TypeError", "cannot unpack", "What is taken apart here is one value, not several. Print it."),
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
        "One value here is a text. Take the quotes away where a number is meant, or convert it with `float(...)`.",
    ),
    _Clue("IndexError", "only integers", "A position is a whole number. Divide with `//`, since `/` gives a fraction."),
    _Clue(
        "ValueError",
        "values to unpack",
        "There are more names than parts, or more parts than names. Print what is taken apart here.",
    ),
    _Clue(
        "ValueError",
        "^(invalid literal for int|could not convert string)",
        "Not every text is a number. Print this one with `repr(...)`, which shows blanks as well.",
    ),
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
_ATTRIBUTE = re.compile(r"^(module )?'.*' .*has no attribute '(\w+)'")
_NAME = re.compile(r"^name '(\w+)' is not defined")
_FRACTION = re.compile(r"from dtype\('float\d+'\) to dtype\('u?int\d+'\)")
_IN_PLACE = re.compile(r"(\w+)\s*(\*\*|//|[-+*/%@])=")
_MAX_NAME = 40
_BY_INPUT = (
    *("ArithmeticError", "AssertionError", "AttributeError", "FloatingPointError", "IndexError", "KeyError"),
    *("OverflowError", "TypeError", "ValueError", "ZeroDivisionError"),
)
"""What a function runs into with an input that it should refuse; other exceptions are slips whatever the input is."""


def remedy(raised: Raised) -> str:
    """Return one thing to try; of the exception's classes the nearest built-in one counts."""
    exception, line = _exception(raised), raised.source_line.strip()
    if exception != "SystemExit" and _is_on_purpose(raised):
        return "This line raises it on purpose. Look at the condition above it, and when it is true."
    if exception == "TypeError" and _ARGUMENTS.search(raised.message):
        return _about_arguments(line)
    if exception == "TypeError" and _FRACTION.search(raised.message):
        return _about_fractions(line)
    if exception == "AttributeError" and (found := _ATTRIBUTE.search(raised.message)):
        return _about_attribute(found[2], line, is_module=bool(found[1]))
    for clue in _BY_MESSAGE:
        if exception == clue.exception and re.search(clue.sign, raised.message):
            return clue.step
    if exception == "NameError" and _may_be_text(raised.message, line):
        return "Check the spelling of the name. If it is meant as text, put quotation marks around it."
    return _BY_EXCEPTION.get(exception, "Look at the line that Python names, and print what goes into it.")


def refusal(raised: Raised, exception: str) -> str:
    """Return one thing to try where ``exception`` should be raised on purpose, and another one came out."""
    kind, line = _exception(raised), raised.source_line.strip()
    if kind == "TypeError" and _NO_EXCEPTION in raised.message:
        return f"Behind `raise` stands an exception. Write `raise {exception}(...)`."
    if line.startswith("assert") and kind == "AssertionError":
        return f"Write `if` and `raise {exception}(...)` in place of `assert`, which raises `AssertionError`."
    if _is_on_purpose(raised):
        return f"If this line is meant for this input, write `raise {exception}(...)` there."
    if kind not in _BY_INPUT or raised.message.startswith("module ") or _ARGUMENTS.search(raised.message):
        return remedy(raised)
    if not line:
        return f"Look for the condition that the task names, and write `raise {exception}(...)` under it."
    return f"Test the input above this line, and write `raise {exception}(...)` for what should be refused."


def _exception(raised: Raised) -> str:
    """Return the nearest built-in class of an exception."""
    return raised.bases[0] if raised.bases else "Exception"


def _is_on_purpose(raised: Raised) -> bool:
    """Say whether the line does nothing but raise the exception that came out."""
    kind, line = _exception(raised), raised.source_line.strip()
    if kind in {"NameError", "UnboundLocalError"} or _NO_EXCEPTION in raised.message:
        return False
    if kind == "AssertionError" and re.match(r"assert\s*\(?(False|0)\b", line):
        return True
    return re.match(rf"raise\s+((\w+\.)*{re.escape(raised.exception)}\b|\w+$)", line) is not None


def _about_arguments(line: str) -> str:
    """Return what to compare: without a line of the submission, the call was the grader's."""
    if not line:
        return "Compare the names between the brackets of the `def` line with the task."
    return "Compare what stands between the brackets here with the `def` line of that function."


def _about_attribute(attribute: str, line: str, *, is_module: bool) -> str:
    """Return what to look at: where the line does not ask for the attribute, a function that it calls does."""
    if not is_module and re.search(rf"\bnp\.{attribute}\b", line):
        return "`np` no longer stands for NumPy here. Look for a line that gives `np` another value."
    if re.search(rf"\.\s*{attribute}\b", line):
        return _BY_EXCEPTION["AttributeError"]
    return _BY_EXCEPTION["TypeError"]


def _about_fractions(line: str) -> str:
    """Return what to write in place of a line that works out a fraction inside an array of whole numbers."""
    step = "Make an array of floats first, with `.astype(float)`."
    if found := _IN_PLACE.match(line):
        name, sign = one_line(found[1], _MAX_NAME), found[2]
        step = f"Write `{name} = {name} {sign} ...` in place of `{name} {sign}= ...`."
    return f"An array of whole numbers cannot hold a fraction. {step}"


def _may_be_text(message: str, line: str) -> bool:
    """Say whether a line does nothing but give the unknown name to another one, as in ``answer = b``."""
    found = _NAME.match(message)
    return found is not None and re.fullmatch(rf"\w+\s*=\s*{found[1]}", line) is not None
