"""Workers on several machines: a Dask scheduler hands submissions out, and again those of a worker that is lost."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import CancelledError
from contextlib import suppress
from itertools import islice
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Self

import dask
from dask.typing import Key
from distributed import Client, Future, KilledWorker, Security
from distributed.comm.core import connect

from graders.errors import GradersError
from graders.grading.grade import Prepared
from graders.grading.intake import grader_version
from graders.grading.workbench import Workbench, abandoned, bench_name, grade_at, unfitness
from graders.grading.worker import Done, Task, failed, published
from graders.level import Level
from graders.printable import one_line
from graders.submissions.beside import MAX_FILES
from graders.submissions.regular import MAX_FILE

_ANSWER_S = 8.0
"""How long a scheduler may take to answer, and then its first worker to join."""

_AHEAD = 2
"""Submissions under way for each worker, so that it need not wait for the next one."""

_LOOK_S = 1.0
"""How often workers are counted: some join, some are lost."""

_FETCH_S = 20.0
"""How long a result may take to come here from the worker that has it."""

_PATIENCE_S = 60.0
"""How long a run waits for a worker when it has none left."""

_FAREWELL_S = 1.0
"""How long the workers may take to hear that a run is over."""

_LARGE = 2 * MAX_FILES * MAX_FILE
"""Bytes from which on Dask warns of what is sent: no submission comes near."""

_LOGGERS = ("distributed", "distributed.client")
"""Those that have a level of their own. They tell the loss of a scheduler in tracebacks; here it is told in words."""


class Cluster:
    """The workers of the scheduler at ``address``, such as ``tcp://10.0.0.5:8786``; a context manager.

    ``GradersError`` from the start when no scheduler or no worker answers, and when a worker has another version of
    the grader or cannot reach the level ``require``: it is named, with the reason.
    """

    def __init__(self, address: str, prepared: Mapping[str, Prepared], require: Level) -> None:
        self._address = one_line(address)
        self._prepared = prepared
        self._require = require
        self._in_flight: dict[Key, tuple[Future[tuple[Done, bytes]], Task]] = {}
        self._finished: SimpleQueue[Future[tuple[Done, bytes]]] = SimpleQueue()
        self._workers = 0
        self._looked = self._seen = float("-inf")
        self._client = self._connect(address)
        self._bench = bench_name(self._client.id)
        try:
            self._set_up()
        except BaseException:
            self._client.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster at once: what is being graded there comes to its end, and nobody waits for it."""
        farewell = Thread(target=self._clear_away, daemon=True)
        farewell.start()
        farewell.join(_FAREWELL_S)
        self._client.close()

    def run(self, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield the result of each submission, in any order, holding a few for each worker however many there are.

        The submission of a worker that is lost is graded by another one; one that takes several workers with it has
        the outcome ``GRADER_FAILED``. Raises ``GradersError`` when the scheduler or all workers are lost, and when a
        worker that joined on the way is not fit to grade.
        """
        waiting = iter(tasks)
        while True:
            room = max(1, _AHEAD * self._count_workers()) - len(self._in_flight)
            for task in islice(waiting, max(0, room)):
                self._hand_out(task)
            if not self._in_flight:
                return
            done = self._next_result()
            if done is not None:
                yield done

    def _hand_out(self, task: Task) -> None:
        future = self._client.submit(grade_at, self._bench, task.submission, pure=False)
        self._in_flight[future.key] = future, task
        future.add_done_callback(self._finished.put)

    def _next_result(self) -> Done | None:
        """Return a result, or None when it is time to look at the workers again."""
        try:
            future = self._finished.get(timeout=_LOOK_S)
        except Empty:
            return None
        _, task = self._in_flight.pop(future.key)
        try:
            done = future.result(timeout=_FETCH_S)
        except TimeoutError:  # its worker is not lost, but frozen, and the result with it
            self._hand_out(task)
            return None
        except KilledWorker as error:
            reason = f"{error.allowed_failures + 1} workers ended while it was being graded"
            prepared = self._prepared[task.submission.exercise]
            done = failed(task.submission, prepared, self._require, reason)
        except CancelledError:
            raise self._lost("the scheduler is lost") from None
        return published(*done, task.page)

    def _count_workers(self) -> int:
        """Return how many workers there were at the last look; ``GradersError`` when there was none for long."""
        now = time.monotonic()
        if now - self._looked > _LOOK_S:
            try:
                self._workers = len(self._client.nthreads())
            except OSError:
                raise self._lost("the scheduler is lost") from None
            self._looked = now
            if self._workers:
                self._seen = now
            elif now - self._seen > _PATIENCE_S:
                raise self._lost(f"all workers are lost, and for {_PATIENCE_S:.0f} s none has joined")
        return self._workers

    def _clear_away(self) -> None:
        with suppress(Exception):  # whatever is lost by now has nothing left to clear away
            self._client.cancel([future for future, _ in self._in_flight.values()])
            self._client.unregister_worker_plugin(self._bench)

    def _lost(self, what: str) -> GradersError:
        return GradersError(
            f"cluster {self._address}: {what}. What was graded so far is kept; "
            "mend the cluster, and grade again to go on"
        )

    def _connect(self, address: str) -> Client:
        """Return a client of the scheduler at ``address``.

        The scheduler is called first without one: a client that was never answered cannot be ended in good time.
        """

        async def call() -> None:
            security = Security().get_connection_args("client")
            (await asyncio.wait_for(connect(address, **security), _ANSWER_S)).abort()

        for name in _LOGGERS:
            logging.getLogger(name).setLevel(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": _LARGE})
        try:
            asyncio.run(call())
            return Client(address, timeout=_ANSWER_S, set_as_default=False)
        except Exception as error:  # noqa: BLE001 - what is no scheduler may answer anything at all
            reason = one_line(str(error)) or f"no answer within {_ANSWER_S:.0f} s"
            raise GradersError(
                f"cluster {self._address}: no Dask scheduler answers ({reason}); "
                "expected the address that `dask scheduler` shows, such as tcp://10.0.0.5:8786"
            ) from None

    def _set_up(self) -> None:
        """Make sure that every worker is fit to grade, and give each its workbench."""
        try:
            self._client.wait_for_workers(1, timeout=_ANSWER_S)
        except TimeoutError:
            raise GradersError(
                f"cluster {self._address}: it has no worker; start `dask worker {self._address}` on each machine"
            ) from None
        fitness = self._client.run(unfitness, grader_version(), self._require, on_error="return")
        faults = [f"worker {one_line(worker)}: {one_line(str(why))}" for worker, why in sorted(fitness.items()) if why]
        if faults:
            raise GradersError("\n".join(faults))
        try:
            benches = self._client.run_on_scheduler(abandoned)
        except ImportError as error:
            raise GradersError(f"scheduler {self._address}: {error}; install there what its workers have") from None
        for name in benches:
            self._client.unregister_worker_plugin(name)
        self._client.register_plugin(Workbench(self._prepared, self._require), name=self._bench)
