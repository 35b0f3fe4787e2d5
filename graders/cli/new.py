"""``grade new``: begin an exercise, or a course, with files that work as they are."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from shlex import quote

from graders.authoring.blueprint import EXERCISES, new_course, new_exercise
from graders.authoring.new_files import write_new
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.status import RIGHT
from graders.errors import GradersError
from graders.grading.course import RULES, within
from graders.printable import one_line
from graders.reporting.paper import Ink

_DESCRIPTION = (
    "Begin an exercise in a course: its YAML, a starter and a reference, with a small example that works. "
    "Without NAME, begin a whole course in the folder DIR: a first exercise, a README, and files for git and CI."
)


def run(argv: Sequence[str]) -> int:
    """Write the files and return the exit status."""
    parser = _parser()
    options = parser.parse_args(argv[1:])
    if options.name is not None:
        folder = _exercises(options.course)
        files = new_exercise(options.name)
        more = "" if options.course is None else f" --course {_typed(folder)}"
        advice = f"The example works as it is. Put your own in its place, then run `grade check {options.name}{more}`."
    elif options.course is not None:
        folder = options.course
        files = new_course()
        enter = "" if folder.resolve() == Path.cwd() else f"`cd {_typed(folder)}`, then "
        advice = (
            f"The course works as it is. Try it: {enter}`grade check` and `pytest {EXERCISES}/`. "
            "Say in `requirements.txt` where graders comes from before CI needs it."
        )
    else:
        parser.error("give the NAME of an exercise, such as ex7, or --course DIR to begin a course")
    _write(folder, files, advice)
    return RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="grade new", description=_DESCRIPTION)
    parser.add_argument("name", nargs="?", metavar="NAME", help="a new exercise, such as ex7")
    parser.add_argument(
        "--course",
        type=Path,
        metavar="DIR",
        help="the folder of the course, or its folder exercises (default: exercises here, else here)",
    )
    return parser


def _exercises(course: Path | None) -> Path:
    """Return the folder of exercises of a course; without one given, of the course here."""
    folder = Path() if course is None else course
    if found := within(folder):
        return found
    if course is not None and folder.is_dir():
        return folder
    raise GradersError(
        f"{one_line(str(folder.absolute()))}: there is no course here, which has a folder {EXERCISES}, or solutions or "
        f"{RULES} itself. Give its folder with --course DIR; without NAME that begins a course"
    )


def _write(folder: Path, files: Mapping[PurePosixPath, bytes], advice: str) -> None:
    write_new({folder / path: text for path, text in files.items()})
    lines = [f"wrote {one_line(str(folder / path))}" for path in sorted(files)]
    lines += standard_output().prose((advice, Ink.PLAIN), hanging=2)
    tell("".join(f"{line}\n" for line in lines))


def _typed(folder: Path) -> str:
    return one_line(quote(str(folder)))
