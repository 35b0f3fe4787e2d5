"""What each picture of a submission shows: its paths, its labels, and the same in words."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import NamedTuple

from graders.reporting import boxes
from graders.reporting.picture_words import bar, bins, course, group, omitted, slope, spread
from graders.reporting.plot import Label, Path, Point, Scale, box, dots, place, polyline, scale, short
from graders.result import Picture, Series
from graders.sketch import PictureKind

ANSWER, EXPECTED, POINTS, AXIS, GUIDE = "answer", "expected", "points", "axis", "guide"

_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 312, 24, 170
_BELOW = 30  # for the labels of an axis
_BAR, _BAR_ROW = 12, 34
_GROUP = 70  # the height of one distribution
_LINES = "Solid: the values of this file. Dashed: the expected ones."
_AREAS = "Filled: the values of this file. Dashed: the expected ones."


class Drawing(NamedTuple):
    """A picture: what is drawn on a page 320 units wide, what the strokes mean, and all of it in words."""

    height: float
    paths: tuple[Path, ...]
    labels: tuple[Label, ...]
    legend: str
    description: str


class PictureView(NamedTuple):
    """A picture with its heading; where there is no drawing, ``note`` says why."""

    id: str
    title: str
    note: str
    drawing: Drawing | None


def picture_view(number: int, picture: Picture) -> PictureView:
    """Return what a page shows of its picture of that ``number``."""
    drawing = None if picture.note else _DRAW[picture.kind](picture)
    return PictureView(f"picture-{number}", picture.title, picture.note, drawing)


def _curve(picture: Picture) -> Drawing:
    [answer], [expected] = picture.answer, picture.expected
    across = scale([0, max(*answer.x, *expected.x)], _LEFT, _RIGHT)
    up = scale([*answer.y, *expected.y], _BOTTOM, _TOP)
    return Drawing(
        height=_BOTTOM + _BELOW,
        paths=(
            *_frame(),
            Path(ANSWER, _through(answer, across, up)),
            Path(EXPECTED, _through(expected, across, up)),
        ),
        labels=(*_beside(up, answer.names[0]), *_under(across, "index")),
        legend=f"{_LINES}{omitted(answer)}",
        description=f"Of this file: {course(answer)} Expected: {course(expected)}",
    )


def _line(picture: Picture) -> Drawing:
    [answer], [expected], [points] = picture.answer, picture.expected, picture.points
    across = scale(points.x, _LEFT, _RIGHT)
    ends = across.low, across.high
    up = scale([*points.y, *(_height(expected, x) for x in ends)], _BOTTOM, _TOP)
    inside = _inside(answer, across, up)
    outside = "" if inside else " The line of this file lies outside the picture."
    drawn = {ANSWER: (answer, inside), EXPECTED: (expected, ends)}
    x, y = points.names
    return Drawing(
        height=_BOTTOM + _BELOW,
        paths=(
            *_frame(),
            Path(POINTS, dots(_places(zip(points.x, points.y, strict=True), across, up))),
            *(
                Path(kind, polyline(_places([(x, _height(line, x)) for x in bounds], across, up)))
                for kind, (line, bounds) in drawn.items()
            ),
        ),
        labels=(*_beside(up, y), *_under(across, x)),
        legend=f"Solid: the line of this file. Dashed: the expected one. Dots: the data.{outside}",
        description=f"{points.size} points. Of this file: {slope(answer)}.{outside} Expected: {slope(expected)}.",
    )


def _bars(picture: Picture) -> Drawing:
    [answer], [expected] = picture.answer, picture.expected
    numbers = [0.0, *(number for number in (*answer.y, *expected.y) if not math.isnan(number))]
    across = Scale(min(numbers), max(*numbers, min(numbers) + 1e-9), 8, _RIGHT)
    count = max(len(answer.y), len(expected.y))
    words = [bar(picture, number) for number in range(count)]
    top = [_BAR_ROW * number + 20 for number in range(count)]
    left_out = f" Only the first {len(answer.y)} of {answer.size} numbers are drawn." if answer.size > count else ""
    return Drawing(
        height=_BAR_ROW * count + 4,
        paths=(
            Path(ANSWER + " area", "".join(map(partial(_bar, across), top, answer.y))),
            Path(EXPECTED, "".join(map(partial(_bar, across), top, expected.y))),
            Path(AXIS, "".join(f"M{place(across.at(0))} {y - 3}v{_BAR + 6}" for y in top)),
        ),
        labels=tuple(Label(8, y - 5, text) for y, text in zip(top, words, strict=True)),
        legend=f"{_AREAS}{left_out}{omitted(answer)}",
        description="; ".join(words) + ".",
    )


def _calibration(picture: Picture) -> Drawing:
    [answer], [expected] = picture.answer, picture.expected
    across, up = (Scale(0, 1, start, end) for start, end in ((_LEFT, _RIGHT), (_BOTTOM, _TOP)))
    return Drawing(
        height=_BOTTOM + _BELOW,
        paths=(
            *_frame(),
            Path(GUIDE, f"M{_LEFT} {_BOTTOM}L{_RIGHT} {_TOP}"),
            Path(ANSWER, _through(answer, across, up)),
            Path(POINTS, dots(_places(zip(answer.x, answer.y, strict=True), across, up))),
            Path(EXPECTED, _through(expected, across, up)),
        ),
        labels=(*_beside(up, "came true"), *_under(across, "predicted")),
        legend=f"{_LINES} Dotted: what was predicted is what came true.{omitted(answer)}",
        description=f"Of this file: {bins(answer)}. Expected: {bins(expected)}.",
    )


def _distributions(picture: Picture) -> Drawing:
    pairs = list(zip(picture.answer, picture.expected, strict=True))
    most = max(count for pair in pairs for series in pair for count in series.y)
    across = scale(picture.answer[0].x, 8, _RIGHT)
    bases = [_GROUP * (number + 1) for number in range(len(pairs))]
    paths: list[Path] = []
    for base, (answer, expected) in zip(bases, pairs, strict=True):
        up = Scale(0, most, base, base - _GROUP + 24)
        paths += [
            Path(ANSWER + " area", _steps(answer, across, up)),
            Path(EXPECTED, _steps(expected, across, up)),
            Path(AXIS, f"M8 {base}H{_RIGHT}"),
        ]
    return Drawing(
        height=bases[-1] + 20,
        paths=tuple(paths),
        labels=(
            *(Label(8, base - _GROUP + 15, group(*pair)) for base, pair in zip(bases, pairs, strict=True)),
            *(Label(across.at(tick), bases[-1] + 16, short(tick), "middle") for tick in across.ticks()),
        ),
        legend=f"{_AREAS} Upright lines: the means.{''.join(omitted(answer) for answer in picture.answer)}",
        description=" ".join(f"{group(*pair)}; {spread(pair[0])}" for pair in pairs),
    )


def _boxes(picture: Picture) -> Drawing:
    [answer], [expected] = picture.answer, picture.expected
    got, wanted = (tuple(map(int, series.y)) for series in (answer, expected))
    part = f" {boxes.PART}" if boxes.is_cut(got) or boxes.is_cut(wanted) else ""
    return Drawing(
        height=boxes.height((got, wanted)),
        paths=(
            *(Path(f"{ANSWER} area", sheet) for sheet in boxes.boxes(got, 8)),
            *(Path(f"{EXPECTED} sheet", sheet) for sheet in boxes.boxes(wanted, 168)),
        ),
        labels=(Label(8, 14, f"got {got}"), Label(168, 14, f"expected {wanted}")),
        legend=f"Filled: the array of this file. Dashed: the expected one.{part}",
        description=f"Of this file: shape {got}. Expected: shape {wanted}.",
    )


_DRAW: Mapping[PictureKind, Callable[[Picture], Drawing]] = {
    PictureKind.CURVE: _curve,
    PictureKind.LINE: _line,
    PictureKind.BARS: _bars,
    PictureKind.CALIBRATION: _calibration,
    PictureKind.DISTRIBUTIONS: _distributions,
    PictureKind.BOXES: _boxes,
}


def _frame() -> tuple[Path, ...]:
    return (Path(AXIS, f"M{_LEFT} {_TOP}V{_BOTTOM}H{_RIGHT}"),)


def _beside(up: Scale, name: str) -> Iterable[Label]:
    yield Label(8, _TOP - 10, name)
    yield from (Label(_LEFT - 6, up.at(tick) + 4, short(tick), "end") for tick in up.ticks())


def _under(across: Scale, name: str) -> Iterable[Label]:
    yield from (Label(across.at(tick), _BOTTOM + 14, short(tick), "middle") for tick in across.ticks())
    yield Label(_RIGHT, _BOTTOM + 27, name, "end")


def _through(series: Series, across: Scale, up: Scale) -> str:
    return polyline(_places(zip(series.x, series.y, strict=True), across, up))


def _places(points: Iterable[Point], across: Scale, up: Scale) -> list[Point]:
    return [(across.at(x), up.at(y)) for x, y in points]


def _height(line: Series, x: float) -> float:
    return line.x[0] * x + line.y[0]


def _inside(line: Series, across: Scale, up: Scale) -> tuple[float, ...]:
    """Return from where to where a line is inside the frame; nothing for one that is outside."""
    [slope], [intercept] = line.x, line.y
    if not slope:
        return (across.low, across.high) if up.low <= intercept <= up.high else ()
    first, last = sorted(((up.low - intercept) / slope, (up.high - intercept) / slope))
    first, last = max(first, across.low), min(last, across.high)
    return (first, last) if first <= last else ()


def _bar(across: Scale, top: float, number: float) -> str:
    if math.isnan(number):
        return ""
    left, right = sorted((across.at(0), across.at(number)))
    return box(left, top, right - left, _BAR)


def _steps(series: Series, across: Scale, up: Scale) -> str:
    """Return the outline of a histogram, and its mean as a line from the base to the top."""
    start, *ends = (place(across.at(edge)) for edge in series.x)
    outline = "".join(f"V{place(up.at(count))}H{end}" for end, count in zip(ends, series.y, strict=True))
    mean = "" if series.mean is None else f"M{place(across.at(series.mean))} {place(up.start)}V{place(up.end - 4)}"
    return f"M{start} {place(up.start)}{outline}V{place(up.start)}z{mean}"
