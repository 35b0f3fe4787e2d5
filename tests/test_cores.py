"""Where processes compute."""

import os
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection

import pytest

from graders import cores

ABSENT = 4095
"""A core that no machine has: Linux counts to 4,096 or 8,192 where it was built for many."""


def test_as_many_workers_as_cores_have_one_each() -> None:
    assert cores.shared_out(cores.count()) == sorted(os.sched_getaffinity(0))


@pytest.mark.parametrize("more", [-1, 1])
def test_fewer_or_more_workers_than_cores_go_where_the_kernel_puts_them(more: int) -> None:
    workers = cores.count() + more
    assert cores.shared_out(workers) == [None] * workers


def test_nobody_is_put_where_he_could_not_be_let_go_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(cores, "_CAP_SYS_NICE", 0)  # as for root in most containers
    assert cores.shared_out(cores.count()) == [None] * cores.count()


def placed() -> tuple[set[int], int]:
    return os.sched_getaffinity(0), os.sched_getscheduler(0)


def settled(core: int) -> tuple[set[int], int]:
    cores.settle(core)
    return placed()


def settled_though_idle(core: int) -> tuple[set[int], int]:
    os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    return settled(core)


def settled_and_set_free(core: int) -> tuple[set[int], int]:
    cores.settle(core)
    cores.set_free(os.getpid())
    return placed()


def told(answer: Connection, work: Callable[[int], tuple[set[int], int]], core: int) -> None:
    answer.send(work(core))


def elsewhere(work: Callable[[int], tuple[set[int], int]], core: int) -> tuple[set[int], int]:
    """Return what a function returns in a process of its own, which may be changed for good."""
    ours, theirs = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=told, args=(theirs, work, core))
    process.start()
    place: tuple[set[int], int] = ours.recv()
    process.join()
    return place


def test_who_settles_stays_on_his_core_and_computes_in_bulk() -> None:
    last = max(os.sched_getaffinity(0))
    assert elsewhere(settled, last) == ({last}, os.SCHED_BATCH)


def test_who_was_started_as_idle_stays_so() -> None:
    last = max(os.sched_getaffinity(0))
    assert elsewhere(settled_though_idle, last) == ({last}, os.SCHED_IDLE)


def test_who_is_set_free_computes_wherever_he_might_before() -> None:
    everywhere, _ = placed()
    assert elsewhere(settled_and_set_free, max(everywhere)) == (everywhere, os.SCHED_BATCH)


def test_a_core_that_is_gone_is_done_without() -> None:
    assert elsewhere(settled, ABSENT) == placed()
