"""What grades one submission after the other in a process of its own, here or on another machine."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

# Nothing here uses these, but a wrong submission does: a worker that is a fork has them loaded, as its grader has.
from graders.diagnose import choose, declared, dependence, lineup, mutants, patterns, reach, swapped  # noqa: F401
from graders.errors import GradersError, SandboxError
from graders.grading import variant_run  # noqa: F401 - see above
from graders.grading.alike import Alike
from graders.grading.grade import Prepared, answered, grader_failed, judged, named
from graders.grading.reports_folder import write_page
from graders.level import Level
from graders.printable import trace
from graders.reporting.page import page
from graders.reporting.record import record
from graders.result import Graded, Outcome
from graders.sandbox.launch import Launched
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.submissions.submission import Submission
from graders.transcript import Questions


class Task(NamedTuple):
    """A submission to grade, and the file that its page is written to."""

    submission: Submission
    page: Path


class Done(NamedTuple):
    """A graded submission: whose it is, what came out, and all of that as one line of JSON.

    ``fault`` is why its page could not be written.
    """

    exercise: str
    student: str | None
    level: str
    outcome: Outcome
    score: float
    max_score: float
    record: str
    fault: GradersError | None = None


class Worker:
    """Grades submissions of the exercises that are ``prepared``, at least at the level ``require``.

    A context manager that ends its sandbox. ``launched`` is a zygote for that, if it was started earlier.
    ``SandboxError`` from the start when the level cannot be reached.
    """

    def __init__(self, prepared: Mapping[str, Prepared], require: Level, launched: Launched | None = None) -> None:
        self._prepared = prepared
        self._require = require
        self._alike = Alike()
        self._sandbox: Sandbox = open_sandbox(require, launched)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.close()

    def grade(self, submission: Submission) -> tuple[Done, bytes]:
        """Return the result of one submission and its page, which workers share the work of.

        A sandbox that fails is replaced, and the submission run once more. When that fails too, every check has the
        outcome ``GRADER_FAILED``. So it has after any other fault, whose traceback goes to standard error: one
        submission is not to keep the others from being graded.

        Raises ``SandboxError`` when the reference cannot be run any more either: then it would be so for everybody.
        """
        prepared = self._prepared[submission.exercise]
        try:
            return self._grade_again_if_need_be(submission, prepared)
        except SandboxError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and this submission brought it about
            sys.stderr.write(f"grade: internal fault with {submission.label}. Please report:\n{trace(error)}")
            sys.stderr.flush()
            self._reopen()  # it may be in the middle of a run
            return failed(submission, prepared, self._require, f"an internal fault, {type(error).__name__}")

    def _grade_again_if_need_be(self, submission: Submission, prepared: Prepared) -> tuple[Done, bytes]:
        try:
            return self._grade(submission, prepared)
        except SandboxError:
            self._reopen()
        try:
            return self._grade(submission, prepared)
        except SandboxError as error:
            self._reopen()
            self._sandbox.run(prepared.reference, Questions([]), prepared.exercise.limits)
            return failed(submission, prepared, self._require, str(error))

    def _grade(self, submission: Submission, prepared: Prepared) -> tuple[Done, bytes]:
        run = answered(submission, prepared, self._sandbox)
        graded = self._alike.judged(prepared.exercise, run, lambda: judged(run, prepared, self._sandbox))
        return _with_page(named(graded, submission, prepared), prepared)

    def _reopen(self) -> None:
        self._sandbox.close()
        self._sandbox = open_sandbox(self._require)


def failed(submission: Submission, prepared: Prepared, level: Level, reason: str) -> tuple[Done, bytes]:
    """Return result and page of a submission that could not be run at the ``level`` required: no fault of its own."""
    return _with_page(grader_failed(submission, prepared, level, reason), prepared)


def published(done: Done, content: bytes, page: Path) -> Done:
    """Write the page of a result; return the result, with the fault when that could not be done."""
    try:
        write_page(page, content)
    except GradersError as error:
        return done._replace(fault=error)
    return done


def _with_page(graded: Graded, prepared: Prepared) -> tuple[Done, bytes]:
    done = Done(
        exercise=graded.exercise,
        student=graded.student,
        level=graded.level,
        outcome=graded.outcome,
        score=graded.score,
        max_score=graded.max_score,
        record=record(graded),
    )
    return done, page(graded, prepared.exercise).encode()
