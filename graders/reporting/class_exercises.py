"""Each exercise of a class in figures: what became of it, how its scores spread, how its checks did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

from graders.analysis.items import FEW, FEWEST, Item, items
from graders.analysis.roll import Alike, Roll
from graders.analysis.spread import Spread, spread
from graders.analysis.standing import total_share
from graders.reporting import verdict
from graders.reporting.chart import Histogram, histogram
from graders.reporting.phrases import percent
from graders.reporting.verdict import Verdict

_LOW = 0.2
_ALL_BUT_ALL = 0.95  # beyond this a check hardly varies, and a low correlation tells nothing


class Figures(NamedTuple):
    """How scores spread, in words; empty where it cannot be told."""

    n: str
    mean: str
    median: str
    sd: str
    bins: tuple[str, ...]


class ExerciseView(NamedTuple):
    """One exercise; ``counts`` are of the verdicts that the page has as columns, and ``absent`` is who lacks it."""

    name: str
    title: str
    handed_in: str
    absent: str
    counts: tuple[str, ...]
    figures: Figures
    chart: Histogram
    checks: tuple[CheckFigures, ...]


class CheckFigures(NamedTuple):
    """One check in words; ``width`` is its difficulty as a number of percent, for a bar. ``remark`` may be empty."""

    title: str
    n: str
    difficulty: str
    width: str
    discrimination: str
    upper_lower: str
    remark: str


class Exercises(NamedTuple):
    """All exercises; ``total`` is over all of them, None where there is but one. ``caution`` may be empty."""

    verdicts: tuple[Verdict, ...]
    views: tuple[ExerciseView, ...]
    total: tuple[Figures, Histogram] | None
    caution: str


def exercises(roll: Roll) -> Exercises:
    """Return the figures of all exercises."""
    met = list(map(_verdicts, roll.alike))
    verdicts = tuple(one for one in verdict.ALL if any(one in counts for counts in met))
    total = None
    if len(roll.exercises) > 1:
        shares = (share for student in roll.students if (share := total_share(student)) is not None)
        total = _spread("scores-total", "All exercises", spread(shares), counts="Students")
    return Exercises(
        verdicts=verdicts,
        views=tuple(
            _exercise(roll, position, {one: counts[one] for one in verdicts}) for position, counts in enumerate(met)
        ),
        total=total,
        caution=_caution([counts.total() for counts in met]),
    )


def _verdicts(handed_in: Iterable[Alike]) -> Counter[Verdict]:
    """Return how often each verdict was met."""
    met: Counter[Verdict] = Counter()
    for work, places in handed_in:
        met[verdict.of_submission(work)] += len(places)
    return met


def _caution(sizes: Sequence[int]) -> str:
    handed_in = [size for size in sizes if size]
    if all(size >= FEW for size in handed_in):
        return ""
    margin = "± is two standard errors: a hint, not proof."
    if all(size >= FEWEST for size in handed_in):
        return margin
    few = f"Below {FEWEST} submissions discrimination is left out, because it would be chance."
    return f"{few} {margin}" if any(size >= FEWEST for size in handed_in) else few


def _exercise(roll: Roll, position: int, counts: Mapping[Verdict, int]) -> ExerciseView:
    """Return the figures of one exercise; ``counts`` tell how often each verdict was met."""
    exercise = roll.exercises[position]
    handed_in = sum(counts.values())
    name = f"{exercise.name}: {exercise.title}"
    shares = (share for work, places in roll.alike[position] for share in repeat(work.share, len(places)))
    found = spread(share for share in shares if share is not None)
    figures, chart = _spread(f"scores-{position}", name, found, counts="Submissions")
    titles = {check.id: check.asks for check in exercise.checks}
    return ExerciseView(
        name=exercise.name,
        title=exercise.title,
        handed_in=str(handed_in),
        absent=str(len(roll.students) - handed_in),
        counts=tuple(map(str, counts.values())),
        figures=figures,
        chart=chart,
        checks=tuple(_check(item, titles[item.check]) for item in items(exercise, roll.alike[position])),
    )


def _spread(id_: str, title: str, found: Spread, *, counts: str) -> tuple[Figures, Histogram]:
    figures = Figures(
        n=str(found.n),
        mean=percent(found.mean) if found.mean is not None else "",
        median=percent(found.median) if found.median is not None else "",
        sd=percent(found.sd) if found.sd is not None else "",
        bins=tuple(map(str, found.bins)),
    )
    return figures, histogram(id_, title, found.bins, counts=counts)


def _check(item: Item, title: str) -> CheckFigures:
    correlation = item.discrimination
    margin = f" ± {correlation.margin:.2f}" if correlation and correlation.margin is not None else ""
    return CheckFigures(
        title=title,
        n=str(item.n),
        difficulty="" if item.difficulty is None else percent(item.difficulty),
        width="" if item.difficulty is None else f"{100 * item.difficulty:.1f}",
        discrimination=f"{correlation.r:.2f}{margin}" if correlation else "",
        upper_lower="" if item.upper_lower is None else f"{item.upper_lower:.2f}",
        remark=_remark(item),
    )


def _remark(item: Item) -> str:
    if item.discrimination is None or item.difficulty is None:
        return ""
    if item.discrimination.r < 0:
        return "Those who are strong elsewhere fail here: look at the check and its text."
    if item.discrimination.r < _LOW and item.difficulty <= _ALL_BUT_ALL:
        return "Says little about the rest."
    return ""
