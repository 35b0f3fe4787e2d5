"""An exception as data. Its class may answer for any attribute, so Python's own readers are asked instead."""

from __future__ import annotations

import linecache

from graders.sandbox.exceptions import BUILT_IN
from graders.sandbox.fields import MESSAGE_LIMIT, position
from graders.sandbox.values import type_name
from graders.transcript import Raised

_mro = type.__dict__["__mro__"].__get__
_trace = BaseException.__dict__["__traceback__"].__get__
_syntax = SyntaxError.__dict__


def describe(error: BaseException, name: str) -> Raised:
    """Return what is told of an exception that came out of the program whose file has this name."""
    line, column = _place(error, name)
    return Raised(
        exception=type_name(error),
        # A metaclass may have a hash of its own; no built-in exception has a metaclass.
        bases=tuple(kind.__name__ for kind in _mro(type(error)) if type(kind) is type and kind in BUILT_IN),
        message=_message(error),
        line=line,
        column=column,
        source_line=source_line(name, line),
    )


def source_line(name: str, line: int | None) -> str:
    """Return the text of a line of the program's file; empty where the line is not known."""
    return linecache.getline(name, line).strip("\r\n") if line else ""


def _message(error: BaseException) -> str:
    try:
        text = _syntax["msg"].__get__(error) if _is_syntax_error(error) else str(error)
        return str.__str__(text)[:MESSAGE_LIMIT]
    except BaseException:  # noqa: BLE001 - the program may have written __str__
        return ""


def _place(error: BaseException, name: str) -> tuple[int | None, int | None]:
    """Return the innermost line of the program's own file, and the column of a syntax error in it."""
    if _is_syntax_error(error) and _is(_syntax["filename"].__get__(error), name):
        line = position(_syntax["lineno"].__get__(error))
        if line:
            return line, position(_syntax["offset"].__get__(error))
    line = None
    trace = _trace(error)
    while trace is not None:
        if _is(trace.tb_frame.f_code.co_filename, name):
            line = trace.tb_lineno
        trace = trace.tb_next
    return position(line), None


def _is_syntax_error(error: BaseException) -> bool:
    return issubclass(type(error), SyntaxError)  # isinstance would ask the exception for its class


def _is(text: object, name: str) -> bool:
    return type(text) is str and text == name
