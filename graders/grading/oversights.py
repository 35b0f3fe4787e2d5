"""What an oversight in the source has to do with a check that is not right: the next step names its line."""

from __future__ import annotations

import re

from graders.exercise import Check, FunctionCheck, VariableCheck
from graders.printable import one_line
from graders.result import CheckResult
from graders.transcript import Clues


def pointed_out(result: CheckResult, clues: Clues, check: Check | None) -> CheckResult:
    """Return a result whose next step is to mend an oversight, if one may have brought it about.

    ``check`` is None for the gate before all checks.
    """
    step = _taken(result, clues) or (_thrown_away(check, clues) if check and result.mismatch else "")
    return result._replace(next_step=step) if step else result


def _taken(result: CheckResult, clues: Clues) -> str:
    """Return what to do about a name of Python's own that is called and stands for no function any more."""
    fault = result.fault
    if fault is None or fault.exception != "TypeError" or not fault.message.endswith("object is not callable"):
        return ""
    for line, name in (clue.split(":", 1) for clue in clues.taken if ":" in clue):
        if re.search(rf"(?<![\w.]){re.escape(name)}\s*\(", fault.source_line):
            own, where = one_line(name), one_line(line)
            return f"Line {where} gives `{own}` a value, which hides Python's own `{own}`. Take another name there."
    return ""


def _thrown_away(check: Check, clues: Clues) -> str:
    """Return what to write where a result is thrown away in the function, or the variable, that a check looks at."""
    for clue in clues.thrown_away:
        line, function, target, called, *_ = [*clue.split(":"), "", "", ""]
        if not _is_about(check, function, target):
            continue
        call, name = f"{one_line(called, 60)}(...)", one_line(target)
        kept = f"Write `{name} = {call}`." if target else "Put it into a list, or give it a name."
        return f"The result of `{call}` in line {one_line(line)} is thrown away. {kept}"
    return ""


def _is_about(check: Check, function: str, name: str) -> bool:
    """Say whether a check looks at the function that a statement stands in, or at the name outside of all of them."""
    if isinstance(check, FunctionCheck):
        return check.function == function
    return isinstance(check, VariableCheck) and not function and check.variable == name
