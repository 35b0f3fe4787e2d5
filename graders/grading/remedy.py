"""One thing to try after an exception, by what beginners most often mean by the line that raised it."""

from __future__ import annotations

import re

from graders.grading.attributes import about_attribute
from graders.grading.exceptions import BY_EXCEPTION
from graders.grading.slips import slip
from graders.transcript import Raised

_NO_EXCEPTION = "exceptions must derive from BaseException"


_ARGUMENTS = re.compile(r"(positional|keyword) argument|takes no arguments|values for argument")
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
    if exception == "AttributeError":
        return about_attribute(raised.message, line)
    if step := slip(exception, raised.message, line):
        return step
    if exception == "TypeError" and _ARGUMENTS.search(raised.message):
        return _about_arguments(raised.message, line)
    return BY_EXCEPTION.get(exception, "Look at the line that Python names, and print what goes into it.")


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


def _about_arguments(message: str, line: str) -> str:
    """Return what to compare: without a line of the submission, the call was the grader's."""
    if not line:
        return "Compare the names between the brackets of the `def` line with the task."
    name = re.match(r"(\w+)\(\)", message)
    if name and (found := re.search(rf"\bnp\.(?:\w+\.)*{name[1]}(?=\()", line)):
        return f"`{found[0]}` takes other values between its brackets. `help({found[0]})` lists them."
    return "Compare what stands between the brackets here with the `def` line of that function."
