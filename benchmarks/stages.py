"""Where the time of a class goes, measured in one process that does everything one after the other."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Self

from graders.cli import classroom
from graders.cli.main import main
from graders.gradebook.book import Gradebook
from graders.grading import many, pool, worker
from graders.grading.class_reports import ClassReports
from graders.grading.grade import Prepared
from graders.level import Level
from graders.sandbox.confined import ConfinedSandbox
from graders.sandbox.launch import Launched

STAGES: Sequence[tuple[Any, str, str]] = (
    (classroom, "find", "find and read"),
    (classroom, "take_in", "find and read"),
    (many, "read", "find and read"),
    (ConfinedSandbox, "run", "fork and run"),
    (worker, "judged", "judge"),
    (worker, "record", "record"),
    (worker, "page", "page"),
    (worker, "write_page", "page"),
    (Gradebook, "add", "gradebook"),
    (ClassReports, "write", "reports on the class"),
)
"""Functions by where they are looked up, and the stage that their time counts for."""


class InOneProcess(worker.Worker):
    """Stands in the place of the pool: its one worker, without a process of its own."""

    def __init__(
        self, _workers: int, prepared: Mapping[str, Prepared], require: Level, launched: Sequence[Launched]
    ) -> None:
        super().__init__(prepared, require, *launched)

    def __enter__(self) -> Self:
        return self

    def run(self, tasks: Iterable[worker.Task]) -> Iterator[worker.Done]:
        """Yield the result of each submission, its page written."""
        for submission, page in tasks:
            yield worker.published(*self.grade(submission), page)


class Stopwatch:
    """Adds up the seconds of each stage, without those of stages within it."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._within = [0.0]

    def watch(self, owner: Any, name: str, stage: str) -> None:  # noqa: ANN401  a module or a class
        """Measure a function from now on."""
        original: Callable[..., object] = getattr(owner, name)

        def watched(*arguments: object, **named: object) -> object:
            self._within.append(0.0)
            start = time.perf_counter()
            try:
                return original(*arguments, **named)
            finally:
                whole = time.perf_counter() - start
                self.seconds[stage] += whole - self._within.pop()  # type: ignore[assignment]
                self._within[-1] += whole

        setattr(owner, name, watched)


def seconds_by_stage(arguments: Sequence[str]) -> Counter[str]:
    """Run ``grade`` with these arguments here, and return the seconds of each stage."""
    stopwatch = Stopwatch()
    for owner, name, stage in STAGES:
        stopwatch.watch(owner, name, stage)
    pool.Pool = InOneProcess  # type: ignore[misc, assignment]
    start = time.perf_counter()
    if main(arguments):
        raise SystemExit("grade failed, see above")
    whole = time.perf_counter() - start
    stopwatch.seconds["start-up and the rest"] = whole - sum(stopwatch.seconds.values())  # type: ignore[assignment]
    return stopwatch.seconds
