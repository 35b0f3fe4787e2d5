"""``grade`` in the folder of a course: how far its owner is, and which exercise comes next."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from graders.analysis.stage import Progress, Stage
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.records import open_records
from graders.cli.status import NOT_GRADED, NOT_RIGHT, RIGHT, complain
from graders.errors import GradersError, SandboxError
from graders.exercise import Exercise
from graders.grading.course import Course
from graders.grading.path import path
from graders.grading.rules import policy
from graders.grading.session import Session
from graders.policy import total
from graders.printable import one_line
from graders.reporting.progress import overview
from graders.reporting.record import record
from graders.result import Outcome
from graders.sandbox.runner import Sandbox


def run(folder: Path, options: Namespace, sandbox: Sandbox) -> int:
    """Grade the file of every exercise of the course in ``folder``, tell how far it is and return the exit status.

    No page is written: the command for one exercise does that. With ``--json`` there is a record of every file.
    """
    course = Course(folder)
    exercises, rules = path(course), policy(course)
    session = Session(sandbox, course=folder, seed=options.seed)
    with open_records(options.json) as records:
        stages = []
        for exercise in exercises:
            stages.append(_stage(exercise, folder, session))
            if records is not None and stages[-1].graded is not None:
                records.write(f"{record(stages[-1].graded)}\n".encode())
    if options.json != "-":
        points = total(
            {stage.exercise.name: stage.graded.score for stage in stages if stage.graded},
            {exercise.name: exercise.max_score for exercise in exercises},
            rules,
        )
        progress = Progress(rules.title or "Your progress", tuple(stages), points, rules, datetime.now(UTC))
        tell(overview(progress, standard_output()))
    return max(map(_status, stages))


def _stage(exercise: Exercise, folder: Path, session: Session) -> Stage:
    """Grade the file of an exercise; one that cannot be graded is told, and does not keep others from it."""
    file = folder / f"{exercise.name}.py"
    label = one_line(str(file))
    if not os.path.lexists(file):
        return Stage(exercise, label, None)
    try:
        return Stage(exercise, label, session.grade(file, exercise)[0])
    except SandboxError:
        raise
    except GradersError as error:
        complain(error)
        return Stage(exercise, label, None, failed=True)


def _status(stage: Stage) -> int:
    if stage.failed:
        return NOT_GRADED
    return RIGHT if stage.graded and stage.graded.outcome is Outcome.PASSED else NOT_RIGHT
