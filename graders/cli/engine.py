"""What grades a class: workers on this machine or on others, once the references are graded."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

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


@contextmanager
def engine(
    options: Namespace, course: Course, conditions: Conditions, *, submissions: int, launched: Launched | None
) -> Iterator[Engine]:
    """Give what grades so many submissions; ``launched`` is what sandboxes come from, if it is starting already.

    Raises ``GradersError`` when a reference fails, or submissions cannot be run as apart as they must be.
    """
    from graders.sandbox.zygotes import zygotes  # noqa: PLC0415 - a class in which nothing has changed does without

    workers = 0 if options.cluster else min(options.jobs or cores.count(), submissions)
    with zygotes(workers, launched) as forked:  # they start while the rest loads
        prepared = _prepared(course, conditions, launched)
        at_work = (
            _cluster(options, conditions, prepared) if options.cluster else _pool(workers, conditions, prepared, forked)
        )
        with at_work:
            yield at_work


def _prepared(course: Course, conditions: Conditions, launched: Launched | None) -> Mapping[str, Prepared]:
    from graders.grading.session import prepared  # noqa: PLC0415 - NumPy
    from graders.sandbox.runner import open_sandbox  # noqa: PLC0415

    with open_sandbox(conditions.level, launched) as sandbox:
        return {name: prepared(course, name, seed=conditions.seed, sandbox=sandbox) for name in conditions.exercises}


def _pool(workers: int, conditions: Conditions, prepared: Mapping[str, Prepared], zygotes: Sequence[Launched]) -> Pool:
    from graders.grading.pool import Pool  # noqa: PLC0415 - multiprocessing

    return Pool(workers, prepared, conditions.level, zygotes)


def _cluster(options: Namespace, conditions: Conditions, prepared: Mapping[str, Prepared]) -> Cluster:
    try:
        from graders.grading.cluster import Cluster  # noqa: PLC0415 - half a second for Dask, which is an extra
    except ModuleNotFoundError as error:
        raise GradersError(f"--cluster needs {error.name}: pip install 'graders[cluster]'") from None
    return Cluster(options.cluster, prepared, conditions.level)
