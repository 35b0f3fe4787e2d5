"""Results as JUnit XML, in the subset that Jenkins, its xUnit plug-in and GitLab all read.

Times, files and lines are left out: some readers refuse them, and the same results give the same bytes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

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

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2, Char
_SPELT = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
)


class Suites:
    """The suites of a document as they grow: one for each exercise, with a case for each check of each student.

    The class name of a case tells the student and the exercise, so that no two cases have both names in common. No
    result is kept, for a class may be large.
    """

    def __init__(self) -> None:
        self._suites: dict[str, _Suite] = {}

    def add(self, graded: Graded) -> None:
        """Add the checks of a submission to the suite of its exercise."""
        suite = self._suites.setdefault(graded.exercise, _Suite())
        for check in graded.checks:
            suite.elements[_ELEMENT.get(check.outcome)] += 1
            suite.cases += _case(_class_name(graded), check).encode("utf-8")

    def parts(self) -> Iterator[bytes]:
        """Yield the document."""
        elements = sum((suite.elements for suite in self._suites.values()), Counter[str | None]())
        yield f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="grade" {_counts(elements)}>\n'.encode()
        for exercise, suite in self._suites.items():
            counts = f'{_counts(suite.elements)} skipped="{suite.elements["skipped"]}"'
            yield f'<testsuite name="{_escaped(exercise)}" {counts}>\n'.encode()
            yield bytes(suite.cases)
            yield b"</testsuite>\n"
        yield b"</testsuites>\n"


@dataclass(slots=True)
class _Suite:
    """How often its cases hold which element, and their XML."""

    elements: Counter[str | None] = field(default_factory=Counter)
    cases: bytearray = field(default_factory=bytearray)


def _counts(elements: Counter[str | None]) -> str:
    return f'tests="{elements.total()}" failures="{elements["failure"]}" errors="{elements["error"]}"'


def _class_name(graded: Graded) -> str:
    return f"{graded.student or graded.submission}.{graded.exercise}"


def _case(class_name: str, check: CheckResult) -> str:
    case = f'<testcase classname="{_escaped(class_name)}" name="{_escaped(check.id)}"'
    element = _ELEMENT.get(check.outcome)
    if element is None:
        return f"{case}/>\n"
    message = f'message="{_escaped(check.message)}"'
    if element == "skipped":
        return f"{case}><skipped {message}/></testcase>\n"
    kind = f'type="{check.outcome.value}"'
    return f"{case}><{element} {kind} {message}>{_escaped(check.next_step)}</{element}></testcase>\n"


def _escaped(text: str) -> str:
    """Escape markup, and show characters that XML cannot hold by their code: ``#x1B``."""
    return _NOT_XML.sub(lambda match: f"#x{ord(match[0]):02X}", text).translate(_SPELT)
