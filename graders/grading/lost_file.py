"""A file that was asked for by another name than its own: in some folder, or with other letters large."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graders.printable import one_line
from graders.result import CheckResult, Fault

_PATH = re.compile(
    r"(?:^|')(?P<folder>[^']*[\\/])?(?P<name>[^'\\/]+)(?:'| not found\.)\Z"
)  # as Python and NumPy end it
_NO_SUCH_FILE = frozenset({"FileNotFoundError", "PermissionError"})


def told(check: CheckResult, files: Iterable[str]) -> CheckResult:
    """Return a result whose next step is the name of a file as it is, if another one is what stopped it."""
    step = check.fault and _step(check.fault, [one_line(file) for file in files])
    return check._replace(next_step=step) if step else check


def _step(fault: Fault, files: list[str]) -> str:
    """Return which of the files was meant by what a message says was not found; empty when it says none of them."""
    found = _PATH.search(fault.message) if fault.exception in _NO_SUCH_FILE else None
    if found is None:
        return ""
    if found["name"] in files:
        return f"Write the name alone: `{found['name']}`." if found["folder"] else ""
    meant = next((file for file in files if file.casefold() == found["name"].casefold()), "")
    return f"The file is called `{meant}`; upper and lower case count." if meant else ""
