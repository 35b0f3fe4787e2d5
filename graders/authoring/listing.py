"""Findings as text for people, as JSON for tools and as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from graders.authoring.codes import CODES
from graders.authoring.finding import Finding
from graders.printable import one_line
from graders.reporting.phrases import counted

_LONGEST = 4000  # characters of a message or a path


def as_text(findings: Sequence[Finding], examined: int) -> str:
    """Return a line for each finding, as compilers write them, and one that sums up."""
    lines = [one_line(str(finding), _LONGEST) for finding in findings]
    return "".join(f"{line}\n" for line in [*lines, _summary(findings, examined)])


def as_json(findings: Sequence[Finding], _examined: int) -> str:
    """Return one array of objects; ``line`` and ``column`` are null where a file as a whole is meant."""
    listed = [
        {
            "file": finding.place.file,
            "line": finding.place.line or None,
            "column": finding.place.column or None,
            "code": finding.code,
            "rule": CODES[finding.code],
            "note": finding.is_note,
            "message": finding.text,
        }
        for finding in findings
    ]
    return json.dumps(listed, indent=2) + "\n"


def as_github(findings: Sequence[Finding], examined: int) -> str:
    """Return a workflow command for each finding, which GitHub Actions turns into an annotation, and the sum."""
    lines = [_command(finding) for finding in findings]
    return "".join(f"{line}\n" for line in [*lines, _summary(findings, examined)])


FORMATS: Mapping[str, Callable[[Sequence[Finding], int], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
}
"""Each makes one text of the findings and the number of exercises that were examined."""


def _command(finding: Finding) -> str:
    place = finding.place
    properties = {"file": place.file}
    if place.line:
        properties |= {"line": str(place.line), "col": str(place.column)}
    properties["title"] = finding.code
    written = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{'notice' if finding.is_note else 'error'} {written}::{_escaped(finding.text)}"


def _escaped(text: str, more: str = "") -> str:
    """Return text as the commands take it: ``%`` and line ends, and ``more`` characters, by their codes."""
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    for character in more:
        escaped = escaped.replace(character, f"%{ord(character):02X}")
    return one_line(escaped, _LONGEST)


def _summary(findings: Sequence[Finding], examined: int) -> str:
    if found := sum(not finding.is_note for finding in findings):
        return f"{counted(examined, 'exercise')}, {counted(found, 'finding')}"
    return f"All {examined} exercises pass" if examined > 1 else "The exercise passes"
