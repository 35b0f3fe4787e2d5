"""``grade review``: the table that a person fills with points, written and read back."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Collection, Sequence
from pathlib import Path

from graders.cli.gradebook import add_options, open_present_gradebook
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.status import RIGHT
from graders.drafts import replacing
from graders.errors import GradersError
from graders.gradebook import sheet
from graders.gradebook.book import Gradebook
from graders.gradebook.review import Question, Review
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
    questions = [one for one in book.questions() if one.present]
    if not questions:
        return ["Nothing in the gradebook is for a person to read."]
    _refuse_to_lose_points(book, target)
    reviews = book.reviews()
    try:
        with replacing(target) as file:
            file.write(sheet.written(questions, reviews))
    except OSError as error:
        raise GradersError(f"{one_line(str(target))}: the table cannot be written: {error.strerror}") from None
    places = {_place(one.review) for one in reviews}
    undecided = sum(one.check.outcome is Outcome.NEEDS_REVIEW for one in questions)
    given = sum(_place_of(one) in places for one in questions)
    to_read = f"{counted(len(questions), 'check')} to read in {one_line(str(target))}"
    return [
        f"{to_read}: {undecided} undecided without a person, {given} with points already.",
        f"Fill in score and comment, then run `grade review {one_line(shlex.quote(str(target)))} --reviewer NAME`.",
    ]


def _refuse_to_lose_points(book: Gradebook, target: Path) -> None:
    """Raise ``GradersError`` when there is a table already that somebody filled in and nobody read back."""
    try:
        table = target.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        raise GradersError(f"{one_line(str(target))}: the table cannot be written: {error.strerror}") from None
    try:
        filled = sheet.read(table, file=str(target), questions=book.questions(), reviewer="")
        unread = bool(_new(book, filled))
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
    questions = {_place_of(one): one for one in book.questions()}
    reviews = sheet.read(table, file=str(path), questions=questions.values(), reviewer=reviewer)
    new = _new(book, reviews)
    book.add_reviews(new)
    said = [_told(review, questions[_place(review)]) for review in new]
    said.append(f"{counted(len(new), 'review')} stored, {len(reviews) - len(new)} known from before.")
    return [*said, "Run `grade DIR` to bring the reports up to date."] if new else said


def _new(book: Gradebook, reviews: Collection[Review]) -> list[Review]:
    """Return the reviews with points or words that the book does not have."""
    known = {(_place(one.review), one.review.score, one.review.comment) for one in book.reviews()}
    return [review for review in reviews if (_place(review), review.score, review.comment) not in known]


def _told(review: Review, question: Question) -> str:
    check = question.check
    about = "" if question.present else ", for an earlier submission"
    points = f"{out_of(review.score, check.max_score)} in place of {out_of(check.score, check.max_score)}"
    return f"{review.exercise} {one_line(review.student)} `{check.id}`: {points}{about}"


def _place(review: Review) -> tuple[str, str, str, str]:
    return review.student, review.exercise, review.check, review.digest


def _place_of(question: Question) -> tuple[str, str, str, str]:
    return question.student, question.exercise, question.check.id, question.digest
