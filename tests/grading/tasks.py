"""Submissions as tasks, with pages in a folder of a test."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from graders.grading.worker import Task
from graders.submissions.submission import Submission


def tasks(submissions: Iterable[Submission], folder: Path) -> Iterator[Task]:
    """Yield each submission with the file that its page is written to."""
    for one in submissions:
        yield Task(one, folder / f"{one.student}-{one.exercise}.html")
