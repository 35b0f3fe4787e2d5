"""How far a student is, in the terminal: a line for each exercise of a course, and which one comes next."""

from __future__ import annotations

import math
import shlex
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from graders.analysis.stage import Progress, Stage, next_stage
from graders.policy import Terms
from graders.printable import one_line
from graders.reporting import phrases, verdict
from graders.reporting.moment import in_words
from graders.reporting.paper import Ink, Paper, columns
from graders.reporting.terminal import INK
from graders.reporting.verdict import Tone, Verdict

_NOT_BEGUN = Verdict("–", "not begun", Tone.QUIET)  # noqa: RUF001  the dash is meant
_FAILED = Verdict("!", "could not be graded", Tone.PARTLY)
_LENGTH = 10
_SHORTEST_TITLE = 8
_INDENT = 4
_UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def overview(progress: Progress, paper: Paper) -> str:
    """Return the progress through a course as text that ends with a newline."""
    parts = (
        _head(paper, progress),
        _table(paper, progress.stages),
        _terms(paper, progress),
        _next(paper, progress.stages),
    )
    texts = ("".join(f"{line}\n" for line in part) for part in parts)
    return "\n".join(filter(None, texts))


def _head(paper: Paper, progress: Progress) -> Iterator[str]:
    yield from paper.prose((progress.title, Ink.BOLD))
    stages, total = progress.stages, progress.total
    done = sum(stage.is_done for stage in stages)
    facts = (
        f"{phrases.out_of(total.score, total.max_score)} points",
        f"{done} of {phrases.counted(len(stages), 'exercise')} done",
    )
    yield from paper.prose((f"{_bar(total.score, total.max_score, 2 * _LENGTH)} {' · '.join(facts)}", Ink.PLAIN))
    if out_of := _out_of(progress):
        yield from paper.prose((out_of, Ink.PLAIN))


def _out_of(progress: Progress) -> str:
    """Return why the total is out of other points than the exercises have together; empty where it is not."""
    points = {one.exercise.name: one.exercise.max_score for one in progress.stages}
    bonus = math.fsum(
        points[name] for name, terms in progress.rules.exercises.items() if terms.bonus and name in points
    )
    together, most = math.fsum(points.values()), progress.rules.maximum
    if together == progress.total.max_score:
        return ""
    of_these = f", {phrases.number(bonus)} of them bonus" if bonus else ""
    at_most = f" At most {phrases.number(most)} of them count." if most is not None and most < together else ""
    return f"All exercises together have {phrases.number(together)} points{of_these}.{at_most}"


def _table(paper: Paper, stages: Sequence[Stage]) -> list[str]:
    """Return a line for each stage: with titles where they fit, and wrapped where even the rest does not."""
    names = [one_line(stage.exercise.name) for stage in stages]
    badges = [f"{(shown := _verdict(stage)).symbol} {shown.word}" for stage in stages]
    points = [_points(stage) for stage in stages]
    rows: list[str] = []
    for stage, name, badge, reached in zip(stages, names, badges, points, strict=True):
        pieces = (
            (_padded(badge, badges), INK[_verdict(stage).tone]),
            (f"  {_padded(name, names)}  {_stage_bar(stage)}  {reached.rjust(max(map(len, points)))}", Ink.PLAIN),
        )
        titled = (paper.row(*pieces, (f"  {title}", Ink.PLAIN)) for title in _shortened(one_line(stage.exercise.title)))
        row = next(filter(None, titled), None) or paper.row(*pieces)
        if row is None:
            return [line for stage in stages for line in _wrapped(paper, stage)]
        rows.append(row)
    return rows


def _wrapped(paper: Paper, stage: Stage) -> Iterator[str]:
    shown = _verdict(stage)
    rest = f": {one_line(stage.exercise.name)} {_stage_bar(stage)} {_points(stage)}"
    yield from paper.prose((f"{shown.symbol} {shown.word}", INK[shown.tone]), (rest, Ink.PLAIN), hanging=2)


def _terms(paper: Paper, progress: Progress) -> Iterator[str]:
    """Yield a line for each exercise that is due some time, or a bonus."""
    for stage in progress.stages:
        name = stage.exercise.name
        terms = progress.rules.exercises.get(name, Terms())
        facts = [_due(terms.due, progress.now) if terms.due else "", "bonus" if terms.bonus else ""]
        if any(facts):
            yield from paper.prose((f"{one_line(name)}: {' · '.join(filter(None, facts))}", Ink.PLAIN), hanging=2)


def _due(due: datetime, now: datetime) -> str:
    left = due - now
    if left < timedelta():
        return f"was due on {in_words(due)}"
    unit, length = next(((unit, length) for unit, length in _UNITS if left >= 2 * length), _UNITS[-1])
    return f"due on {in_words(due)}, in {phrases.counted(max(left // length, 1), unit)}"


def _next(paper: Paper, stages: Sequence[Stage]) -> Iterator[str]:
    stage = next_stage(stages)
    if stage is None:
        text = "See what is said above of what could not be graded."
        if all(stage.is_done for stage in stages):
            text = phrases.nothing_to_mend(check for stage in stages if stage.graded for check in stage.graded.checks)
        yield from paper.prose(("→ Next: ", Ink.BOLD), (text, Ink.PLAIN), hanging=2)
        return
    exercise = stage.exercise
    what = [one_line(exercise.name), one_line(exercise.title), phrases.duration(exercise)]
    yield from paper.prose(("→ Next: ", Ink.BOLD), (" · ".join(filter(None, what)), Ink.PLAIN), hanging=2)
    yield from paper.prose(
        (f"Work in `{stage.file}`. This checks it, and writes a page with the task:", Ink.PLAIN), indent=_INDENT
    )
    yield from paper.verbatim(shlex.join(["grade", stage.file]), Ink.BOLD, indent=_INDENT)


def _verdict(stage: Stage) -> Verdict:
    if stage.failed:
        return _FAILED
    if stage.graded is None or not stage.is_begun:
        return _NOT_BEGUN
    return verdict.of_submission(stage.graded)


def _points(stage: Stage) -> str:
    if stage.exercise.max_score == 0:
        return "not scored"
    return phrases.score(stage.graded) if stage.graded else phrases.out_of(0, stage.exercise.max_score)


def _stage_bar(stage: Stage) -> str:
    if stage.exercise.max_score == 0:
        return _bar(int(stage.is_done), 1, _LENGTH)
    return _bar(stage.graded.score, stage.graded.max_score, _LENGTH) if stage.graded else _bar(0, 1, _LENGTH)


def _bar(score: float, max_score: float, length: int) -> str:
    """Draw points as a bar: full only with all of them, and empty only without any."""
    share = min(score / max_score, 1.0) if max_score else 0.0
    filled = max(int(length * share), int(share > 0))
    return f"[{'#' * filled}{'-' * (length - filled)}]"


def _padded(text: str, texts: Sequence[str]) -> str:
    return text + " " * (max(map(columns, texts)) - columns(text))


def _shortened(title: str) -> Iterator[str]:
    """Yield a title, and then shorter and shorter beginnings of it."""
    yield title
    for length in range(len(title) - 1, _SHORTEST_TITLE, -1):
        yield f"{title[:length].rstrip()}…"
