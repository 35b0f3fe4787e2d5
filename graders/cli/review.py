"""``grade review``: the table that a person fills with points, written and read back."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from graders.cli.gradebook import add_options, open_present_gradebook
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.status import RIGHT
from graders.drafts import replacing
from graders.errors import GradersError
from graders.gradebook import sheet
from graders.gradebook.book import Gradebook
from graders.gradebook.review import Place, Question, Review, Reviewed
from graders.printable import one_line
from graders.reporting.paper import Ink
from graders.reporting.phrases import counted, out_of
from graders.result import Outcome

FILE = "review.csv"


def run(argv: Sequence[str]) -> int:
    """Write the table, or read a filled one back, and return the exit status."""
    parser = _parser()
    options = parser.parse_args(argv[1:])
    if options.file and options.output:
        parser.error("FILE is read, --output is written: give one of them")
    if options.reviewer and not options.file:
        parser.error("--reviewer says who filled in FILE: give that as well")
    with open_present_gradebook(options) as book:
        if options.file:
            said = _read(book, options.file, options.reviewer)
        else:
            said = _write(book, options.output or options.reports / FILE)
    paper = standard_output()
    lines = [line for sentence in said for line in paper.prose((sentence, Ink.PLAIN), hanging=2)]
    tell("".join(f"{line}\n" for line in lines))
    return RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grade review",
        description="Write a table of all that a person may give points for, or read it back when it is filled in.",
    )
    parser.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help="the filled table; without it one is written"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help=f"where the table to fill is written (default: {FILE} in --reports)"
    )
    parser.add_argument("--reviewer", default="", metavar="NAME", help="who filled in FILE; kept with the points")
    add_options(parser)
    return parser


def _write(book: Gradebook, target: Path) -> list[str]:
    """Write the table to fill and return what to say about it."""
    known = _by_place(book.questions())
    questions = [one for one in known.values() if one.present]
    if not questions:
        return ["Nothing in the gradebook is for a person to read."]
    given = book.reviews()
    _refuse_to_lose_points(target, known, given)
    try:
        with replacing(target) as file:
            file.write(sheet.written(questions, given))
    except OSError as error:
        raise GradersError(f"{one_line(str(target))}: the table cannot be written: {error.strerror}") from None
    undecided = sum(one.check.outcome is Outcome.NEEDS_REVIEW for one in questions)
    decided = len({one.place for one in questions} & {one.review.place for one in given})
    to_read = f"{counted(len(questions), 'check')} to read in {one_line(str(target))}"
    return [
        f"{to_read}: {undecided} undecided without a person, {decided} with points already.",
        f"Fill in score and comment, then run `grade review {one_line(shlex.quote(str(target)))} --reviewer NAME`.",
    ]


def _refuse_to_lose_points(target: Path, known: Mapping[Place, Question], given: Iterable[Reviewed]) -> None:
    """Raise ``GradersError`` when there is a table already that somebody filled in and nobody read back."""
    try:
        table = target.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise GradersError(f"{one_line(str(target))}: the table cannot be written: {error.strerror}") from None
    try:
        unread = bool(_new(sheet.read(table, file=str(target), known=known, reviewer=""), given))
    except GradersError:
        unread = True
    if unread:
        raise GradersError(
            f"{one_line(str(target))}: is there already, with entries that were not read back; "
            "give it as FILE to read it, or write to another place with --output"
        )


def _read(book: Gradebook, path: Path, reviewer: str) -> list[str]:
    """Store what is new in a filled table, all or nothing, and return what to say about it."""
    try:
        table = path.read_bytes()
    except OSError as error:
        raise GradersError(f"{one_line(str(path))}: the table cannot be read: {error.strerror}") from None
    known = _by_place(book.questions())
    reviews = sheet.read(table, file=str(path), known=known, reviewer=reviewer)
    new = _new(reviews, book.reviews())
    book.add_reviews(new)
    said = [_told(review, known[review.place]) for review in new]
    said.append(f"{counted(len(new), 'review')} stored, {len(reviews) - len(new)} known from before.")
    return [*said, "Run `grade DIR` to bring the reports up to date."] if new else said


def _by_place(questions: Iterable[Question]) -> dict[Place, Question]:
    return {one.place: one for one in questions}


def _new(reviews: Iterable[Review], given: Iterable[Reviewed]) -> list[Review]:
    """Return the reviews with points or words that are not among those ``given``."""
    before = {(one.review.place, one.review.score, one.review.comment) for one in given}
    return [one for one in reviews if (one.place, one.score, one.comment) not in before]


def _told(review: Review, question: Question) -> str:
    check = question.check
    about = "" if question.present else ", for an earlier submission"
    points = f"{out_of(review.score, check.max_score)} in place of {out_of(check.score, check.max_score)}"
    return f"{review.exercise} {one_line(review.student)} `{check.id}`: {points}{about}"
