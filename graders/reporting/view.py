"""What the page of one submission shows, in words and order: everything but the markup.

The records are named tuples: a frozen dataclass takes eight times as long to define, and whoever grades one file waits
for all of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from graders import __version__
from graders.exercise import Exercise
from graders.reporting import phrases, verdict
from graders.reporting.task import Block, blocks
from graders.reporting.verdict import Verdict
from graders.result import Cells, CheckResult, Graded, Mismatch, MismatchKind, Outcome, Picture, Rating

if TYPE_CHECKING:
    from graders.reporting.pictures import PictureView

_NOT_BEGUN = {Outcome.MISSING, Outcome.NOT_RUN}
_LABELS = {
    MismatchKind.LENGTH: ("Length", "Expected"),
    MismatchKind.KEYS: ("Not asked for", "Missing"),
    MismatchKind.SHAPE: ("Shape", "Expected"),
    MismatchKind.DTYPE: ("Data type", "Expected"),
}


class Fact(NamedTuple):
    """One line of the gap: a label and what stands there, ``code`` or words."""

    label: str
    text: str
    code: bool = True


class Cell(NamedTuple):
    """One element of a drawn array."""

    text: str
    differs: bool


class Row(NamedTuple):
    """One row of a drawn array; the ``number`` is its index, None where there is but this row."""

    number: int | None
    cells: tuple[Cell, ...]


class Array(NamedTuple):
    """An array to draw, or a ``part`` of it; ``columns`` are indices. ``slice`` tells which of more than two axes."""

    label: str
    shape: str
    slice: str
    part: bool
    columns: tuple[int, ...]
    rows: tuple[Row, ...]


class Hint(NamedTuple):
    """One step of the ladder, with the next one inside."""

    number: int
    of: int
    text: str
    further: Hint | None


class CheckView(NamedTuple):
    """One check. ``settled`` ones take a line or two, ``folded`` ones open at a click, others are told in full.

    ``evidence`` is what its diagnosis rests on.
    """

    anchor: str
    result: CheckResult
    verdict: Verdict
    points: str
    settled: bool
    folded: bool
    evidence: str
    facts: tuple[Fact, ...]
    arrays: tuple[Array, ...]
    hint: Hint | None


class RatingView(NamedTuple):
    """One item of a self-check: its text, its stars drawn, and the same in words."""

    item: str
    drawn: str
    words: str


class Todo(NamedTuple):
    """The one thing to do next, and the check it is about, if any."""

    text: str
    check: CheckView | None = None


class SubmissionView(NamedTuple):
    """The whole page. ``percent`` is None without points to reach; ``task_first`` holds while nothing is begun."""

    title: str
    graded: Graded
    place: str
    verdict: Verdict
    points: str
    passed: str
    percent: str | None
    todo: Todo
    checks: tuple[CheckView, ...]
    ratings: tuple[RatingView, ...]
    pictures: tuple[PictureView, ...]
    task: tuple[Block, ...]
    task_first: bool
    promise: str
    command: str
    version: str


def submission_view(graded: Graded, exercise: Exercise) -> SubmissionView:
    """Return what the page of ``graded`` shows."""
    checks = _checks(graded)
    return SubmissionView(
        title=f"{graded.exercise} – {graded.student or graded.submission} – {phrases.score(graded)}",  # noqa: RUF001  dashes
        graded=graded,
        place=phrases.place(exercise),
        verdict=verdict.of_submission(graded),
        points=phrases.points_of_submission(graded),
        passed=phrases.checks_passed(graded),
        percent=f"{100 * graded.score / graded.max_score:.1f}" if graded.max_score else None,
        todo=_todo(checks),
        checks=checks,
        ratings=tuple(map(_rating, graded.ratings)),
        pictures=_pictures(graded.pictures),
        task=blocks(exercise.task),
        task_first=bool(graded.checks) and all(check.outcome in _NOT_BEGUN for check in graded.checks),
        promise=phrases.promise(graded.level),
        command=phrases.command(graded),
        version=__version__,
    )


def _todo(checks: Sequence[CheckView]) -> Todo:
    to_mend = [check for check in checks if not check.settled]
    if not to_mend:
        text = phrases.nothing_to_mend(check.result for check in checks)
        return Todo(text=f"{text} In the folder of the course, `grade` alone names the exercise that comes next.")
    first = next((check for check in to_mend if check.result.outcome is not Outcome.GRADER_FAILED), None)
    if first is None:
        return Todo(text="Show this page to your instructor: the grader failed here, not the code.")
    return Todo(text=first.result.next_step, check=first)


def _checks(graded: Graded) -> tuple[CheckView, ...]:
    views: list[CheckView] = []
    for position, check in enumerate(graded.checks, start=1):
        before = sum(not view.settled for view in views)
        views.append(_check(check, position, before >= verdict.OPEN_AT_MOST))
    return tuple(views)


@lru_cache(1024)  # in a class most checks are alike
def _check(check: CheckResult, position: int, is_late: bool) -> CheckView:
    """Return what is shown of one check; one that ``is_late`` comes after enough others to mend."""
    settled = verdict.is_settled(check)
    return CheckView(
        anchor=f"check-{position}",
        result=check,
        verdict=verdict.of_check(check),
        points=phrases.points_of_check(check),
        settled=settled,
        folded=not settled and is_late,
        evidence=phrases.evidence(check.diagnosis) if check.diagnosis else "",
        facts=_facts(check),
        arrays=_arrays(check.mismatch),
        hint=_ladder(check.hints),
    )


def _facts(check: CheckResult) -> tuple[Fact, ...]:
    facts = [Fact("Call", check.call)]
    mismatch = check.mismatch
    if mismatch:
        got, expected = _LABELS.get(mismatch.kind, ("Got", "Expected"))
        code = mismatch.kind is not MismatchKind.TYPE
        facts += [
            Fact("At", mismatch.path + (_subscript(mismatch.index) if mismatch.index else "")),
            Fact(got, mismatch.answer, code),
            Fact(expected, mismatch.expected, code),
        ]
    return tuple(fact for fact in facts if fact.text)


def _subscript(index: Sequence[int]) -> str:
    return f"[{', '.join(map(str, index))}]"


def _arrays(mismatch: Mismatch | None) -> tuple[Array, ...]:
    if mismatch is None or mismatch.answer_cells is None or mismatch.expected_cells is None:
        return ()
    return _array("Got", mismatch.answer_cells), _array("Expected", mismatch.expected_cells)


def _array(label: str, cells: Cells) -> Array:
    first_row, first_column = (0, 0, *cells.origin)[-2:]
    width = len(cells.rows[0]) if cells.rows else 0
    axes = len(cells.shape)
    return Array(
        label=label,
        shape=str(cells.shape),
        slice=_subscript(cells.origin[:-2]) if cells.origin[:-2] else "",
        part=math.prod(cells.shape) > len(cells.rows) * width,
        columns=tuple(range(first_column, first_column + width)),
        rows=tuple(
            Row(number if axes > 1 else None, tuple(map(Cell, texts, differs)))
            for number, (texts, differs) in enumerate(zip(cells.rows, cells.differs, strict=True), start=first_row)
        ),
    )


def _ladder(hints: Sequence[str]) -> Hint | None:
    ladder: Hint | None = None
    for number in range(len(hints), 0, -1):
        ladder = Hint(number=number, of=len(hints), text=hints[number - 1], further=ladder)
    return ladder


def _rating(rating: Rating) -> RatingView:
    stars = rating.stars or 0
    return RatingView(rating.item, "★" * stars + "☆" * (5 - stars), phrases.stars(rating.stars))


def _pictures(pictures: Sequence[Picture]) -> tuple[PictureView, ...]:
    if not pictures:
        return ()
    from graders.reporting.pictures import picture_view  # noqa: PLC0415 - few exercises have pictures

    return tuple(picture_view(number, picture) for number, picture in enumerate(pictures, start=1))
