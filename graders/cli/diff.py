"""``grade diff``: what grading a class again changed, after an exercise or the grader did."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from graders.cli import moment
from graders.cli.gradebook import add_options, open_present_gradebook
from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.cli.status import RIGHT
from graders.gradebook.changes import Change, CheckChange
from graders.gradebook.history import Summary
from graders.gradebook.record import CheckRecord
from graders.printable import one_line
from graders.reporting.moment import utc
from graders.reporting.paper import Ink, Paper
from graders.reporting.phrases import counted, number, out_of
from graders.reporting.verdict import of_outcome


def run(argv: Sequence[str]) -> int:
    """Print what grading again changed and return the exit status."""
    options = _parser().parse_args(argv[1:])
    with open_present_gradebook(options) as book:
        changes = book.changes(options.since)
        read = {(one.review.student, one.review.exercise, one.review.digest) for one in book.reviews()}
    reviewed = sum((one.student, one.exercise, one.digest) in read for one in changes)
    tell("".join(f"{line}\n" for line in _lines(standard_output(), changes, options.since, reviewed)))
    return RIGHT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="grade diff",
        description="Show what grading the same submissions again changed: who gained, who lost, in which check and "
        "why. Points are the automatic ones, without a person's.",
    )
    parser.add_argument(
        "--since",
        type=moment.read,
        metavar="TIME",
        help="compare with the results of then, such as 2026-11-21 or 2026-11-21T09:30:00Z (default: with the results "
        "by the version before)",
    )
    add_options(parser)
    return parser


def _lines(paper: Paper, changes: Sequence[Change], since: float | None, reviewed: int) -> Iterator[str]:
    """Tell all changes; ``reviewed`` says how many of these submissions have points from a person."""
    if not changes:
        then = "before" if since is None else f"at {utc(since)}"
        yield from paper.prose((f"Nothing to compare: no latest submission had another result {then}.", Ink.PLAIN))
        return
    when = "" if since is None else f" since {utc(since)}"
    again = f"{counted(len(changes), 'submission')} graded again{when}: {_totals(changes)}"
    yield from paper.prose((again, Ink.BOLD))
    if reviewed:
        left_out = f"Automatic points are compared. A person's, in {counted(reviewed, 'submission')}, are left out."
        yield from paper.prose((left_out, Ink.PLAIN))
    for exercise, of_exercise in groupby(changes, key=attrgetter("exercise")):
        yield ""
        yield from _exercise(paper, exercise, list(of_exercise))
    for heading, some in _parts(changes).items():
        for change in some:
            yield ""
            yield from _submission(paper, heading, change)


def _parts(changes: Sequence[Change]) -> dict[str, list[Change]]:
    """Return who gained, who lost, and whose checks changed but for the points."""
    return {
        "gained": [one for one in changes if one.gain > 0],
        "lost": [one for one in changes if one.gain < 0],
        "changed": [one for one in changes if one.checks and not one.gain],
    }


def _totals(changes: Sequence[Change]) -> str:
    gained, lost, changed = _parts(changes).values()
    alike = len(changes) - len(gained) - len(lost) - len(changed)
    if alike == len(changes):
        return "nothing changed"
    facts = list(_gains(changes))
    facts += [f"{len(changed)} changed with the same points"] if changed else []
    facts += [f"{alike} as before"] if alike else []
    return ", ".join(facts)


def _gains(changes: Sequence[Change | CheckChange]) -> Iterator[str]:
    """Tell how many gained and how many lost, and how much in all."""
    gained = [one.gain for one in changes if one.gain > 0]
    lost = [one.gain for one in changes if one.gain < 0]
    if gained:
        yield f"{len(gained)} gained ({_signed(sum(gained))})"
    if lost:
        yield f"{len(lost)} lost ({_signed(sum(lost))})"


def _exercise(paper: Paper, exercise: str, changes: Sequence[Change]) -> Iterator[str]:
    """Tell what became of one exercise: the totals, what the results depend on, and the totals of each check."""
    yield from paper.prose((exercise, Ink.BOLD), (f": {_totals(changes)}", Ink.PLAIN))
    for cause in dict.fromkeys(_cause(one.previous.summary, one.present.summary) for one in changes):
        yield from paper.prose((cause, Ink.PLAIN), indent=2, hanging=2)
    by_check: dict[str, list[CheckChange]] = {}
    for check in (check for one in changes for check in one.checks):
        by_check.setdefault(check.id, []).append(check)
    for id_, checks in by_check.items():
        facts = ", ".join(_gains(checks)) or f"{len(checks)} changed with the same points"
        yield from paper.prose((f"`{id_}`: {facts}", Ink.PLAIN), indent=2, hanging=2)


def _cause(before: Summary, after: Summary) -> str:
    """Tell which of the things that a result depends on became another, with the submission as it was."""
    pairs = {
        "exercise": (before.exercise_version, after.exercise_version),
        "grader": (before.grader, after.grader),
        "level": (before.level, after.level),
        "seed": (before.seed, after.seed),
    }
    changed = [f"{name} {old} → {new}" for name, (old, new) in pairs.items() if old != new]
    return "; ".join(changed) or "another level was required"


def _submission(paper: Paper, what: str, change: Change) -> Iterator[str]:
    before, after = (_points(one.summary) for one in (change.previous, change.present))
    lead = f"{what}: {change.exercise} {one_line(change.student)}"
    gain = f" ({_signed(change.gain)})" if change.gain else ""
    yield from paper.prose((lead, Ink.BOLD), (f", {before} → {after}{gain}", Ink.PLAIN), hanging=2)
    for check in change.checks:
        yield from _check(paper, check)


def _check(paper: Paper, check: CheckChange) -> Iterator[str]:
    """Tell one check, and what the student was told about it before and is told now."""
    sides = check.previous, check.present
    verdicts = " → ".join(f"{of_outcome(side.outcome).word} {_points(side)}" if side else "not asked" for side in sides)
    yield from paper.prose((f"`{check.id}`: {verdicts}", Ink.PLAIN), indent=2, hanging=2)
    before, now = (side.message if side else "" for side in sides)
    told = {"before and now": now} if before == now else {"before": before, "now": now}
    for when, message in told.items():
        if message:
            yield from paper.prose((f"{when}: ", Ink.FAINT), (message, Ink.PLAIN), indent=4, hanging=2)


def _points(scored: Summary | CheckRecord) -> str:
    return out_of(scored.score, scored.max_score)


def _signed(gain: float) -> str:
    return f"{'+' if gain > 0 else '-'}{number(abs(gain))}"
