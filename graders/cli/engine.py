"""What grades a class: workers on this machine or on others, once the references are graded."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from graders import cores
from graders.errors import GradersError
from graders.grading.course import Course
from graders.grading.intake import Terms
from graders.printable import one_line
from graders.sandbox.launch import Launched
from graders.sandbox.runner import Sandbox, open_sandbox

if TYPE_CHECKING:
    from graders.grading.cluster import Cluster
    from graders.grading.grade import Prepared
    from graders.grading.many import Engine
    from graders.grading.pool import Pool


class Starting(NamedTuple):
    """How many workers this machine is to have, a sandbox for the references, and zygotes for workers if there are any.

    All of it is starting already.
    """

    workers: int
    references: Sandbox
    zygotes: Sequence[Launched]


@contextmanager
def starting(options: Namespace, terms: Terms, *, submissions: int, launched: Launched | None) -> Iterator[Starting]:
    """Start what references and so many submissions will run in; it ends with the block.

    ``launched`` is a zygote that is already starting. Raises ``SandboxError`` when there can be none as apart as they
    must be.
    """
    workers = 0 if options.cluster else min(options.jobs or cores.count(), submissions)
    with ExitStack() as started:
        references = started.enter_context(open_sandbox(terms.level, launched))
        zygotes = []
        for _ in range(workers):
            if (zygote := references.another()) is not None:
                started.callback(zygote.close)
                zygotes.append(zygote)
        yield Starting(workers, references, zygotes)


@contextmanager
def engine(options: Namespace, course: Course, terms: Terms, started: Starting) -> Iterator[Engine]:
    """Give what grades submissions.

    Raises ``GradersError`` when a reference fails, or submissions cannot be run as apart as they must be.
    """
    with started.references as sandbox:
        prepared = _prepared(course, terms, sandbox)
    with _cluster(options, terms, prepared) if options.cluster else _pool(terms, prepared, started) as it:
        yield it


def _prepared(course: Course, terms: Terms, sandbox: Sandbox) -> Mapping[str, Prepared]:
    from graders.grading.grade import prepare  # noqa: PLC0415 - NumPy

    return {
        name: prepare(
            course.exercise(name),
            course.program(name),
            spec=one_line(str(course.spec(name))),
            seed=terms.seed,
            sandbox=sandbox,
        )
        for name in terms.exercises
    }


def _pool(terms: Terms, prepared: Mapping[str, Prepared], started: Starting) -> Pool:
    from graders.grading.pool import Pool  # noqa: PLC0415 - multiprocessing

    return Pool(started.workers, prepared, terms.level, started.zygotes)


def _cluster(options: Namespace, terms: Terms, prepared: Mapping[str, Prepared]) -> Cluster:
    try:
        from graders.grading.cluster import Cluster  # noqa: PLC0415 - half a second for Dask, which is an extra
    except ModuleNotFoundError as error:
        raise GradersError(f"--cluster needs {error.name}: pip install 'graders[cluster]'") from None
    return Cluster(options.cluster, prepared, terms.level)
