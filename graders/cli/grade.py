"""``grade FILE…``: grade submissions, show a card for each, write their pages."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Sequence
from pathlib import Path

from graders import __version__
from graders.cli.options import add_gradebook, add_reports, whole_number
from graders.cli.status import NOT_GRADED, NOT_RIGHT, RIGHT, complain
from graders.errors import GradersError, SandboxError
from graders.level import Level
from graders.result import Outcome
from graders.sandbox.launch import Launched
from graders.sandbox.runner import Sandbox, open_sandbox

_EPILOG = """\
exit status:
  0  everything graded is right; for a folder, every submission was graded, whatever its score
  1  graded, something is not right yet
  2  could not grade: usage, exercise, jail below the required level, internal fault
  130  interrupted

other commands, each with its own --help:
  grade check [EXERCISE]  for authors and CI: what there is to mend in exercises
  grade history STUDENT   every attempt of a student, and each result that it had
  grade diff              what grading the class again changed: who gained, who lost, why
  grade new NAME          begin an exercise with files that work; --course DIR alone begins a course
  grade review [FILE]     points from a person: write the table to fill, read it back
  grade schema [course]   the JSON Schema of exercises, or of course.yaml

A file or folder that is called like a command is graded as ./history.
"""


def run(argv: Sequence[str], launched: Launched | None) -> int:
    """Grade what ``argv`` names and return the exit status; ``launched`` is a sandbox that is already starting."""
    try:
        parser = _parser()
        options = parser.parse_intermixed_args(argv)
        course = None if options.files else _course_here(options.course)
        if not options.files and course is None:
            parser.error("the following arguments are required: FILE (only a folder with a course does without)")
        folders = [path for path in options.files if path.is_dir()]
        if folders:
            if len(options.files) > 1:
                parser.error("give one folder of submissions, or any number of files")
            gc.enable()  # a run over a class is long, and must not grow with it
            from graders.cli import classroom  # noqa: PLC0415 - a single file needs nothing of it

            return classroom.run(folders[0], options, launched)
        with open_sandbox(Level(options.require or Level.PROCESS), launched) as sandbox:
            return _grade_all(options, sandbox) if course is None else _show_progress(course, options, sandbox)
    finally:
        if launched is not None:
            launched.close()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grade",
        description="Grade Python submissions against an exercise, and say why a number is not right.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="FILE",
        help="a submission named as its exercise, such as ex2.py, or a folder of a class's submissions; without any, "
        "in a folder with a course: your progress through it, and what comes next",
    )
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="the folder of the course, or its folder exercises (default: beside a submission, then exercises/ here or "
        "above, then the shipped course)",
    )
    add_reports(parser, "pages are written")
    parser.add_argument(
        "--json",
        metavar="FILE",
        help="also write results as JSON, one line a submission; - writes them in place of cards",
    )
    parser.add_argument(
        "--seed",
        type=whole_number,
        default=0,
        metavar="N",
        help="the number that random arguments are drawn from (default: 0)",
    )
    parser.add_argument(
        "--require",
        choices=[level.value for level in Level],
        help="refuse to grade below this level (default: a file is graded at the best there is, a folder at confined)",
    )
    _add_class_options(parser.add_argument_group("for a folder of submissions"))
    parser.add_argument("--version", action="version", version=f"graders {__version__}")
    return parser


def _add_class_options(group: argparse._ArgumentGroup) -> None:
    group.add_argument("--dry-run", action="store_true", help="say who is matched to what and why, and grade nothing")
    group.add_argument("--roster", type=Path, metavar="CSV", help="the class: a column student, and if you like name")
    where = group.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", type=_jobs, metavar="N", help="grade with N workers at once (default: one for each core)"
    )
    where.add_argument("--cluster", metavar="ADDRESS", help="grade on the workers of this Dask scheduler instead")
    group.add_argument(
        "--regrade", action="store_true", help="grade everything again, and take the times of all files anew"
    )
    group.add_argument("--anonymous", action="store_true", help="name no student on the page of the class")
    add_gradebook(group)


def _jobs(text: str) -> int:
    number = whole_number(text)
    if not number:
        raise argparse.ArgumentTypeError("expected at least 1 worker, found 0")
    return number


def _course_here(given: Path | None) -> Path | None:
    """Return the folder of the course that was ``given``, or of the one in ``exercises`` or here."""
    from graders.grading.course import Course, named, within  # noqa: PLC0415 - whoever names a file does not wait for it

    folder = named(given) if given else within(Path())
    return folder if folder and Course(folder).is_solved else None


def _show_progress(course: Path, options: argparse.Namespace, sandbox: Sandbox) -> int:
    from graders.cli import progress  # noqa: PLC0415 - see above

    return progress.run(course, options, sandbox)


def _grade_all(options: argparse.Namespace, sandbox: Sandbox) -> int:
    """Grade file after file; one that cannot be graded is told, and does not keep the others from it."""
    from graders.cli.outputs import Outputs  # noqa: PLC0415 - NumPy and Jinja load while the sandbox starts
    from graders.cli.records import open_records  # noqa: PLC0415
    from graders.grading.session import Session  # noqa: PLC0415

    session = Session(sandbox, course=options.course, seed=options.seed)
    status = RIGHT
    with open_records(options.json) as records:
        outputs = Outputs(options.reports, records, cards=options.json != "-")
        for path in options.files:
            try:
                graded, exercise = session.grade(path)
                outputs.add(graded, exercise, path, sandbox.shortfall)
            except SandboxError:
                raise
            except GradersError as error:
                complain(error)
                status = NOT_GRADED
            else:
                status = max(status, RIGHT if graded.outcome is Outcome.PASSED else NOT_RIGHT)
    return status
