"""Each exercise of a class in figures: what became of it, how its scores spread, how its checks did."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from graders.analysis.items import FEW, FEWEST, Item, items
from graders.analysis.roll import Roll
from graders.analysis.spread import Spread, spread
from graders.analysis.standing import total_share
from graders.analysis.suppression import FEWEST as FEWEST_SHOWN
from graders.analysis.suppression import suppressed
from graders.reporting import verdict
from graders.reporting.chart import HIDDEN, Histogram, histogram
from graders.reporting.phrases import percent
from graders.reporting.verdict import Verdict

_LOW = 0.2
_ALL_BUT_ALL = 0.95  # beyond this a check hardly varies, and a low correlation tells nothing


class Figures(NamedTuple):
    """How scores spread, in words; empty where it cannot be told or is not shown."""

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


def exercises(roll: Roll, *, anonymous: bool) -> Exercises:
    """Return the figures of all exercises, without small counts when they are to be anonymous."""
    met = [Counter(map(verdict.of_submission, roll.handed_in(exercise))) for exercise in roll.exercises]
    verdicts = tuple(one for one in verdict.ALL if any(one in counts for counts in met))
    total = None
    if len(roll.exercises) > 1:
        shares = (share for student in roll.students if (share := total_share(student, roll.max_total)) is not None)
        total = _spread("scores-total", "All exercises", spread(shares), anonymous=anonymous)
    return Exercises(
        verdicts=verdicts,
        views=tuple(
            _exercise(roll, position, [counts[one] for one in verdicts], anonymous=anonymous)
            for position, counts in enumerate(met)
        ),
        total=total,
        caution=_caution([counts.total() for counts in met]),
    )


def shown_counts(counts: Sequence[int], *, anonymous: bool) -> tuple[str, ...]:
    """Return counts as text, small ones hidden when they are to be anonymous."""
    shown = suppressed(counts) if anonymous else counts
    return tuple(HIDDEN if count is None else str(count) for count in shown)


def _caution(sizes: Sequence[int]) -> str:
    handed_in = [size for size in sizes if size]
    if all(size >= FEW for size in handed_in):
        return ""
    margin = "± is two standard errors: a hint, not proof."
    if all(size >= FEWEST for size in handed_in):
        return margin
    few = f"Below {FEWEST} submissions discrimination is left out, because it would be chance."
    return f"{few} {margin}" if any(size >= FEWEST for size in handed_in) else few


def _exercise(roll: Roll, position: int, counts: Sequence[int], *, anonymous: bool) -> ExerciseView:
    """Return the figures of one exercise; ``counts`` tell how often each verdict was met."""
    exercise = roll.exercises[position]
    handed_in, absent = shown_counts([sum(counts), len(roll.students) - sum(counts)], anonymous=anonymous)
    shares = (share for entry in roll.handed_in(exercise) if (share := entry.share) is not None)
    name = f"{exercise.name}: {exercise.title}"
    figures, chart = _spread(f"scores-{position}", name, spread(shares), anonymous=anonymous)
    titles = {check.id: check.asks for check in exercise.checks}
    return ExerciseView(
        name=exercise.name,
        title=exercise.title,
        handed_in=handed_in,
        absent=absent,
        counts=shown_counts(counts, anonymous=anonymous),
        figures=figures,
        chart=chart,
        checks=tuple(
            _check(item, titles[item.check])
            for item in items(exercise, roll.handed_in(exercise))
            if not anonymous or item.n >= FEWEST_SHOWN
        ),
    )


def _spread(id_: str, title: str, found: Spread, *, anonymous: bool) -> tuple[Figures, Histogram]:
    bins = suppressed(found.bins) if anonymous else found.bins
    shows = not anonymous or found.n >= FEWEST_SHOWN
    figures = Figures(
        n=shown_counts([found.n], anonymous=anonymous)[0],
        mean=percent(found.mean) if found.mean is not None and shows else "",
        median=percent(found.median) if found.median is not None and shows else "",
        sd=percent(found.sd) if found.sd is not None and shows else "",
        bins=shown_counts(found.bins, anonymous=anonymous),
    )
    return figures, histogram(id_, title, bins)


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
