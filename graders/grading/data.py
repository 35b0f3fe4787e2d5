"""The data of an exercise: files beside its YAML that its reference names, the same bytes for everybody."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from graders.submissions.beside import named_files, names, offerable
from graders.submissions.submission import Submission

_PYTHON = (".py", ".pyw")


def may_be_data(folder: Path) -> dict[str, str]:
    """Return the paths of the files in the folder of a course that a reference has only to name, by name.

    No Python is among them. What lies in ``solutions/`` may be an answer, and is never data.
    """
    return {name: file for name, file in offerable(folder).items() if not name.lower().endswith(_PYTHON)}


def data_of(reference: Submission, folder: Path) -> dict[str, bytes]:
    """Return the data of the exercise that ``reference`` solves, by name; ``folder`` is that of the course."""
    return named_files(may_be_data(folder), reference.texts)


def offered(submission: Submission, data: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files that a submission, or a reference, may read: its own, and the data that it names.

    Of two with one name the exercise's own counts.
    """
    texts = submission.texts
    named = {name: content for name, content in data.items() if any(names(text, name) for text in texts)}
    return {**submission.files, **named}


def replaced(submission: Submission, data: Mapping[str, bytes]) -> list[str]:
    """Return the names of the files beside a submission in whose place it is offered others."""
    return sorted(name for name, content in submission.files.items() if data.get(name, content) != content)
