"""Where workers compute, and what they start."""

import os
from multiprocessing import active_children, get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from graders.grading import cores
from graders.grading.course import Course
from graders.grading.grade import Prepared, prepare
from graders.grading.pool import Pool
from graders.sandbox.runner import Sandbox
from graders.transcript import Level
from tests.cli.pupils import COURSE, RIGHT
from tests.grading.tasks import tasks
from tests.grading.test_pool import submission

ABSENT = 4095
"""A core that no machine has: Linux counts to 4,096 or 8,192 where it was built for many."""


@pytest.fixture(scope="module")
def prepared(sandbox: Sandbox) -> Prepared:
    course = Course(COURSE)
    return prepare(course.exercise("ex2"), course.program("ex2"), spec="ex2.yaml", seed=0, sandbox=sandbox)


def test_as_many_workers_as_cores_have_one_each() -> None:
    assert set(cores.shared_out(cores.count())) == os.sched_getaffinity(0)
    assert len(cores.shared_out(cores.count())) == cores.count()


@pytest.mark.parametrize("more", [-1, 1])
def test_fewer_or_more_workers_than_cores_go_where_the_kernel_puts_them(more: int) -> None:
    workers = cores.count() + more
    assert cores.shared_out(workers) == [None] * workers


def placed(process: int) -> tuple[set[int], int]:
    return os.sched_getaffinity(process), os.sched_getscheduler(process)


def started_by(process: int) -> list[int]:
    return list(map(int, Path(f"/proc/{process}/task/{process}/children").read_text().split()))


def test_a_worker_and_its_sandbox_are_on_the_same_core(prepared: Prepared, tmp_path: Path) -> None:
    workers = cores.count()
    with Pool(workers, {"ex2": prepared}, Level.CONFINED) as pool:
        found = []
        handed_in = (submission(f"s{number}", RIGHT) for number in range(8 * workers))
        for number, _ in enumerate(pool.run(tasks(handed_in, tmp_path))):
            if number == 4 * workers:  # all workers are at it
                processes = [child.pid for child in active_children() if child.name.startswith("SpawnProcess")]
                found = [(placed(one), [placed(zygote) for zygote in started_by(one)]) for one in processes if one]
    places = [place for place, _ in found]
    assert sorted(core for affinity, _ in places for core in affinity) == sorted(os.sched_getaffinity(0))
    assert {policy for _, policy in places} == {os.SCHED_BATCH}
    assert all(zygotes == [place] for place, zygotes in found)


def place_after_settling(core: int, answer: Connection) -> None:
    cores.settle(core)
    answer.send(placed(0))


def test_a_core_that_is_gone_is_done_without() -> None:
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=place_after_settling, args=(ABSENT, theirs))
    process.start()
    assert ours.recv() == placed(0)
    process.join()
    assert process.exitcode == 0
