"""The JSON text of a result, as far as a gradebook looks into it: whose it is, and what became of each check."""

from __future__ import annotations

import json
import re
from typing import NamedTuple

from graders.result import Outcome

_TEXT = r'(?:null|"(?:[^"\\]|\\.)*")'
_NAMES = re.compile(f'"submission": {_TEXT}, "student": {_TEXT}')


class CheckRecord(NamedTuple):
    """What a record tells of one check, in the words of ``graders/1``.

    ``sentence`` is what the student wrote where a person has to read it, or empty.
    """

    id: str
    title: str
    outcome: Outcome
    score: float
    max_score: float
    message: str
    provisional: bool
    sentence: str


def anonymous(record: str) -> str:
    """Return a record that names neither student nor submission, as one line of JSON."""
    return _named(record, student=None, submission=None)


def made_out(record: str, *, student: str, submission: str) -> str:
    """Return a record in the name of ``student``, for the submission with that label."""
    return _named(record, student=student, submission=submission)


def checks(record: str) -> dict[str, CheckRecord]:
    """Return the checks of a record by id, in its order."""
    return {
        check["id"]: CheckRecord(
            id=check["id"],
            title=check["title"],
            outcome=Outcome(check["outcome"]),
            score=check["score"],
            max_score=check["max_score"],
            message=check["message"],
            provisional=check["provisional"],
            sentence=check.get("sentence") or "",
        )
        for check in json.loads(record)["checks"]
    }


def _named(record: str, *, student: str | None, submission: str | None) -> str:
    """Put other names into a record, the rest of which need not be read for that.

    No text within a record can look like the two fields: its quotation marks are escaped. Those of the record come
    before those of anything in it.
    """
    names = f'"submission": {json.dumps(submission)}, "student": {json.dumps(student)}'
    return _NAMES.sub(lambda _: names, record, count=1)
