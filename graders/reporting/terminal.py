"""The card in the terminal: verdict, what is right, the gap, one next step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from graders.reporting import phrases, verdict
from graders.reporting.paper import Ink, Paper, columns
from graders.reporting.verdict import Tone, Verdict
from graders.result import CheckResult, Fault, Graded, Mismatch, Outcome

_INDENT = 4
INK = {Tone.GOOD: Ink.GREEN, Tone.BAD: Ink.RED, Tone.PARTLY: Ink.YELLOW, Tone.QUIET: Ink.FAINT}
"""How a verdict is written."""


def card(graded: Graded, paper: Paper, *, page_path: str | None, shortfall: str = "") -> str:
    """Return the card as text that ends with a newline.

    ``page_path`` is where the HTML page was written, None when it was not. ``shortfall`` says why the level is no
    better; it is empty at the best one.
    """
    parts = [_head(paper, graded), _notes(paper, graded), _passed(paper, graded)]
    to_mend = [check for check in graded.checks if not verdict.is_settled(check)]
    parts += [_open(paper, check) for check in to_mend[: verdict.OPEN_AT_MOST]]
    parts += [_briefly(paper, to_mend[verdict.OPEN_AT_MOST :]), _waiting(paper, graded), _ratings(paper, graded)]
    parts.append(_foot(paper, graded, page_path, shortfall))
    return "\n".join(text for part in parts if (text := "".join(f"{line}\n" for line in part)))


def _head(paper: Paper, graded: Graded) -> Iterator[str]:
    whose = [graded.exercise, graded.title, graded.submission, graded.student]
    yield from paper.prose((" · ".join(text for text in whose if text), Ink.BOLD))
    facts = f": {phrases.points_of_submission(graded)} · {phrases.checks_passed(graded)}"
    yield from paper.prose(_badge(verdict.of_submission(graded)), (facts, Ink.PLAIN))


def _notes(paper: Paper, graded: Graded) -> Iterator[str]:
    for note in graded.notes:
        yield from paper.prose(("Note: ", Ink.BOLD), (note, Ink.PLAIN), hanging=2)


def _passed(paper: Paper, graded: Graded) -> Iterator[str]:
    for check in graded.checks:
        if check.outcome is Outcome.PASSED:
            yield from _headline(paper, check)
            if check.follow_through:
                yield from paper.prose((check.message, Ink.PLAIN), indent=_INDENT)


def _open(paper: Paper, check: CheckResult) -> Iterator[str]:
    """Tell one failing check in full."""
    yield from _headline(paper, check)
    for sentence in (check.right, check.message):
        yield from paper.prose((sentence, Ink.PLAIN), indent=_INDENT)
    if check.mismatch:
        yield from _arrays(paper, check.mismatch)
    if check.fault:
        yield from _fault(paper, check.fault)
    if check.diagnosis:
        cause = f"{check.diagnosis.text} {phrases.evidence(check.diagnosis)}".rstrip()
        yield from paper.prose(("Likely cause: ", Ink.BOLD), (cause, Ink.PLAIN), indent=_INDENT, hanging=2)
    if check.next_step:
        yield from paper.prose(("→ Next: ", Ink.BOLD), (check.next_step, Ink.PLAIN), indent=_INDENT, hanging=2)
    if check.hints:
        lead = f"Hint 1 of {len(check.hints)}: "
        yield from paper.prose((lead, Ink.FAINT), (check.hints[0], Ink.PLAIN), indent=_INDENT, hanging=2)


def _briefly(paper: Paper, checks: Iterable[CheckResult]) -> Iterator[str]:
    """Tell failing checks with one line each for the reason: the likely cause, where it is known."""
    for check in checks:
        yield from _headline(paper, check)
        reason = f"Likely cause: {check.diagnosis.text}" if check.diagnosis else check.message
        yield paper.line((reason, Ink.FAINT), indent=_INDENT)


def _named(paper: Paper, checks: Iterable[CheckResult]) -> Iterator[str]:
    for check in checks:
        yield from _headline(paper, check)


def _waiting(paper: Paper, graded: Graded) -> Iterator[str]:
    """Name what waits for a person or for another check, and say once why."""
    waiting = (check for check in graded.checks if check.outcome in (Outcome.NEEDS_REVIEW, Outcome.NOT_RUN))
    for message, checks in groupby(waiting, key=lambda check: check.message):
        yield from _named(paper, checks)
        yield from paper.prose((message, Ink.FAINT), indent=_INDENT)


def _ratings(paper: Paper, graded: Graded) -> Iterator[str]:
    if graded.ratings:
        yield from paper.prose(("Your own rating, reported and not scored:", Ink.PLAIN))
    for rating in graded.ratings:
        text = f"{phrases.stars(rating.stars)}: {rating.item}"
        yield from paper.prose((text, Ink.PLAIN), indent=_INDENT, hanging=2)


def _foot(paper: Paper, graded: Graded, page_path: str | None, shortfall: str) -> Iterator[str]:
    level = f"Level `{graded.level}`: {phrases.promise(graded.level)}."
    why = f" No better level here: {shortfall}." if shortfall else ""
    yield from paper.prose((level + why, Ink.FAINT))
    if page_path is not None:
        pictures = " with pictures" if any(not picture.note for picture in graded.pictures) else ""
        yield from paper.prose((f"Task and full report{pictures}: {page_path}", Ink.PLAIN))


def _headline(paper: Paper, check: CheckResult) -> Iterator[str]:
    points = phrases.points_of_check(check)
    rest = f": {check.title} ({points})" if points else f": {check.title}"
    yield from paper.prose(_badge(verdict.of_check(check)), (rest, Ink.PLAIN), hanging=2)


def _badge(shown: Verdict) -> tuple[str, Ink]:
    return f"{shown.symbol} {shown.word}", INK[shown.tone]


def _fault(paper: Paper, fault: Fault) -> Iterator[str]:
    """Show Python's own words below the student's own line."""
    if fault.line is not None:
        yield from paper.verbatim(f"line {fault.line}:  {fault.source_line.strip()}", indent=_INDENT)
    yield from paper.verbatim(str(fault), Ink.FAINT, indent=_INDENT)


def _arrays(paper: Paper, mismatch: Mismatch) -> Iterator[str]:
    """Draw both arrays, differing cells between stars; nothing where the terminal is too narrow for a row."""
    if mismatch.answer_cells is None or mismatch.expected_cells is None:
        return
    drawn = {"got": mismatch.answer_cells, "expected": mismatch.expected_cells}
    labels = [f"{label} {cells.shape}" for label, cells in drawn.items()]
    label_width = max(map(len, labels))
    cell_width = max((columns(text) for cells in drawn.values() for row in cells.rows for text in row), default=0) + 2
    rows: list[str | None] = []
    for label, cells in zip(labels, drawn.values(), strict=True):
        lead = label.ljust(label_width)
        for texts, differs in zip(cells.rows, cells.differs, strict=True):
            pieces = [
                _cell(text, cell_width, differing=differing) for text, differing in zip(texts, differs, strict=True)
            ]
            rows.append(paper.row((lead, Ink.FAINT), *pieces, indent=_INDENT))
            lead = " " * label_width
    fitting = [row for row in rows if row is not None]
    if len(fitting) == len(rows):
        yield from fitting


def _cell(text: str, width: int, *, differing: bool) -> tuple[str, Ink]:
    marked = f"*{text}*" if differing else f" {text} "
    return " " * (width - columns(text) - 1) + marked, Ink.BOLD if differing else Ink.PLAIN
