"""``grade history STUDENT``: all that a student handed in, and every result that it had."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Mapping, Sequence

from graders.cli.gradebook import add_options, open_present_gradebook, path_of
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.status import RIGHT
from graders.errors import GradersError
from graders.gradebook.history import Attempt, Summary
from graders.gradebook.review import Reviewed
from graders.printable import one_line
from graders.reporting import verdict
from graders.reporting.moment import utc
from graders.reporting.paper import Ink, Paper
from graders.reporting.phrases import counted, number, out_of
from graders.submissions.names import as_people_count, fold, student_id


def run(argv: Sequence[str]) -> int:
    """Print the history of one student and return the exit status."""
    options = _parser().parse_args(argv[1:])
    student = student_id(options.student)
    with open_present_gradebook(options) as book:
        attempts = book.history(student)
        if not attempts:
            known = {one.student for one in book.history()}
            raise GradersError(f"{one_line(str(path_of(options)))}: {_nothing_from(student, known)}")
        reviews = [one for one in book.reviews() if one.review.student == student]
    attempts.sort(key=lambda one: (as_people_count(one.exercise), one.gradings[0].number))
    lines = _lines(standard_output(), student, attempts, reviews)
    tell("".join(f"{line}\n" for line in lines))
    return RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grade history",
        description="Show every attempt of a student, exercise after exercise, newest last, with each result that it "
        "had. Times are in UTC.",
    )
    parser.add_argument("student", metavar="STUDENT", help="the id of a student, as in the reports")
    add_options(parser)
    return parser


def _nothing_from(student: str, known: Collection[str]) -> str:
    """Tell that a student handed in nothing, and who else may be meant."""
    import difflib  # noqa: PLC0415 - costs 3 ms and is needed only when something is wrong

    folded = {fold(one): one for one in known}
    close = difflib.get_close_matches(fold(student)[:80], folded, n=1)
    hint = f"; did you mean '{one_line(folded[close[0]])}'?" if close else ""
    return f"nothing from '{one_line(student)}', who is none of the {counted(len(known), 'student')} here{hint}"


def _lines(paper: Paper, student: str, attempts: Sequence[Attempt], reviews: Sequence[Reviewed]) -> Iterator[str]:
    gradings = sum(len(attempt.gradings) for attempt in attempts)
    facts = f": {counted(len(attempts), 'attempt')}, {counted(gradings, 'grading')}"
    yield from paper.prose((one_line(student), Ink.BOLD), (facts, Ink.PLAIN))
    # Graders are numbered as the log of the gradebook met them, which no clock can change.
    log = sorted((grading for attempt in attempts for grading in attempt.gradings), key=lambda one: one.number)
    graders = {grader: number for number, grader in enumerate(dict.fromkeys(_grader(one.summary) for one in log), 1)}
    for attempt in attempts:
        yield ""
        yield from _attempt(paper, attempt, graders)
        for one in reviews:
            if (one.review.exercise, one.review.digest) == (attempt.exercise, attempt.digest):
                yield from _review(paper, one)
    yield ""
    for grader, place in graders.items():
        yield from paper.prose((f"grader {place}: {grader}", Ink.FAINT), hanging=2)


def _attempt(paper: Paper, attempt: Attempt, graders: Mapping[str, int]) -> Iterator[str]:
    """Tell one attempt, with a line for each time that it was graded."""
    head = f" handed in {utc(attempt.submitted_at)} as {attempt.label}"
    yield from paper.prose((attempt.exercise, Ink.BOLD), (head, Ink.PLAIN), hanging=2)
    points = [out_of(one.summary.score, one.summary.max_score) for one in attempt.gradings]
    words = [verdict.of_submission(one.summary).word for one in attempt.gradings]
    wide_points, wide_words = max(map(len, points)), max(map(len, words))
    for one, score, word in zip(attempt.gradings, points, words, strict=True):
        came_out = f"{score:{wide_points}}  {word:{wide_words}}"
        by = f"version {one.summary.exercise_version}  grader {graders[_grader(one.summary)]}"
        told = f"graded {utc(one.graded_at)}  {came_out}  {by}", Ink.PLAIN
        line = paper.row(told, indent=2)
        yield from [line] if line else paper.prose(told, indent=2, hanging=2)


def _review(paper: Paper, reviewed: Reviewed) -> Iterator[str]:
    given = reviewed.review
    by = f" by {given.reviewer}" if given.reviewer else ""
    fact = f"given {utc(reviewed.reviewed_at)}{by}, {number(given.score)} for `{given.check}`"
    comment = f": {given.comment}" if given.comment else ""
    yield from paper.prose((fact + comment, Ink.PLAIN), indent=2, hanging=2)


def _grader(summary: Summary) -> str:
    """Return all that graded beside the exercise."""
    return f"{summary.grader}, level {summary.level}, seed {summary.seed}"
