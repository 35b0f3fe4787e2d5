"""What a process of a Dask cluster keeps while it grades, and what it must be fit for."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from threading import Lock, Thread

from distributed import Scheduler, WorkerPlugin, get_worker
from distributed import Worker as Process

from graders.errors import SandboxError
from graders.grading.grade import Prepared
from graders.grading.intake import grader_version
from graders.grading.worker import Done, Worker
from graders.level import Level
from graders.sandbox.runner import open_sandbox
from graders.submissions.submission import Submission

_PREFIX = "graders-"


class Workbench(WorkerPlugin):
    """A sandbox and the prepared exercises, in every process of the cluster; Dask sets it up in those that join later.

    It grades one submission at a time, however many threads the process has.
    """

    def __init__(self, prepared: Mapping[str, Prepared], require: Level) -> None:
        self._prepared = dict(prepared)
        self._require = require
        self._version = grader_version()

    def setup(self, worker: Process) -> None:
        """Be ready in a process; its sandbox starts with the first submission."""
        self._address = worker.address
        self._free = Lock()
        self._opened = ExitStack()
        self._worker: Worker | None = None
        self._is_over = False

    def teardown(self, worker: Process) -> None:  # noqa: ARG002 - as Dask calls it
        """End the sandbox as soon as it is free; until then the process has to answer its scheduler."""
        Thread(target=self._close, daemon=True).start()

    def grade(self, submission: Submission) -> tuple[Done, bytes]:
        """Return the result of one submission and its page.

        Raises ``SandboxError``, which names this process, when it is not fit to grade.
        """
        with self._free:
            if self._is_over:
                raise SandboxError("the run is over")
            if self._worker is None:
                if fault := unfitness(self._version, self._require):
                    raise SandboxError(f"worker {self._address}: {fault}")
                self._worker = self._opened.enter_context(Worker(self._prepared, self._require))
            return self._worker.grade(submission)

    def _close(self) -> None:
        with self._free:
            self._is_over = True
            self._opened.close()


def bench_name(client: str) -> str:
    """Return what the workbenches of a client are called on its cluster."""
    return f"{_PREFIX}{client}"


def grade_at(bench: str, submission: Submission) -> tuple[Done, bytes]:
    """Grade a submission at the workbench of this process that has the name ``bench``."""
    workbench: Workbench = get_worker().plugins[bench]  # type: ignore[assignment]  # what has the name is one
    return workbench.grade(submission)


def unfitness(version: str, require: Level) -> str:
    """Return why this process must not grade beside a grader of ``version``; empty when it may."""
    if (own := grader_version()) != version:
        return f"it has {own}, but {version} is needed"
    try:
        open_sandbox(require).close()
    except SandboxError as error:
        return str(error)
    return ""


def abandoned(dask_scheduler: Scheduler) -> list[str]:
    """Return the names of workbenches whose grader was killed: its client is gone, and they are still there."""
    kept = {bench_name(client) for client in dask_scheduler.clients}
    return [name for name in dask_scheduler.worker_plugins if name.startswith(_PREFIX) and name not in kept]
