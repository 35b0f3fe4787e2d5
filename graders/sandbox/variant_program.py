"""Runs wrong solutions one after the other: the jail gets this module as text, followed by ``SOURCES``.

Each is run from its source for each answer, in names of its own. The first source is the reference. How many
lines it takes is what the others are given a multiple of, so that one without end costs little, and the same each time.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import numpy as np

SOURCES: list[bytes] = []

_FILE = "variant"
_MULTIPLE = 10
_MORE = 1000
_MOST_MORE = 50_000  # than the reference takes
_COSTLY = 5000  # lines of one ask that wrong solutions are spared
_MESSAGE = 200  # characters
_ALL = 500_000  # lines of all wrong solutions together


class _TooLongError(BaseException):
    """A variant has run more lines than it may; no ``except Exception`` of its own catches this."""


class _Lines:
    """Counts the lines that a variant runs."""

    def __init__(self) -> None:
        self.counted = 0
        self.most: int | None = None

    @property
    def are_too_many(self) -> bool:
        """Whether a variant has run more lines than it may."""
        return self.most is not None and self.counted > self.most

    def follow(self, frame: FrameType, event: str, _: object) -> Any:  # noqa: ANN401 - as sys.settrace has it
        """Follow the calls of the variant's own functions, line by line."""
        if frame.f_code.co_filename != _FILE:
            return None
        if event in {"call", "line"}:  # a generator is called anew for each of its items
            self.counted += 1
            if self.are_too_many:
                raise _TooLongError
        return self.follow


_lines = _Lines()
_costly: set[int] = set()
_used = 0


def answer(number: int, asks: list[Any], is_brief: bool = False) -> list[Any]:
    """Return what a source answers to each ask, as many to each source.

    An answer is ``["returned", value]``, ``["raised", name, message]`` or ``["skipped"]``. An ask is ``[name]`` for a
    variable or ``[name, args, kwargs]`` for a call. Nothing more is run of a variant that has run too many lines. To be
    brief, what takes the reference very long is not asked of the others, and when all together have run too many lines
    nothing is asked of those that are left.
    """
    global _used  # noqa: PLW0603 - one process, one count
    if _lines.most is None:
        _measure(asks, is_brief)
    _lines.counted = 0
    if is_brief and _used > _ALL:
        return [["skipped"] for _ in asks]
    answers = _run(number, asks, _costly if number else set())
    _used += _lines.counted if number else 0
    return answers


def lines() -> int:
    """Return how many lines the source that was run last has taken."""
    return _lines.counted


def _measure(asks: list[Any], is_brief: bool) -> None:
    """Find out what the reference takes, ask by ask, and what the others may take."""
    counts: list[int] = []
    _run(0, asks, set(), counts)
    if is_brief:
        _costly.update(place for place, count in enumerate(counts[1:]) if count > _COSTLY)
    usual = counts[0] + sum(count for place, count in enumerate(counts[1:]) if place not in _costly)
    most = _MULTIPLE * usual + _MORE
    _lines.most = min(most, usual + _MOST_MORE) if is_brief else most


def _run(number: int, asks: list[Any], skipped: set[int], counts: list[int] | None = None) -> list[Any]:
    """Run a source and ask it; ``counts`` gets the lines of the source itself, and of each ask."""
    names: dict[str, Any] = {"__name__": "submission", "np": np}
    most, start = _lines.most, _lines.counted
    if number == 0:
        _lines.most = None  # the reference may take what it takes
    counted = [] if counts is None else counts
    sys.settrace(_lines.follow)
    try:
        stopped = _load(SOURCES[number], names)
        answers = []
        for place, ask in enumerate(asks):
            counted.append(_lines.counted - start)
            start = _lines.counted
            answers.append(["skipped"] if place in skipped else _value(names, stopped, *ask))
        counted.append(_lines.counted - start)
        return answers
    finally:
        sys.settrace(None)
        _lines.most = most


def _load(source: bytes, names: dict[str, Any]) -> list[str]:
    """Run a source; return how it stopped, if it did. What it defined by then may still answer."""
    try:
        exec(compile(source, _FILE, "exec", dont_inherit=True), names)  # noqa: S102 - what the jail is for
    except BaseException as error:  # noqa: BLE001 - SystemExit is a program's own as well
        return _raised(error)
    return []


def _value(
    names: dict[str, Any],
    stopped: list[str],
    name: str,
    args: tuple[Any, ...] | None = None,
    kwargs: dict[str, Any] | None = None,
) -> list[Any]:
    if _lines.are_too_many:  # Python has ended the tracing with the exception, so that nothing would stop it now
        return ["raised", "TimeoutError", "it takes too long"]
    if name not in names and stopped:
        return stopped
    try:
        return ["returned", names[name] if args is None else names[name](*args, **(kwargs or {}))]
    except BaseException as error:  # noqa: BLE001 - as above
        return _raised(error)


def _raised(error: BaseException) -> list[str]:
    try:
        return ["raised", type(error).__name__, str(error)[:_MESSAGE]]
    except BaseException:  # noqa: BLE001 - its own words may fail as well
        return ["raised", type(error).__name__, ""]
