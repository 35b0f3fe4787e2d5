"""Many submissions: graded by several workers, written to the gradebook as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from graders.errors import SubmissionError
from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Entry, Result
from graders.gradebook.history import Summary
from graders.grading.intake import Conditions, Received, grader_version, left_over, receive
from graders.grading.worker import Done, Task
from graders.result import LeftOver
from graders.submissions.findings import Found
from graders.submissions.folder import read

_BATCH_S = 0.5
"""How long results wait to be written together: what a killed grader loses at most, beside what is in flight."""


class Engine(Protocol):
    """Whatever grades submissions: workers here or on other machines."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield the result of each submission, in any order, its page written or ``fault`` set.

        Raises ``SandboxError`` when none can be run as apart as it must be.
        """


def grade_many(
    waiting: Iterable[tuple[Found, Path]],
    conditions: Conditions,
    *,
    engine: Engine,
    book: Gradebook,
    finished: Callable[[Received, Done], None],
) -> list[LeftOver]:
    """Grade what is ``waiting`` and add it to the book; ``finished`` is called with each result, in any order.

    Beside each submission stands the file that its page is written to. However this ends, everything that is graded by
    then is in the book. Returns what could not be read any more; ``GradersError`` when a page cannot be written.
    """
    in_flight: dict[tuple[str, str], Received] = {}
    lost: list[LeftOver] = []
    batch: list[Entry] = []
    written = time.monotonic()

    def tasks() -> Iterator[Task]:
        for one, page in waiting:
            try:
                submission = read(one)
            except SubmissionError as error:
                lost.append(left_over(one, error))
                continue
            # It may have been changed since it was found: what counts is what is graded.
            in_flight[one.exercise, one.student] = receive(one, submission, conditions)
            yield Task(submission, page)

    try:
        for done in engine.run(tasks()):
            received = in_flight.pop((done.exercise, str(done.student)))
            batch.append(received.entry(_result(done, conditions)))
            if done.fault:
                raise done.fault
            finished(received, done)
            if time.monotonic() - written > _BATCH_S:
                book.add(batch)
                batch, written = [], time.monotonic()
    finally:
        book.add(batch)
    return lost


def _result(done: Done, conditions: Conditions) -> Result:
    summary = Summary(
        exercise_digest=conditions.exercises[done.exercise],
        grader=grader_version(),
        seed=conditions.seed,
        level=done.level,
        outcome=done.outcome,
        score=done.score,
        max_score=done.max_score,
    )
    return Result(summary=summary, record=done.record)
