"""Results as JUnit XML, in the subset that Jenkins, its xUnit plug-in and GitLab all read.

Times, files and lines are left out: some readers refuse them, and the same results give the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import BinaryIO

from graders.result import CheckResult, Graded, Outcome

_ELEMENT = {
    Outcome.NEEDS_REVIEW: "skipped",
    Outcome.NOT_RUN: "skipped",
    Outcome.WRONG: "failure",
    Outcome.MISSING: "failure",
    Outcome.RAISED: "error",
    Outcome.KILLED: "error",
    Outcome.TIMED_OUT: "error",
    Outcome.GRADER_FAILED: "error",
}

_PART = 1 << 16  # bytes of cases that are copied at a time
_KEPT = 256  # checks of which the text is kept

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2, Char
_SPELT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


class Suites:
    """The suites of a document as they grow: one for each exercise, with a case for each check of each student.

    The class name of a case tells the student and the exercise, so that no two cases have both names in common. Counts
    stand before the cases, which wait in a file for the last of them: a class may be large.
    """

    def __init__(self, cases: BinaryIO) -> None:
        """Begin a document; ``cases`` is an empty file to write to and read from."""
        self._cases = cases
        self._suites: list[_Suite] = []

    def add(self, graded: Graded) -> None:
        """Add the checks of a submission to the suite of its exercise; submissions come exercise by exercise."""
        if not self._suites or self._suites[-1].exercise != graded.exercise:
            self._suites.append(_Suite(graded.exercise))
        suite = self._suites[-1]
        begin = f'<testcase classname="{_escaped(_class_name(graded))}" '
        suite.elements.update(_ELEMENT.get(check.outcome) for check in graded.checks)
        suite.size += self._cases.write("".join(begin + _told(check) for check in graded.checks).encode("utf-8"))

    def parts(self) -> Iterator[bytes]:
        """Yield the document."""
        elements = sum((suite.elements for suite in self._suites), Counter[str | None]())
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="grade" {_counts(elements)}>\n'.encode()
        self._cases.seek(0)
        for suite in self._suites:
            counts = f'{_counts(suite.elements)} skipped="{suite.elements["skipped"]}"'
            yield f'<testsuite name="{_escaped(suite.exercise)}" {counts}>\n'.encode()
            for start in range(0, suite.size, _PART):
                yield self._cases.read(min(_PART, suite.size - start))
            yield b"</testsuite>\n"
        yield b"</testsuites>\n"


@dataclass(slots=True)
class _Suite:
    """An exercise, how often its cases hold which element, and the bytes of their XML."""

    exercise: str
    elements: Counter[str | None] = field(default_factory=Counter)
    size: int = 0


def _counts(elements: Counter[str | None]) -> str:
    return f'tests="{elements.total()}" failures="{elements["failure"]}" errors="{elements["error"]}"'


def _class_name(graded: Graded) -> str:
    return f"{graded.student or graded.submission}.{graded.exercise}"


@lru_cache(_KEPT)
def _told(check: CheckResult) -> str:
    """Return what a case tells after whose it is; in a class most are alike."""
    name = f'name="{_escaped(check.id)}"'
    element = _ELEMENT.get(check.outcome)
    if element is None:
        return f"{name}/>\n"
    message = f'message="{_escaped(check.message)}"'
    if element == "skipped":
        return f"{name}><skipped {message}/></testcase>\n"
    kind = f'type="{check.outcome.value}"'
    return f"{name}><{element} {kind} {message}>{_escaped(check.next_step)}</{element}></testcase>\n"


def _escaped(text: str) -> str:
    """Escape markup, and show characters that XML cannot hold by their code: ``#x1B``."""
    return _NOT_XML.sub(lambda match: f"#x{ord(match[0]):02X}", text).translate(_SPELT)
