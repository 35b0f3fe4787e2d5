"""A result as a JSON object of the format ``graders/1``, and back.

The object has everything a result has, so that a result that was kept can be shown again.
"""

from __future__ import annotations

from typing import Any

from graders.result import (
    Cells,
    CheckResult,
    Diagnosis,
    Fault,
    Graded,
    Mismatch,
    MismatchKind,
    Outcome,
    Picture,
    Rating,
    Series,
)
from graders.sketch import PictureKind

FORMAT = "graders/1"

Json = dict[str, Any]


def to_record(graded: Graded) -> Json:
    """Return the object of one submission; numbers may be infinite or NaN."""
    return {
        "format": FORMAT,
        "exercise": graded.exercise,
        "title": graded.title,
        "submission": graded.submission,
        "student": graded.student,
        "score": graded.score,
        "max_score": graded.max_score,
        "outcome": graded.outcome.value,
        "level": graded.level,
        "seed": graded.seed,
        "notes": list(graded.notes),
        "ratings": {rating.item: rating.stars for rating in graded.ratings},
        "printed": graded.printed,
        "checks": [_from_check(check) for check in graded.checks],
        "pictures": [_from_picture(picture) for picture in graded.pictures],
    }


def from_record(record: Json) -> Graded:
    """Return the result that :func:`to_record` made an object of. Raises ``ValueError`` for another format."""
    if record["format"] != FORMAT:
        raise ValueError(f"expected a record of the format {FORMAT}, found {record['format']!r}")
    return Graded(
        exercise=record["exercise"],
        title=record["title"],
        submission=record["submission"],
        student=record["student"],
        level=record["level"],
        seed=record["seed"],
        notes=tuple(record["notes"]),
        ratings=tuple(Rating(item, stars) for item, stars in record["ratings"].items()),
        printed=record["printed"],
        checks=tuple(_to_check(check) for check in record["checks"]),
        pictures=tuple(_to_picture(picture) for picture in record["pictures"]),
    )


def _from_check(check: CheckResult) -> Json:
    return {
        "id": check.id,
        "title": check.title,
        "outcome": check.outcome.value,
        "score": check.score,
        "max_score": check.max_score,
        "message": check.message,
        "right": check.right,
        "next_step": check.next_step,
        "call": check.call or None,
        "provisional": check.provisional,
        "mismatch": None if check.mismatch is None else _from_mismatch(check.mismatch),
        "fault": None if check.fault is None else check.fault._asdict(),
        "diagnosis": None if check.diagnosis is None else check.diagnosis._asdict(),
        "follow_through": list(check.follow_through),
        "printed": check.printed,
        "sentence": check.sentence,
        "hints": list(check.hints),
    }


def _to_check(record: Json) -> CheckResult:
    return CheckResult(
        id=record["id"],
        title=record["title"],
        outcome=Outcome(record["outcome"]),
        score=record["score"],
        max_score=record["max_score"],
        message=record["message"],
        right=record["right"],
        next_step=record["next_step"],
        call=record["call"] or "",
        provisional=record["provisional"],
        mismatch=None if record["mismatch"] is None else _to_mismatch(record["mismatch"]),
        fault=None if record["fault"] is None else Fault(**record["fault"]),
        diagnosis=None if record["diagnosis"] is None else Diagnosis(**record["diagnosis"]),
        follow_through=tuple(record["follow_through"]),
        printed=record["printed"],
        sentence=record["sentence"],
        hints=tuple(record["hints"]),
    )


def _from_mismatch(mismatch: Mismatch) -> Json:
    return {
        "kind": mismatch.kind.value,
        "path": mismatch.path,
        "index": None if mismatch.index is None else list(mismatch.index),
        "answer": mismatch.answer,
        "expected": mismatch.expected,
        "note": mismatch.note,
        "differing": mismatch.differing,
        "size": mismatch.size,
        "difference": mismatch.difference,
        "relative": mismatch.relative,
        "allowed": mismatch.allowed,
        "rtol": mismatch.rtol,
        "atol": mismatch.atol,
        "answer_cells": None if mismatch.answer_cells is None else _from_cells(mismatch.answer_cells),
        "expected_cells": None if mismatch.expected_cells is None else _from_cells(mismatch.expected_cells),
    }


def _to_mismatch(record: Json) -> Mismatch:
    cells = {name: record[name] for name in ("answer_cells", "expected_cells")}
    return Mismatch(
        kind=MismatchKind(record["kind"]),
        path=record["path"],
        index=None if record["index"] is None else tuple(record["index"]),
        answer=record["answer"],
        expected=record["expected"],
        note=record["note"],
        differing=record["differing"],
        size=record["size"],
        difference=_number(record["difference"]),
        relative=_number(record["relative"]),
        allowed=_number(record["allowed"]),
        rtol=record["rtol"],
        atol=record["atol"],
        **{name: None if value is None else _to_cells(value) for name, value in cells.items()},
    )


def _number(value: float | str | None) -> float | None:
    """Return a number that JSON may hold as one of the texts ``inf``, ``-inf`` and ``nan``."""
    return None if value is None else float(value)


def _from_cells(cells: Cells) -> Json:
    return {
        "shape": list(cells.shape),
        "origin": list(cells.origin),
        "rows": [list(row) for row in cells.rows],
        "differs": [list(row) for row in cells.differs],
    }


def _to_cells(record: Json) -> Cells:
    return Cells(
        shape=tuple(record["shape"]),
        origin=tuple(record["origin"]),
        rows=tuple(tuple(row) for row in record["rows"]),
        differs=tuple(tuple(row) for row in record["differs"]),
    )


def _from_picture(picture: Picture) -> Json:
    return {
        "kind": picture.kind.value,
        "title": picture.title,
        "note": picture.note,
        "answer": [_from_series(series) for series in picture.answer],
        "expected": [_from_series(series) for series in picture.expected],
        "points": [_from_series(series) for series in picture.points],
        "labels": list(picture.labels),
    }


def _to_picture(record: Json) -> Picture:
    return Picture(
        kind=PictureKind(record["kind"]),
        title=record["title"],
        note=record["note"],
        answer=tuple(_to_series(series) for series in record["answer"]),
        expected=tuple(_to_series(series) for series in record["expected"]),
        points=tuple(_to_series(series) for series in record["points"]),
        labels=tuple(record["labels"]),
    )


def _from_series(series: Series) -> Json:
    return {**series._asdict(), "names": list(series.names), "x": list(series.x), "y": list(series.y)}


def _to_series(record: Json) -> Series:
    numbers = {axis: tuple(map(float, record[axis])) for axis in ("x", "y")}
    return Series(**{**record, "names": tuple(record["names"]), **numbers})
