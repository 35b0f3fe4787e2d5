"""What the numbers of a picture say in words, for those who do not see it."""

from __future__ import annotations

import math

from graders.reporting.phrases import counted
from graders.reporting.plot import short
from graders.result import Picture, Series


def course(series: Series) -> str:
    """Return how numbers run: ``50 numbers, first 45, last 5.2, least 5.2 at index 49, greatest 45 at index 0.``."""
    finite = [(y, x) for x, y in zip(series.x, series.y, strict=True) if not math.isnan(y)]
    (least, at), (greatest, above) = min(finite), max(finite)
    first, last = series.y[0], series.y[-1]
    return (
        f"{counted(series.size, 'number')}, first {short(first)}, last {short(last)}, "
        f"least {short(least)} at index {at:.0f}, greatest {short(greatest)} at index {above:.0f}."
    )


def omitted(series: Series) -> str:
    """Return a sentence on the numbers that are not drawn; nothing where all are."""
    return f" Of `{series.names[0]}` {counted(series.left_out, 'number')} cannot be drawn." if series.left_out else ""


def slope(line: Series) -> str:
    """Return a line by its two numbers: ``slope 3, intercept 10``."""
    return f"slope {short(line.x[0])}, intercept {short(line.y[0])}"


def bar(picture: Picture, number: int) -> str:
    """Return one bar: its label, or its index, and its number, and what was expected if that is another one."""
    label = picture.labels[number] if number < len(picture.labels) else str(number)
    got, expected = (
        short(series.y[number]) if number < len(series.y) else "none" for [series] in (picture.answer, picture.expected)
    )
    return f"{label}: {got}" if got == expected else f"{label}: {got}, expected {expected}"


def bins(series: Series) -> str:
    """Return the bins of a calibration: ``predicted 0.3, came true 0.25; …``."""
    return "; ".join(f"predicted {short(x)}, came true {short(y)}" for x, y in zip(series.x, series.y, strict=True))


def group(answer: Series, expected: Series) -> str:
    """Return a group with its mean, and the expected one if that is another."""
    got, wanted = (f"{series.mean:.4g}" for series in (answer, expected))
    return f"{answer.names[0]}: mean {got}" + ("" if got == wanted else f", expected {wanted}")


def spread(series: Series) -> str:
    """Return how many numbers there are, and between which bounds most of them lie."""
    most = max(range(len(series.y)), key=series.y.__getitem__)
    return (
        f"{counted(series.size, 'number')}, most of them from {short(series.x[most])} to {short(series.x[most + 1])}."
    )
