"""A wrong value that many have and nobody can name yet, begun as a misconception for the exercise's file."""

from __future__ import annotations

import re

from graders.analysis.wrong_values import WrongValue
from graders.exercise import FunctionCheck, VariableCheck
from graders.reporting.phrases import counted

_MOST = 100  # characters of a comment
_MOST_OF_AN_ID = 40
_NOT_OF_AN_ID = re.compile(r"[^a-z0-9]+")


def misconception_draft(value: WrongValue) -> str:
    """Return an entry of ``misconceptions`` in YAML, to be completed; empty where none can give the value.

    Until ``instead`` is an expression of its own, it is Python's ``...``, which equals no answer.
    """
    check = next((one for one in value.exercise.checks if one.id == value.check), None)
    match check:
        case FunctionCheck(function=name) | VariableCheck(variable=name):
            what = _cut(f"{value.call or name}{value.place} is {value.answer}, expected {value.expected}")
            return (
                f"  - id: {_id(name, value.answer)}\n"
                f"    of: {name}\n"
                f"    # {counted(len(value.sources), 'student')}: {what}\n"
                "    instead: ...\n"
                "    says: ...\n"
            )
        case _:
            return ""


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _MOST else f"{line[:_MOST]} …"


def _id(name: str, answer: str) -> str:
    text = _NOT_OF_AN_ID.sub("-", f"{name}-{answer.replace('-', 'minus-')}".lower())
    return f"wrong-{text.strip('-')}"[:_MOST_OF_AN_ID].rstrip("-")
