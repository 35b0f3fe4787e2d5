"""What an oversight in the source has to do with a check that is not right: the next step names its line."""

from __future__ import annotations

import re

from graders.exercise import Check, FunctionCheck, VariableCheck
from graders.printable import one_line
from graders.result import CheckResult
from graders.transcript import Clues, Discarded


def pointed_out(result: CheckResult, clues: Clues, check: Check | None) -> CheckResult:
    """Return a result whose next step is to mend an oversight, if one may have brought it about.

    ``check`` is None for the gate before all checks.
    """
    step = _shadowed(result, clues) or (
        _discarded(check, clues) if check and result.mismatch and not _is_explained(result) else ""
    )
    return result._replace(next_step=step) if step else result


def _is_explained(result: CheckResult) -> bool:
    """Say whether an author's own words tell the cause: another one beside it would be one too many."""
    return result.diagnosis is not None and "@" not in result.diagnosis.id


def _shadowed(result: CheckResult, clues: Clues) -> str:
    """Return what to do about a name of Python's own that is called and stands for no function any more."""
    fault = result.fault
    if fault is None or fault.exception != "TypeError" or not fault.message.endswith("object is not callable"):
        return ""
    for one in clues.shadowed:
        if re.search(rf"(?<![\w.]){re.escape(one.name)}\s*\(", fault.source_line):
            own = one_line(one.name)
            return f"Line {one.line} gives `{own}` a value, which hides Python's own `{own}`. Take another name there."
    return ""


def _discarded(check: Check, clues: Clues) -> str:
    """Return what to write where a result is thrown away in the function, or the variable, that a check looks at."""
    one = next((one for one in clues.discarded if _is_about(check, one)), None)
    if one is None:
        return ""
    call = f"{one_line(one.called, 60)}(...)"
    kept = f"Write `{one_line(one.name)} = {call}`." if one.name else "Put it into a list, or give it a name."
    return f"The result of `{call}` in line {one.line} is thrown away. {kept}"


def _is_about(check: Check, call: Discarded) -> bool:
    """Say whether a check looks at the function that a call stands in, or at the name outside of all of them."""
    if isinstance(check, FunctionCheck):
        return check.function == call.function
    return isinstance(check, VariableCheck) and not call.function and check.variable == call.name
