"""``grade check``: examine exercises before a student meets them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from graders.authoring.examination import examine
from graders.authoring.folder import folder
from graders.authoring.listing import FORMATS
from graders.cli.log import tell
from graders.cli.options import whole_number
from graders.cli.status import NOT_RIGHT, RIGHT
from graders.errors import GradersError
from graders.grading.course import Course, named, within
from graders.printable import one_line
from graders.resources import course as shipped_course
from graders.sandbox.runner import open_sandbox


def run(argv: Sequence[str]) -> int:
    """Print what there is to mend in exercises; return 1 when there is anything, else 0."""
    options = _parser().parse_args(argv[1:])
    course = _course(options.course)
    chosen = list(dict.fromkeys(_exercise(text, course) for text in options.exercises))
    findings = [] if chosen else sorted(folder(course))
    if not chosen:
        chosen = [(course, name) for name in course.names()]
    if not chosen:
        raise GradersError(f"{one_line(str(course.folder))}: expected a folder with exercises, found none")
    from tqdm import tqdm  # noqa: PLC0415 - usage is told without it

    with open_sandbox() as sandbox, tqdm(chosen, unit=" exercises", disable=None, leave=False) as progress:
        for one, name in progress:
            findings += examine(one, name, sandbox, most_survivors=options.max_survivors)
    listing = FORMATS[options.format](findings, len(chosen))
    if options.format == "text":
        tell(listing)
    else:
        sys.stdout.write(listing)  # for programs, which read nothing between the lines
    return RIGHT if all(finding.is_note for finding in findings) else NOT_RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grade check",
        description="Examine exercises as their authors and CI want to: files, reference, starter, misconceptions, "
        "and whether the cases catch every wrong solution. docs/checking.md has a section on each code.",
        epilog="exit status: 0 nothing found, 1 something found, 2 could not check",
    )
    parser.add_argument(
        "exercises",
        nargs="*",
        metavar="EXERCISE",
        help="a name such as ex2, or the path of a .yaml file (default: the whole course, with its folder)",
    )
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="the folder of the course, or its folder exercises (default: exercises here, else here, else shipped)",
    )
    parser.add_argument(
        "--format",
        choices=list(FORMATS),
        default="text",
        help="text for people (default), json for tools, github for annotations in GitHub Actions",
    )
    parser.add_argument(
        "--max-survivors",
        type=whole_number,
        default=0,
        metavar="N",
        help="accept up to N mutants in an exercise that survive unexplained (default: 0)",
    )
    return parser


def _course(given: Path | None) -> Course:
    return Course(named(given) if given else within(Path()) or shipped_course())


def _exercise(text: str, course: Course) -> tuple[Course, str]:
    """Return an exercise by its name in the course, or by the path of its file."""
    path = Path(text)
    if path.suffix == ".yaml":
        found, name = Course(path.parent), path.stem
    else:
        found, name = course, text
    if name not in found.names():
        known = ", ".join(map(one_line, found.names())) or "none"
        where = one_line(str(found.folder))
        raise GradersError(f"there is no exercise {one_line(name)}.yaml in {where}; its exercises: {known}")
    return found, name
