"""What grades one submission after the other in a process of its own, here or on another machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from graders.errors import SandboxError
from graders.grading.grade import Prepared, grade, grader_failed
from graders.reporting.page import page
from graders.result import Graded
from graders.sandbox.runner import Sandbox, open_sandbox
from graders.submissions.submission import Submission
from graders.transcript import Level


@dataclass(frozen=True, slots=True)
class Done:
    """A graded submission and its page."""

    graded: Graded
    page: str


class Worker:
    """Grades submissions of the exercises that are ``prepared``, at least at the level ``require``.

    A context manager that ends its sandbox. ``SandboxError`` from the start when the level cannot be reached.
    """

    def __init__(self, prepared: Mapping[str, Prepared], require: Level) -> None:
        self._prepared = prepared
        self._require = require
        self._sandbox: Sandbox = open_sandbox(require)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sandbox.close()

    def grade(self, submission: Submission) -> Done:
        """Return the result of one submission; a sandbox that fails is replaced, and the submission run once more.

        When that fails too, every check has the outcome ``GRADER_FAILED``.
        """
        prepared = self._prepared[submission.exercise]
        try:
            graded = grade(submission, prepared, self._sandbox)
        except SandboxError:
            self._reopen()
            try:
                graded = grade(submission, prepared, self._sandbox)
            except SandboxError as error:
                graded = grader_failed(submission, prepared, self._require, str(error))
                self._reopen()
        return Done(graded, page(graded, prepared.exercise))

    def _reopen(self) -> None:
        self._sandbox.close()
        self._sandbox = open_sandbox(self._require)
