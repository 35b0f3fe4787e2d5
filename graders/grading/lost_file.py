"""A file that was asked for in some folder, where its name alone finds it."""

from __future__ import annotations

import re
from collections.abc import Collection

from graders.printable import one_line
from graders.result import CheckResult, Fault

_BY_PATH = re.compile(r"[\\/]([^\\/]+?)(?:'| not found\.)\Z")  # as Python ends its message, and as NumPy does
_NO_SUCH_FILE = frozenset({"FileNotFoundError", "PermissionError"})


def told(check: CheckResult, files: Collection[str]) -> CheckResult:
    """Return a result whose next step names the file alone, if that is what stopped it; ``files`` are there."""
    name = check.fault and _asked_for(check.fault)
    if not name or name not in map(one_line, files):
        return check
    return check._replace(next_step=f"Write the name alone: `{name}`.")


def _asked_for(fault: Fault) -> str:
    """Return the last part of the path that a message says was not found; empty when it says none of folders."""
    found = _BY_PATH.search(fault.message) if fault.exception in _NO_SUCH_FILE else None
    return found[1] if found else ""
