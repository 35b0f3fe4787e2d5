"""What grades a class: workers on this machine or on others, once the references are graded."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from graders import cores
from graders.errors import GradersError
from graders.grading.course import Course
from graders.grading.intake import Conditions

if TYPE_CHECKING:
    from graders.grading.cluster import Cluster
    from graders.grading.grade import Prepared
    from graders.grading.many import Engine
    from graders.grading.pool import Pool
    from graders.sandbox.launch import Launched
    from graders.sandbox.zygotes import Zygotes


class Starting(NamedTuple):
    """How many workers this machine is to have, the zygotes for these, and that for the references if there is one.

    All of them are starting already.
    """

    workers: int
    zygotes: Zygotes
    references: Launched | None


@contextmanager
def starting(options: Namespace, *, submissions: int, references: Launched | None) -> Iterator[Starting]:
    """Start what workers for so many submissions will run these in; it ends with the block."""
    from graders.sandbox.zygotes import Zygotes  # noqa: PLC0415 - a class in which nothing has changed does without

    workers = 0 if options.cluster else min(options.jobs or cores.count(), submissions)
    with Zygotes(workers) as zygotes:
        yield Starting(workers, zygotes, references)


@contextmanager
def engine(options: Namespace, course: Course, conditions: Conditions, started: Starting) -> Iterator[Engine]:
    """Give what grades submissions.

    Raises ``GradersError`` when a reference fails, or submissions cannot be run as apart as they must be.
    """
    prepared = _prepared(course, conditions, started.references)
    with _cluster(options, conditions, prepared) if options.cluster else _pool(conditions, prepared, started) as it:
        yield it


def _prepared(course: Course, conditions: Conditions, launched: Launched | None) -> Mapping[str, Prepared]:
    from graders.grading.session import prepared  # noqa: PLC0415 - NumPy
    from graders.sandbox.runner import open_sandbox  # noqa: PLC0415

    with open_sandbox(conditions.level, launched) as sandbox:
        return {name: prepared(course, name, seed=conditions.seed, sandbox=sandbox) for name in conditions.exercises}


def _pool(conditions: Conditions, prepared: Mapping[str, Prepared], started: Starting) -> Pool:
    zygotes = started.zygotes.launched()
    from graders.grading.pool import Pool  # noqa: PLC0415 - multiprocessing

    return Pool(started.workers, prepared, conditions.level, zygotes)


def _cluster(options: Namespace, conditions: Conditions, prepared: Mapping[str, Prepared]) -> Cluster:
    try:
        from graders.grading.cluster import Cluster  # noqa: PLC0415 - half a second for Dask, which is an extra
    except ModuleNotFoundError as error:
        raise GradersError(f"--cluster needs {error.name}: pip install 'graders[cluster]'") from None
    return Cluster(options.cluster, prepared, conditions.level)
