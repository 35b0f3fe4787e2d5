"""Loaded into a worker of a cluster (``dask worker --preload``), to make it die or differ as a broken machine would."""

import os
import signal
from unittest.mock import patch

from graders.grading import intake
from graders.grading.worker import Done, Worker
from graders.submissions.submission import Submission

DEADLY = b"# the worker that grades this dies"

_grade = Worker.grade
_left = int(os.environ.get("GRADES_BEFORE_IT_DIES", "1000000"))


def dask_setup(_worker: object) -> None:
    if version := os.environ.get("OTHER_VERSION"):
        patch.object(intake, "__version__", version).start()
    patch.object(Worker, "grade", grade).start()


def grade(worker: Worker, submission: Submission) -> tuple[Done, bytes]:
    global _left  # noqa: PLW0603 - a process has one life
    if DEADLY in submission.source or not _left:
        os.kill(os.getpid(), signal.SIGKILL)
    _left -= 1
    return _grade(worker, submission)
