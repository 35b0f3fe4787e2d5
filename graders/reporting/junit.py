"""Results as JUnit XML, in the subset that Jenkins, its xUnit plug-in and GitLab all read.

Times, files and lines are left out: some readers refuse them, and the same results give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

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


def junit(results: Iterable[Graded]) -> str:
    """Return a document with a suite for each exercise, and in it a case for each check of each student.

    ``results`` come by exercise. The class name of a case tells the student and the exercise, so that no two cases
    have both names in common.
    """
    suites = [_suite(exercise, tuple(group)) for exercise, group in groupby(results, key=lambda one: one.exercise)]
    counts = _counts(check for suite, _ in suites for check in suite)
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="grade" {counts}>\n{body}</testsuites>\n'


def _suite(exercise: str, results: Iterable[Graded]) -> tuple[list[CheckResult], str]:
    """Return the checks of a suite and its XML."""
    cases = [(_class_name(graded), check) for graded in results for check in graded.checks]
    checks = [check for _, check in cases]
    skipped = _elements(checks).count("skipped")
    body = "".join(_case(class_name, check) for class_name, check in cases)
    head = f'<testsuite name="{_escaped(exercise)}" {_counts(checks)} skipped="{skipped}">'
    return checks, f"{head}\n{body}</testsuite>\n"


def _counts(checks: Iterable[CheckResult]) -> str:
    elements = _elements(checks)
    return f'tests="{len(elements)}" failures="{elements.count("failure")}" errors="{elements.count("error")}"'


def _elements(checks: Iterable[CheckResult]) -> list[str | None]:
    return [_ELEMENT.get(check.outcome) for check in checks]


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
