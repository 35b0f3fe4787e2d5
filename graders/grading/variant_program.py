"""Runs wrong solutions one after the other: the jail gets this module as text, followed by ``SOURCES``.

Each is run from its source for each :func:`answer`, in names of its own. The first source is the reference. How many
lines it takes is what the others are given a multiple of, so that one without end costs little, and the same each time.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from types import FrameType
from typing import Any

import numpy as np

SOURCES: list[bytes] = []

_FILE = "variant"
_MULTIPLE = 10
_MORE = 1000


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


def answer(number: int, asks: list[Any]) -> list[Any]:
    """Return what a source answers to each ask, ``["returned", value]`` or ``["raised"]``.

    An ask is ``[name]`` for a variable or ``[name, args, kwargs]`` for a call. Nothing more is run of a variant that
    has run too many lines.
    """
    if _lines.most is None:
        _run(0, asks)
        _lines.most = _MULTIPLE * _lines.counted + _MORE
    _lines.counted = 0
    return _run(number, asks)


def lines() -> int:
    """Return how many lines the source that was run last has taken."""
    return _lines.counted


def _run(number: int, asks: list[Any]) -> list[Any]:
    names: dict[str, Any] = {"__name__": "submission", "np": np}
    sys.settrace(_lines.follow)
    try:
        with suppress(BaseException):  # what it defined by then may still answer
            exec(compile(SOURCES[number], _FILE, "exec", dont_inherit=True), names)  # noqa: S102 - what the jail is for
        return [_value(names, *ask) for ask in asks]
    finally:
        sys.settrace(None)


def _value(names: dict[str, Any], name: str, args: tuple[Any, ...] | None = None, kwargs: Any = None) -> list[Any]:  # noqa: ANN401 - plain data
    if _lines.are_too_many:  # Python has ended the tracing with the exception, so that nothing would stop it now
        return ["raised"]
    try:
        return ["returned", names[name] if args is None else names[name](*args, **kwargs)]
    except BaseException:  # noqa: BLE001 - SystemExit is a program's own as well
        return ["raised"]
