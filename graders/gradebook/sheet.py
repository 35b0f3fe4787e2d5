"""The table that a person fills with points: written as CSV, read back with every problem in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from graders.errors import GradersError
from graders.gradebook.review import Place, Question, Review, Reviewed
from graders.printable import one_line, printable
from graders.spreadsheet import harmless, plain

COLUMNS = (
    *("student", "exercise", "check", "title", "sentence", "message", "automatic_score", "max_score"),
    *("score", "comment", "note", "digest"),
)
_READ = ("student", "exercise", "check", "digest", "score", "comment")
_NUMBER = re.compile(r"\d{1,9}(?:[.,]\d{1,9})?")
_MAX_COMMENT = 2000


def written(questions: Iterable[Question], reviews: Iterable[Reviewed]) -> bytes:
    """Return the table of what is to be read, a row for each question about the present submissions.

    Points and comments already given for the same submission stand in their row, those for an earlier one in its note.
    The encoding is UTF-8 with a byte order mark, for the sake of spreadsheets.
    """
    given = {one.review.place: one for one in reviews}
    earlier = {place[:3]: one for place, one in given.items() if one.stale}
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for question in questions:
        if question.present:
            place = question.place
            writer.writerow(map(harmless, _row(question, given.get(place), earlier.get(place[:3]))))
    return text.getvalue().encode("utf-8-sig")


def read(table: bytes, *, file: str, known: Mapping[Place, Question], reviewer: str) -> list[Review]:
    """Return the reviews in a filled table; rows without points and comment are left for later.

    A spreadsheet may have changed the separator to ``;`` and the decimal point to a comma. Columns may be moved, added,
    and left out where they only inform. ``file`` is the name that problems show, ``known`` has what may be reviewed.
    Raises ``GradersError`` with a line for each problem.
    """
    file, reviewer = one_line(file), one_line(reviewer)
    found: dict[Place, Review] = {}
    problems = []
    for line, cells in list(_rows(table, file)):
        try:
            review = _review(cells, known, reviewer)
        except GradersError as error:
            problems.append(f"{file}:{line}: {error}")
            continue
        if review and found.setdefault(review.place, review) is not review:
            problems.append(f"{file}:{line}: tells of the same check as a line before; keep one of them")
    if problems:
        raise GradersError("\n".join(problems))
    return list(found.values())


def _points(score: float) -> str:
    """Return points as they can be read back, without an exponent."""
    return f"{score:.9f}".rstrip("0").removesuffix(".")


def _row(question: Question, given: Reviewed | None, earlier: Reviewed | None) -> Iterator[str]:
    check = question.check
    yield from (*question.place[:3], check.title, check.sentence, check.message)
    yield from (_points(check.score), _points(check.max_score))
    yield from ("", "") if given is None else (_points(given.review.score), given.review.comment)
    yield "" if given or earlier is None else f"an earlier submission was given {_points(earlier.review.score)}"
    yield question.digest


def _rows(table: bytes, file: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line on which each row starts, and its cells by column; a row of another length has no cells."""
    try:
        text = table.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = table.count(b"\n", 0, error.start) + 1
        raise GradersError(f"{file}:{line}: is not UTF-8; save the table as CSV in UTF-8") from None
    first = text.partition("\n")[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") > first.count(",") else ",", strict=True
    )
    try:
        header = next(reader, [])
        if lacking := [column for column in _READ if header.count(column) != 1]:
            raise GradersError(f"{file}:1: expected the columns {', '.join(_READ)} once each; see to {lacking}")
        line = reader.line_num + 1
        for row in reader:
            if any(row):
                yield line, dict(zip(header, map(plain, row), strict=True)) if len(row) == len(header) else {}
            line = reader.line_num + 1
    except csv.Error as error:
        raise GradersError(f"{file}:{reader.line_num}: is not CSV: {error}") from None


def _review(cells: Mapping[str, str], known: Mapping[Place, Question], reviewer: str) -> Review | None:
    """Return the review in a row, or None where nothing was filled in; raises ``GradersError`` without a place."""
    if not cells:
        raise GradersError("has more or fewer cells than the first line; put a text with commas between quotes")
    points, comment = cells["score"].strip(), cells["comment"].strip()
    if not points and not comment:
        return None
    question = known.get((cells["student"], cells["exercise"], cells["check"], cells["digest"]))
    wrong = [] if question else [_unknown(cells, known)]
    score = float(points.replace(",", ".")) if _NUMBER.fullmatch(points) else None
    if score is None or (question and score > question.check.max_score):
        limit = f"from 0 to {_points(question.check.max_score)}" if question else "such as 1.5"
        wrong.append(f"score is '{one_line(points, 40)}', expected a number {limit}")
    comment = printable(comment, len(comment))
    if len(comment) > _MAX_COMMENT:
        wrong.append(f"comment has {len(comment)} characters, expected at most {_MAX_COMMENT}")
    if question is None or score is None or wrong:
        raise GradersError("; ".join(wrong))
    return Review(
        student=question.student,
        exercise=question.exercise,
        check=question.check.id,
        digest=question.digest,
        score=score,
        comment=comment,
        reviewer=reviewer,
    )


def _unknown(cells: Mapping[str, str], known: Iterable[Place]) -> str:
    """Tell which cell keeps a row from being one of the known ones: spreadsheets make 7 of 007."""
    import difflib  # noqa: PLC0415 - needed only when something is wrong

    places = list(known)
    for number, column in enumerate(("student", "exercise", "check", "digest")):
        choices = sorted({place[number] for place in places})
        cell = cells[column]
        if cell not in choices:
            close = difflib.get_close_matches(cell[:80], choices, n=1, cutoff=0.4)
            hint = f"; did you mean '{close[0]}'?" if close else ""
            return f"{column} '{one_line(cell, 80)}' is not waiting for a person{hint}"
        places = [place for place in places if place[number] == cell]
    raise AssertionError("a row with four known cells is known")
