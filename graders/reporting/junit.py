"""Results as JUnit XML, in the subset that Jenkins, its xUnit plug-in and GitLab all read.

Times, files and lines are left out: some readers refuse them, and the same results give the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
    suites = [_suite(exercise, group) for exercise, group in groupby(results, key=lambda one: one.exercise)]
    counts = _counts([element for elements, _ in suites for element in elements])
    body = "".join(text for _, text in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="grade" {counts}>\n{body}</testsuites>\n'


def _suite(exercise: str, results: Iterable[Graded]) -> tuple[list[str | None], str]:
    """Return the element that each case of a suite holds, and its XML; no result is kept, for a class may be large."""
    elements, cases = [], []
    for graded in results:
        for check in graded.checks:
            elements.append(_ELEMENT.get(check.outcome))
            cases.append(_case(_class_name(graded), check))
    skipped = elements.count("skipped")
    head = f'<testsuite name="{_escaped(exercise)}" {_counts(elements)} skipped="{skipped}">'
    return elements, f"{head}\n{''.join(cases)}</testsuite>\n"


def _counts(elements: Sequence[str | None]) -> str:
    return f'tests="{len(elements)}" failures="{elements.count("failure")}" errors="{elements.count("error")}"'


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
